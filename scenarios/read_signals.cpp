#include <algorithm>
#include <array>

#include "fleet/find_named.hpp"
#include "fleet/query/places.hpp"
#include "scenarios/places.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/signal_reader.hpp"
#include "scenarios/units.hpp"

namespace muster::sections {

namespace {

// Which generators a parameter belongs to.
struct parameter {
    const char* key;
    std::vector<const char*> of;
};

const std::vector<parameter>& parameters() {
    static const std::vector<parameter> all{
        {"sd", {"normal"}},
        {"step", {"walk", "counter"}},
        {"pull", {"walk"}},
        {"period", {"sine", "sawtooth", "triangle", "square"}},
        {"in_phase", {"sine", "sawtooth", "triangle", "square"}},
        {"duty", {"square"}},
        {"wraps", {"counter"}},
        {"scale", {"integral_of"}},
        {"from", {"integral_of", "approaches"}},
        {"half_life", {"approaches"}},
        {"p99", {"p50"}},
        {"start", {"states"}},
        {"loop", {"sequence"}}};
    return all;
}

/// What only a number has.
constexpr std::array number_keys{"unit", "noise", "min", "max", "resolution", "decimals"};

std::string listed(const std::vector<const char*>& keys) {
    std::string out;
    for (std::size_t i = 0; i < keys.size(); ++i)
        out += (i == 0 ? "" : i + 1 < keys.size() ? ", " : " or ") + ticked(keys[i]);
    return out;
}

void check_parameters(reading& r, const yaml::node& map, const std::string& generator) {
    for (const auto& item : parameters()) {
        const auto* found = map.find(item.key);
        if (found == nullptr || map.incomplete) continue;
        if (std::find(item.of.begin(), item.of.end(), generator) != item.of.end()) continue;
        const auto owners = listed(item.of);
        r.error("misplaced-key", found->where, ticked(item.key) + " belongs to " + owners,
                "add " + owners + " or remove it");
    }
}

}  // namespace

bool signal_reader::holds_words() const {
    return signal_.kind == value_kind::word || signal_.kind == value_kind::text ||
           signal_.kind == value_kind::boolean;
}

bool signal_reader::declared(const yaml::node& map) const {
    return !fresh_ || map.find("type") != nullptr || map.find("values") != nullptr;
}

bool signal_reader::may_turn_out_words(const yaml::node& map) const {
    return !declared(map) &&
           std::none_of(number_keys.begin(), number_keys.end(),
                        [&](const char* key) { return map.find(key) != nullptr; });
}

std::vector<std::string> signal_reader::written_words() const {
    if (signal_.kind == value_kind::boolean) return {"false", "true"};
    return signal_.words;
}

void signal_reader::read(const yaml::node& found) {
    signal_.where = found.where;
    if (!found.is_map()) {
        fresh_behaviour();
        one_value(found);
        return;
    }
    describe(found);
    if (const auto* how = generator_of(found)) {
        fresh_behaviour();
        read_generator(found, *how);
    } else if (signal_.words.size() > 1 || signal_.kind == value_kind::boolean) {
        if (!std::holds_alternative<choice_signal>(signal_.shape)) signal_.shape = choice_signal{};
    } else if (fresh_ && !found.incomplete && found.find("values") == nullptr) {
        r_.error("no-generator", found.where, "the signal does not say how it behaves",
                 "add a generator, such as `uniform`, `normal`, `walk`, `sine`, `daily`, "
                 "`counter`, `states`, `formula`, `approaches`, `pick` or `constant`");
    }
    modifiers(found);
}

// What a model says of the range belongs to the model's behaviour.
void signal_reader::fresh_behaviour() {
    signal_.noise_relative = signal_.noise_absolute = 0;
    signal_.min.reset();
    signal_.max.reset();
}

void signal_reader::describe(const yaml::node& map) {
    r_.text(map, "unit", signal_.unit);
    r_.text(map, "semantic", signal_.semantic);
    r_.text(map, "component", signal_.component);
    auto words = read_words(r_, map);
    auto kind = read_kind(r_, map);
    if (!words.empty()) signal_.words = std::move(words);
    if (kind)
        signal_.kind = *kind;
    else if (map.find("values") != nullptr)
        signal_.kind = value_kind::word;
}

const signal_reader::generator* signal_reader::generator_of(const yaml::node& map) {
    const generator* found = nullptr;
    for (const auto& item : generators()) {
        if (map.find(item.key) == nullptr) continue;
        if (found != nullptr) {
            r_.error("two-generators", map.where,
                     ticked(found->key) + " and " + ticked(item.key) + " in one signal",
                     "a signal has one generator: keep one of the two");
            fresh_ = false;
            return nullptr;
        }
        found = &item;
    }
    check_parameters(r_, map, found == nullptr ? "" : found->key);
    return found;
}

void signal_reader::read_generator(const yaml::node& map, const generator& how) {
    if (holds_words() && !how.of_words) {
        r_.error("wrong-type", map.where, ticked(how.key) + " makes numbers, the signal has words",
                 "use `pick` or `states`, or another `type`");
        return;
    }
    const auto* value = reading::get(map, how.key);
    if (value != nullptr) (this->*how.read)(map, *value);
}

// -- what is added to the behaviour

void signal_reader::modifiers(const yaml::node& map) {
    if (holds_words()) refuse_number_keys(map);
    noise(map);
    if (const auto* found = reading::get(map, "drift")) drift(*found);
    r_.scalar(map, "min", signal_.min, scalars::parse_number);
    r_.scalar(map, "max", signal_.max, scalars::parse_number);
    if (signal_.min && signal_.max && *signal_.min > *signal_.max)
        r_.error("bad-range", map.where, "`min` is above `max`", "exchange the two");
    rounding(map);
    if (const auto* found = reading::get(map, "together")) together(*found);
    if (const auto* found = reading::get(map, "correlates")) correlates(*found);
}

void signal_reader::refuse_number_keys(const yaml::node& map) {
    for (const char* key : number_keys)
        if (const auto* found = map.find(key))
            r_.error("misplaced-key", found->where,
                     ticked(key) + " belongs to numbers, the signal has words", "remove it");
}

void signal_reader::noise(const yaml::node& map) {
    const auto* found = reading::get(map, "noise");
    if (found == nullptr) return;
    signal_.noise_relative = signal_.noise_absolute = 0;
    if (found->is_scalar() && !found->text.empty() && found->text.back() == '%') {
        share part;
        r_.scalar(*found, part, scalars::parse_percentage);
        signal_.noise_relative = part.fraction();
    } else if (r_.scalar(*found, signal_.noise_absolute, scalars::parse_number)) {
        not_negative(map, "noise", signal_.noise_absolute);
    }
}

void signal_reader::drift(const yaml::node& value) {
    if (holds_words())
        r_.error("wrong-type", value.where, "a drift moves numbers, the signal has words",
                 "remove it");
    else
        r_.scalar(value, signal_.drift, scalars::parse_rates_per_hour);
}

void signal_reader::rounding(const yaml::node& map) {
    if (r_.scalar(map, "resolution", signal_.resolution, scalars::parse_number) &&
        signal_.resolution <= 0)
        r_.error("out-of-range", map.find("resolution")->where, "`resolution` is above zero");
    std::uint64_t decimals = 0;
    if (!r_.scalar(map, "decimals", decimals, scalars::parse_count)) return;
    if (decimals > 15)
        r_.error("out-of-range", map.find("decimals")->where, "at most 15 decimals");
    else
        signal_.decimals = static_cast<int>(decimals);
}

void signal_reader::together(const yaml::node& value) {
    together_spec spec;
    spec.where = value.where;
    const auto* tag = &value;
    if (value.is_map()) {
        r_.missing(value, "tag", "`together`");
        r_.scalar(value, "share", spec.part, scalars::parse_share);
        tag = reading::get(value, "tag");
    }
    if (tag != nullptr && r_.text(*tag, spec.tag)) signal_.together = std::move(spec);
}

void signal_reader::correlates(const yaml::node& value) {
    if (!r_.is_map(value, "a mapping such as `{with: temperature, r: 80%}`")) return;
    correlation_spec spec;
    spec.where = value.where;
    share r;
    r_.missing(value, "with", "`correlates`");
    r_.missing(value, "r", "`correlates`");
    if (!r_.text(value, "with", spec.with)) return;
    if (!r_.scalar(value, "r", r, scalars::parse_signed_share)) return;
    spec.r = r.fraction();
    signal_.correlates = std::move(spec);
}

void signal_reader::not_negative(const yaml::node& map, const char* key, double value) {
    if (value < 0)
        r_.error("out-of-range", map.find(key)->where, ticked(key) + " is not below zero");
}

void signal_reader::ordered(const yaml::node& value, double low, double high) {
    if (low > high) r_.error("bad-range", value.where, "`low` is above `high`", "exchange the two");
}

namespace {

void check_integrals(reading& r, device_template& t, const yaml::node& map) {
    for (auto& signal : t.signals) {
        auto* integral = std::get_if<integral_signal>(&signal.shape);
        if (integral == nullptr) continue;
        const auto found = find_signal(t, integral->of);
        const auto* written = map.find(signal.full_name());
        if (written == nullptr) written = map.find(signal.name);
        const auto* of = written == nullptr ? nullptr : written->find("integral_of");
        if (of == nullptr) continue;
        const auto* source = found.unknown() ? nullptr : &t.signals[found.meant.front()];
        if (source == nullptr) {
            r.known(*of, "unknown-signal", "signal", signal_names(t));
        } else if (found.ambiguous()) {
            refuse_ambiguous(r, of->where, integral->of, t, found);
        } else if (source == &signal) {
            r.error("self-reference", of->where, "a signal is no integral of itself");
        } else if (integral->scale == 0) {
            integral->scale = integral_scale(source->unit, signal.unit);
        }
    }
}

void warn_of_new_name(reading& r, const yaml::entry& item, const device_template& t) {
    if (t.dtmi.empty()) return;
    auto nearest = nearest_name(item.key, signal_names(t));
    if (!nearest.empty())
        r.warn("not-in-model", item.where, "the model has no signal " + ticked(item.key),
               "did you mean " + ticked(nearest) + "? It is added as a new one");
}

/// The signals that an entry speaks of: the one of its full name, else those `of_model`, the first
/// ones, that have its name in their components.
signal_lookup meant_by(const yaml::entry& item, const std::string& component,
                       const device_template& t, std::size_t of_model) {
    if (!component.empty()) {
        const auto full = qualified_name(component, without_component(item.key, component));
        auto exact = find_signal(t, full);
        if (!exact.unknown()) return exact;
    }
    auto found = find_signal(t, item.key);
    std::erase_if(found.meant, [&](std::uint32_t s) {
        return !has_full_name(t.signals[s], item.key) && (s >= of_model || !component.empty());
    });
    return found;
}

/// A position says what its latitude and its longitude are.
bool refuse_part(reading& r, const yaml::entry& item, const yaml::node& map) {
    const auto& parts = query::position_parts;
    if (std::none_of(parts.begin(), parts.end(),
                     [&](auto part) { return item.key.ends_with(part); }))
        return false;
    const auto whole = item.key.substr(0, item.key.rfind('.'));
    const auto* position = map.find(whole);
    if (position == nullptr || !is_position(*position)) return false;
    r.error("given-twice", item.where, ticked(item.key) + " is part of " + ticked(whole),
            "leave one of the two out");
    return true;
}

}  // namespace

void read_telemetry(reading& r, const yaml::node& map, device_template& t) {
    const auto of_model = t.signals.size();
    for (const auto& item : map.entries) {
        if (item.value.what == yaml::node::kind::nothing) continue;
        if (is_position(item.value)) {
            read_position(r, item, t, of_model);
            continue;
        }
        if (refuse_part(r, item, map)) continue;
        std::string component;
        if (const auto* in = item.value.find("component"); in != nullptr) component = in->text;
        const auto meant = meant_by(item, component, t, of_model);
        if (meant.ambiguous()) {
            refuse_ambiguous(r, item.where, item.key, t, meant);
            continue;
        }
        const bool fresh = meant.unknown();
        if (fresh) {
            warn_of_new_name(r, item, t);
            t.signals.emplace_back().name = without_component(item.key, component);
        }
        auto& signal = fresh ? t.signals.back() : t.signals[meant.index()];
        signal_reader(r, signal, fresh).read(item.value);
    }
    check_integrals(r, t, map);
    resolve_movements(r, t, map);
}

}  // namespace muster::sections
