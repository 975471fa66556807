#include <algorithm>
#include <map>
#include <set>

#include "fleet/compiled_fleet.hpp"
#include "fleet/query/name_problems.hpp"
#include "scenarios/places.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

using scalars::parsed;
using scalars::refusal;

const std::map<std::string, fault_kind, std::less<>>& kinds() {
    static const std::map<std::string, fault_kind, std::less<>> all = [] {
        std::map<std::string, fault_kind, std::less<>> made;
        for (std::size_t i = 0; i < fault_kinds; ++i) {
            const auto kind = static_cast<fault_kind>(i);
            made[to_text(kind)] = kind;
        }
        return made;
    }();
    return all;
}

const std::set<std::string, std::less<>> later_kinds{"disconnect"};

// What people call them elsewhere.
const std::map<std::string, std::string, std::less<>> other_names{
    {"latency", "slow"},          {"delay", "slow"},         {"loss", "lossy"},
    {"packet_loss", "lossy"},     {"corrupt", "garbage"},    {"reorder", "out_of_order"},
    {"clock", "clock_skew"},      {"skew", "clock_skew"},    {"flapping", "reboot_loop"},
    {"power_cut", "power_off"},   {"frozen", "stuck"},       {"outlier", "spike"},
    {"disconnected", "offline"},  {"reboot", "reboot_loop"}, {"drain", "battery_drain"},
    {"battery", "battery_drain"}, {"leak", "battery_drain"}};

// False where the kind is wrong, so that nothing can be said of the other keys.
bool read_fault_kind(reading& r, const yaml::node& map, fault_spec& fault) {
    r.missing(map, "kind", "the fault");
    const auto* found = reading::get(map, "kind");
    std::string name;
    if (found == nullptr || !r.text(*found, name)) return false;
    auto kind = kinds().find(name);
    if (kind != kinds().end()) {
        fault.kind = kind->second;
        return true;
    }
    std::vector<std::string> names;
    for (const auto& item : kinds())
        names.push_back(item.first);
    const auto other = other_names.find(name);
    if (other != other_names.end())
        r.error("unknown-kind", found->where, "there is no kind of fault " + ticked(name),
                "did you mean " + ticked(other->second) + '?');
    else if (later_kinds.count(name) > 0)
        r.not_available(found->where, "the kind of fault " + ticked(name));
    else
        r.known(*found, "unknown-kind", "kind of fault", names);
    return false;
}

void refuse_key(reading& r, const yaml::node& map, const char* key, const char* owners) {
    const auto* found = map.find(key);
    if (found == nullptr) return;
    r.error("misplaced-key", found->where, ticked(key) + " belongs to " + owners,
            "remove it or choose another `kind`");
}

void read_rate(reading& r, const yaml::node& map, fault_spec& fault) {
    const bool drifts = fault.kind == fault_kind::drift;
    if (drifts) r.missing(map, "rate", "a `drift`");
    const auto* found = reading::get(map, "rate");
    scalars::rate rate;
    if (found == nullptr || !r.scalar(*found, rate, scalars::parse_rate)) return;
    constexpr double hour = 3'600e6;
    fault.rate_per_hour = rate.amount * hour / static_cast<double>(rate.per.count());
    if (!drifts && fault.rate_per_hour <= 0)
        r.error("out-of-range", found->where, "a fault can't come " + found_text(*found),
                "write a `rate` above zero");
}

// A fault that comes again has to be over before, and says in one way when it comes.
void read_repetition(reading& r, const yaml::node& map, fault_spec& fault) {
    const auto* every = reading::get(map, "every");
    distribution span;
    if (every != nullptr && r.durations(*every, span)) {
        fault.every = span;
        if (span.a < 1)
            r.error("out-of-range", every->where, "the fault would come again at once",
                    "write a longer `every`");
    }
    if (fault.kind == fault_kind::reboot_loop) {
        refuse_key(r, map, "rate",
                   "faults that come at random; a `reboot_loop` comes once, and `every` says how "
                   "often it reboots");
        return r.missing(map, "every", "a `reboot_loop`");
    }
    if (fault.comes_at_random() && every != nullptr)
        r.error("misplaced-key", every->where, "`every` and `rate` both say when the fault comes",
                "remove one of them");
    if ((every != nullptr || fault.comes_at_random()) && !fault.lasts)
        r.missing(map, "for", "a fault that comes again");
    if (fault.comes_at_random() && !fault.at) fault.at = sim_time{};
}

void read_size(reading& r, const yaml::node& map, fault_spec& fault) {
    r.missing(map, "size", "a `spike`");
    const auto* found = reading::get(map, "size");
    if (found == nullptr) return;
    if (!found->is_scalar() || found->text.empty() || found->text.back() != '%') {
        r.scalar(*found, fault.size, scalars::parse_number);
        return;
    }
    bool negative = found->text.front() == '-';
    share part;
    fault.size_relative = r.scalar(*found, part, [negative](const std::string& text) {
        return scalars::parse_percentage(text.substr(negative && !text.empty() ? 1 : 0));
    });
    fault.size = negative ? -part.fraction() : part.fraction();
}

/// A name that is ambiguous in one template may be the only one of a signal in another.
void refuse_short_name(reading& r, const place& where, const std::string& name,
                       const device_template& t, const signal_lookup& meant) {
    const auto is_full_name = [&](const device_template& other) {
        return std::any_of(other.signals.begin(), other.signals.end(),
                           [&](const signal_spec& s) { return has_full_name(s, name); });
    };
    if (std::none_of(r.out.templates.begin(), r.out.templates.end(), is_full_name))
        return refuse_ambiguous(r, where, name, t, meant);
    r.warn("ambiguous-name", where,
           ticked(name) + " means " + query::listed(spellings(t, meant)) + " in the template " +
               ticked(t.name) + ", so the fault bends none of them",
           "add a fault for each that it should bend");
}

void read_signal(reading& r, const yaml::node& map, fault_spec& fault) {
    const auto* found = reading::get(map, "signal");
    if (found == nullptr || !r.text(*found, fault.signal)) return;
    const auto& name = fault.signal;
    const signal_spec* first = nullptr;
    bool known = false;
    std::vector<std::string> names;
    for (const auto& t : r.out.templates) {
        const auto here = find_signals(t, name);
        known = known || !here.unknown();
        if (here.ambiguous()) refuse_short_name(r, found->where, name, t, here);
        if (first == nullptr && !here.unknown() && !here.ambiguous())
            first = &t.signals[here.meant.front()];
        for (auto& one : signal_names(t))
            names.push_back(std::move(one));
        for (auto& one : position_names(t))
            names.push_back(std::move(one));
    }
    if (!known && !r.names_incomplete)
        r.known(*found, "unknown-signal", "signal", names);
    else if (first != nullptr && fault.kind != fault_kind::stuck && !is_amount(first->kind))
        r.error("wrong-signal", found->where,
                ticked(name) + " is no number, so nothing can be added to it",
                "choose a signal that measures an amount, or `kind: stuck`");
}

void read_to(reading& r, const yaml::node& map, fault_spec& fault) {
    double value = 0;
    if (r.scalar(map, "to", value, scalars::parse_number)) fault.to = value;
    if (fault.to || r.names_incomplete || reading::get(map, "to") != nullptr) return;
    for (auto& t : r.out.templates)
        for (std::uint32_t s = 0; s < t.signals.size(); ++s)
            if ((fault.signal.empty() || find_signals(t, fault.signal).means(s)) &&
                (t.signals[s].min || t.signals[s].max))
                return;
    r.error("missing-key", map.where,
            "an `out_of_range` needs `to` where no signal that it hits has a `min` or `max`",
            "add `to: ...`, or give the signal its bounds");
}

/// What is taken from batteries beside what devices take anyway; one of the two keys says it.
void read_drain(reading& r, const yaml::node& map, fault_spec& fault) {
    const auto not_below = [](double least, const char* words) {
        return [least, words](std::string_view text) -> parsed<double> {
            auto number = scalars::parse_number(text);
            if (number && *number.value < least) return refusal{"out-of-range", words, ""};
            return number;
        };
    };
    r.scalar(map, "factor", fault.drain_factor, not_below(1, "a number of at least 1"));
    r.scalar(map, "adds", fault.drain_adds, not_below(0, "a number of at least 0"));
    if (map.find("factor") == nullptr && map.find("adds") == nullptr && !map.incomplete)
        r.error("missing-key", map.where, "a `battery_drain` needs `factor` or `adds`",
                "add `factor: 3`, so that three times as much is taken");
    const auto has_battery = [](const device_template& t) { return t.battery.has_value(); };
    if (!r.names_incomplete &&
        std::none_of(r.out.templates.begin(), r.out.templates.end(), has_battery))
        r.error("no-battery", map.where, "no template has a `battery` that could be drained",
                "add `battery: {capacity: ..., awake: ...}` to a template");
}

// Latency can only grow; a clock may be slow, too.
void read_adds(reading& r, const yaml::node& map, fault_spec& fault) {
    if (fault.kind == fault_kind::battery_drain) return read_drain(r, map, fault);
    const bool clock = fault.kind == fault_kind::clock_skew;
    if (fault.kind != fault_kind::out_of_order)
        r.missing(map, "adds", clock ? "a `clock_skew`" : "a `slow`");
    const auto* found = reading::get(map, "adds");
    distribution span;
    if (found == nullptr) return;
    if (clock ? r.values_of(value_kind::instant, *found, span) : r.durations(*found, span))
        fault.adds = span;
}

void read_command(reading& r, const yaml::node& map, fault_spec& fault) {
    fault.reason = fault.name;
    r.text(map, "reason", fault.reason);
    const auto* found = reading::get(map, "command");
    if (found == nullptr || !r.text(*found, fault.command)) return;
    std::vector<std::string> names;
    for (const auto& t : r.out.templates)
        for (const auto& command : t.commands)
            names.push_back(command.name);
    if (!r.names_incomplete) r.known(*found, "unknown-command", "command", names);
}

/// The keys that only some kinds have.
struct kind_key {
    const char* key;
    const char* owners;
    bool (*belongs)(fault_kind);
    void (*read)(reading&, const yaml::node&, fault_spec&);
};

template <fault_kind... Kinds>
bool is_one_of(fault_kind kind) {
    return ((kind == Kinds) || ...);
}

const kind_key kind_keys[] = {
    {"signal", "`kind: stuck`, `drift`, `spike` and `out_of_range`", bends_readings, read_signal},
    {"size", "`kind: spike`", is_one_of<fault_kind::spike>, read_size},
    {"to", "`kind: out_of_range`", is_one_of<fault_kind::out_of_range>, read_to},
    {"adds", "`kind: slow`, `out_of_order`, `clock_skew` and `battery_drain`",
     is_one_of<fault_kind::slow, fault_kind::out_of_order, fault_kind::clock_skew,
               fault_kind::battery_drain>,
     read_adds},
    {"factor", "`kind: battery_drain`", is_one_of<fault_kind::battery_drain>, nullptr},
    {"command", "`kind: command_failure`", is_one_of<fault_kind::command_failure>, read_command},
    {"reason", "`kind: command_failure`", is_one_of<fault_kind::command_failure>, nullptr},
    {"chance",
     "`kind: spike`, `out_of_range`, `lossy`, `garbage`, `duplicate`, `out_of_order`, "
     "`command_failure` and `crash`",
     has_chance,
     [](reading& r, const yaml::node& map, fault_spec& fault) {
         r.scalar(map, "chance", fault.chance, scalars::parse_share);
     }},
};

void read_effect_of_kind(reading& r, const yaml::node& map, fault_spec& fault) {
    for (const auto& [key, owners, belongs, read] : kind_keys) {
        if (!belongs(fault.kind))
            refuse_key(r, map, key, owners);
        else if (read != nullptr)
            read(r, map, fault);
    }
    if (fault.kind != fault_kind::reboot_loop) read_rate(r, map, fault);
    read_repetition(r, map, fault);
}

/// Only a time of day is another instant in another zone.
void read_zone(reading& r, const yaml::node& map, fault_spec& fault) {
    const auto* zone = reading::get(map, "zone");
    if (zone == nullptr || !r.known(*zone, "unknown-word", "value of `zone`", {"device"})) return;
    const auto* at = reading::get(map, "at");
    if (at == nullptr) return r.missing(map, "at", "a fault with `zone`");
    if (!fault.at) return;  // reported
    auto parsed = scalars::parse_clock(at->text);
    if (parsed)
        fault.device_clock = *parsed.value;
    else
        r.error("wrong-type", at->where,
                "found " + found_text(*at) + ", but with `zone: device` only a time of day differs",
                "write a time of day such as `at: 14:00`, or remove `zone`");
}

void read_fault(reading& r, const yaml::entry& item) {
    fault_spec fault;
    fault.name = item.key;
    fault.where = item.where;
    const auto& map = item.value;
    if (r.is_map(map, "a mapping such as `{kind: offline, at: 14:00, for: 40m}`")) {
        bool known = read_fault_kind(r, map, fault);
        read_aim(r, map, fault.target);
        sim_time at{};
        if (r.time(map, "at", at)) fault.at = at;
        read_zone(r, map, fault);
        distribution lasts;
        const auto* span = reading::get(map, "for");
        if (span != nullptr && r.durations(*span, lasts)) fault.lasts = lasts;
        r.scalar(map, "delay", fault.delay, scalars::parse_duration);
        if (known) read_effect_of_kind(r, map, fault);
    }
    r.out.faults.push_back(std::move(fault));
}

}  // namespace

void read_faults(reading& r) {
    const auto* section = r.section("faults");
    if (section == nullptr) return;
    for (const auto& item : section->entries)
        read_fault(r, item);
}

}  // namespace muster::sections
