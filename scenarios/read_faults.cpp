#include <map>
#include <set>

#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

const std::map<std::string, fault_kind, std::less<>> kinds{
    {"offline", fault_kind::offline}, {"power_off", fault_kind::power_off},
    {"stuck", fault_kind::stuck},     {"drift", fault_kind::drift},
    {"spike", fault_kind::spike},     {"crash", fault_kind::crash}};

const std::set<std::string, std::less<>> later_kinds{
    "disconnect", "latency", "loss", "duplicate", "reorder", "clock", "battery", "slow", "noise"};

// False where the kind is wrong, so that nothing can be said of the other keys.
bool read_fault_kind(reading& r, const yaml::node& map, fault_spec& fault) {
    r.missing(map, "kind", "the fault");
    const auto* found = reading::get(map, "kind");
    std::string name;
    if (found == nullptr || !r.text(*found, name)) return false;
    auto kind = kinds.find(name);
    if (kind != kinds.end()) {
        fault.kind = kind->second;
        return true;
    }
    std::vector<std::string> names;
    for (const auto& item : kinds)
        names.push_back(item.first);
    if (later_kinds.count(name) > 0)
        r.not_available(found->where, "the kind of fault " + ticked(name));
    else
        r.known(*found, "unknown-kind", "kind of fault", names);
    return false;
}

bool on_a_signal(fault_kind kind) {
    return kind == fault_kind::stuck || kind == fault_kind::drift || kind == fault_kind::spike;
}

void refuse_key(reading& r, const yaml::node& map, const char* key, const char* owners) {
    const auto* found = map.find(key);
    if (found == nullptr) return;
    r.error("misplaced-key", found->where, ticked(key) + " belongs to " + owners,
            "remove it or choose another `kind`");
}

void read_rate(reading& r, const yaml::node& map, fault_spec& fault) {
    r.missing(map, "rate", "a `drift`");
    scalars::rate rate;
    if (!r.scalar(map, "rate", rate, scalars::parse_rate)) return;
    constexpr double hour = 3'600e6;
    fault.rate_per_hour = rate.amount * hour / static_cast<double>(rate.per.count());
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

void read_signal(reading& r, const yaml::node& map, fault_spec& fault) {
    const auto* found = reading::get(map, "signal");
    if (found == nullptr || !r.text(*found, fault.signal)) return;
    std::vector<std::string> names;
    for (auto& t : r.out.templates) {
        if (const auto* signal = find_part(t.signals, fault.signal)) {
            if (fault.kind != fault_kind::stuck && !is_amount(signal->kind))
                r.error("wrong-signal", found->where,
                        ticked(fault.signal) + " is no number, so nothing can be added to it",
                        "choose a signal that measures an amount, or `kind: stuck`");
            return;
        }
        for (auto& name : signal_names(t))
            names.push_back(std::move(name));
    }
    if (!r.names_incomplete) r.known(*found, "unknown-signal", "signal", names);
}

void read_effect_of_kind(reading& r, const yaml::node& map, fault_spec& fault) {
    auto kind = fault.kind;
    if (kind == fault_kind::drift)
        read_rate(r, map, fault);
    else
        refuse_key(r, map, "rate", "`kind: drift`");
    if (kind == fault_kind::spike)
        read_size(r, map, fault);
    else
        refuse_key(r, map, "size", "`kind: spike`");
    if (on_a_signal(kind))
        read_signal(r, map, fault);
    else
        refuse_key(r, map, "signal", "`kind: stuck`, `drift` and `spike`");
    if (kind == fault_kind::spike || kind == fault_kind::crash)
        r.scalar(map, "chance", fault.chance, scalars::parse_share);
    else
        refuse_key(r, map, "chance", "`kind: spike` and `crash`");
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
