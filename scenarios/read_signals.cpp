#include <algorithm>
#include <array>

#include "scenarios/sections.hpp"
#include "scenarios/shares.hpp"
#include "scenarios/units.hpp"

namespace muster::sections {

namespace {

// The generator keys; `p50` stands for the pair with `p99`.
constexpr std::array<const char*, 11> generators{"constant", "uniform", "p50",        "normal",
                                                 "walk",     "sine",    "daily",      "counter",
                                                 "formula",  "pick",    "integral_of"};
// Which generator a parameter belongs to.
struct parameter {
    const char* key;
    std::array<const char*, 2> of;
};
constexpr std::array<parameter, 9> parameters{{{"sd", {"normal", ""}},
                                               {"step", {"walk", "counter"}},
                                               {"pull", {"walk", ""}},
                                               {"period", {"sine", ""}},
                                               {"in_phase", {"sine", ""}},
                                               {"wraps", {"counter", ""}},
                                               {"scale", {"integral_of", ""}},
                                               {"from", {"integral_of", ""}},
                                               {"p99", {"p50", ""}}}};

bool holds_words(value_kind kind) {
    return kind == value_kind::word || kind == value_kind::text || kind == value_kind::boolean;
}

/// Reads one signal of a template into a spec that may come from a model.
class signal_reader {
public:
    signal_reader(reading& r, signal_spec& signal, bool fresh)
        : r_(r), signal_(signal), fresh_(fresh) {}

    void read(const yaml::node& found) {
        signal_.where = found.where;
        if (!found.is_map()) {
            fresh_behaviour();
            one_value(found);
            return;
        }
        describe(found);
        const char* generator = generator_of(found);
        if (generator != nullptr) {
            fresh_behaviour();
            read_generator(found, generator);
        } else if (signal_.words.size() > 1 || signal_.kind == value_kind::boolean) {
            if (!std::holds_alternative<choice_signal>(signal_.shape))
                signal_.shape = choice_signal{};
        } else if (fresh_ && signal_.words.empty() && !found.incomplete) {
            r_.error("no-generator", found.where, "the signal does not say how it behaves",
                     "add one of `uniform`, `normal`, `walk`, `sine`, `daily`, `counter`, "
                     "`formula`, `integral_of`, `pick` or `constant`");
        }
        modifiers(found);
    }

private:
    // What a model says of the range belongs to the model's behaviour.
    void fresh_behaviour() {
        signal_.noise_relative = signal_.noise_absolute = 0;
        signal_.min.reset();
        signal_.max.reset();
    }

    void describe(const yaml::node& map) {
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

    const char* generator_of(const yaml::node& map) {
        const char* found = nullptr;
        for (const char* key : generators) {
            if (map.find(key) == nullptr) continue;
            if (found != nullptr) {
                r_.error("two-generators", map.where,
                         ticked(found) + " and " + ticked(key) + " in one signal",
                         "a signal has one generator: keep one of the two");
                fresh_ = false;
                return nullptr;
            }
            found = key;
        }
        for (const auto& item : parameters)
            check_parameter(map, item, found);
        return found;
    }

    void check_parameter(const yaml::node& map, const parameter& item, const char* generator) {
        const auto* found = map.find(item.key);
        if (found == nullptr || map.incomplete) return;
        for (const char* owner : item.of)
            if (generator != nullptr && std::string(owner) == generator) return;
        std::string owners = ticked(item.of[0]);
        if (*item.of[1] != '\0') owners += " or " + ticked(item.of[1]);
        r_.error("misplaced-key", found->where, ticked(item.key) + " belongs to " + owners,
                 "add " + owners + " or remove it");
    }

    void one_value(const yaml::node& found) {
        bool words =
            holds_words(signal_.kind) || (found.is_scalar() && scalars::parse_boolean(found.text));
        if (words) {
            constant_word(found);
            return;
        }
        drawn(found);
    }

    void drawn(const yaml::node& found) {
        distribution values;
        if (r_.values_of(signal_.kind, found, values)) signal_.shape = drawn_signal{values};
    }

    void constant_word(const yaml::node& found) {
        std::string word;
        if (!r_.text(found, word)) return;
        if (!holds_words(signal_.kind)) signal_.kind = value_kind::boolean;
        choose({{word, all_of_it}}, found);
    }

    // Weights in the order of the signal's words; of a boolean false, then true.
    void choose(const std::vector<weighted_value>& choices, const yaml::node& found) {
        std::vector<std::string> words = signal_.words;
        if (signal_.kind == value_kind::boolean) words = {"false", "true"};
        if (words.empty())
            for (const auto& choice : choices)
                words.push_back(choice.text);
        choice_signal chosen;
        chosen.weights.assign(words.size(), share{0});
        for (const auto& choice : choices) {
            auto at = std::find(words.begin(), words.end(), choice.text);
            if (at == words.end()) {
                r_.error("unknown-word", found.where,
                         ticked(choice.text) + " is none of the signal's values",
                         r_.suggestion(choice.text, words));
                return;
            }
            chosen.weights[static_cast<std::size_t>(at - words.begin())] = choice.part;
        }
        if (signal_.kind != value_kind::boolean) signal_.words = std::move(words);
        signal_.shape = std::move(chosen);
    }

    void pick(const yaml::node& found) {
        auto choices = read_pick(r_, found);
        if (choices.empty()) return;
        bool truth = std::all_of(choices.begin(), choices.end(), [](const weighted_value& c) {
            return c.text == "true" || c.text == "false";
        });
        if (!holds_words(signal_.kind))
            signal_.kind = truth ? value_kind::boolean : value_kind::word;
        choose(choices, found);
    }

    void read_generator(const yaml::node& map, const std::string& key) {
        const auto* value = reading::get(map, key.c_str());
        if (holds_words(signal_.kind) && key != "constant" && key != "pick") {
            r_.error("wrong-type", map.where, ticked(key) + " makes numbers, the signal has words",
                     "use `pick`, or another `type`");
            return;
        }
        if (key == "p50") return log_normal(map);
        if (value == nullptr) return;
        if (key == "constant") return one_value(*value);
        if (key == "uniform") return drawn(*value);
        if (key == "normal") return normal(map, *value);
        if (key == "walk") return walk(map, *value);
        if (key == "sine") return sine(map, *value);
        if (key == "daily") return daily(*value);
        if (key == "counter") return counter(map, *value);
        if (key == "pick") return pick(*value);
        if (key == "formula")
            signal_.shape = formula_signal{r_.condition_of(*value, condition_role::formula)};
        else
            integral(map, *value);
    }

    void log_normal(const yaml::node& map) {
        yaml::node two;
        two.what = yaml::node::kind::map;
        two.where = map.where;
        two.incomplete = map.incomplete;
        for (const auto& item : map.entries)
            if (item.key == "p50" || item.key == "p99") two.entries.push_back(item);
        drawn(two);
    }

    void normal(const yaml::node& map, const yaml::node& value) {
        normal_signal shape;
        r_.missing(map, "sd", "`normal`");
        r_.scalar(value, shape.mean, scalars::parse_number);
        r_.scalar(map, "sd", shape.sd, scalars::parse_number);
        not_negative(map, "sd", shape.sd);
        signal_.shape = shape;
    }

    void walk(const yaml::node& map, const yaml::node& value) {
        walk_signal shape;
        share pull;
        r_.missing(map, "step", "`walk`");
        r_.scalar(value, shape.from, scalars::parse_number);
        r_.scalar(map, "step", shape.step, scalars::parse_number);
        r_.scalar(map, "pull", pull, scalars::parse_share);
        not_negative(map, "step", shape.step);
        shape.pull = pull.fraction();
        signal_.shape = shape;
    }

    void not_negative(const yaml::node& map, const char* key, double value) {
        if (value < 0)
            r_.error("out-of-range", map.find(key)->where, ticked(key) + " is not below zero");
    }

    void sine(const yaml::node& map, const yaml::node& value) {
        sine_signal shape;
        const yaml::node* source = &map;
        if (value.is_map()) {
            source = &value;
            for (const char* key : {"low", "high"})
                r_.missing(value, key, "`sine`");
            r_.scalar(value, "low", shape.low, scalars::parse_number);
            r_.scalar(value, "high", shape.high, scalars::parse_number);
        } else {
            distribution ends;
            if (r_.numbers(value, ends)) shape.low = ends.a, shape.high = ends.b;
            if (ends.kind == distribution::shape::constant) {
                r_.error("bad-range", value.where, "a sine moves between two values",
                         "write `sine: low..high`");
                return;
            }
        }
        r_.missing(*source, "period", "`sine`");
        r_.scalar(*source, "period", shape.period, scalars::parse_duration);
        r_.scalar(*source, "in_phase", shape.in_phase, scalars::parse_boolean);
        const auto* period = reading::get(*source, "period");
        if (period != nullptr && shape.period == duration{})
            r_.error("out-of-range", period->where, "a period of no time");
        ordered(value, shape.low, shape.high);
        signal_.shape = shape;
    }

    void daily(const yaml::node& value) {
        daily_signal shape;
        shape.peak = std::chrono::hours(12);
        if (!r_.is_map(value, "a mapping `{low, high, peak}`")) return;
        for (const char* key : {"low", "high"})
            r_.missing(value, key, "`daily`");
        r_.scalar(value, "low", shape.low, scalars::parse_number);
        r_.scalar(value, "high", shape.high, scalars::parse_number);
        r_.scalar(value, "peak", shape.peak, scalars::parse_clock);
        ordered(value, shape.low, shape.high);
        signal_.shape = shape;
    }

    void ordered(const yaml::node& value, double low, double high) {
        if (low > high)
            r_.error("bad-range", value.where, "`low` is above `high`", "exchange the two");
    }

    void counter(const yaml::node& map, const yaml::node& value) {
        counter_signal shape;
        r_.scalar(value, shape.from, scalars::parse_number);
        if (const auto* step = reading::get(map, "step")) r_.numbers(*step, shape.step);
        r_.scalar(map, "wraps", shape.wraps, scalars::parse_number);
        not_negative(map, "wraps", shape.wraps);
        signal_.shape = shape;
    }

    // The scale follows from the units once all signals are known; 0 asks for it.
    void integral(const yaml::node& map, const yaml::node& value) {
        integral_signal shape;
        shape.scale = 0;
        if (!r_.text(value, shape.of)) return;
        r_.scalar(map, "scale", shape.scale, scalars::parse_number);
        r_.scalar(map, "from", shape.from, scalars::parse_number);
        signal_.shape = shape;
    }

    void modifiers(const yaml::node& map) {
        noise(map);
        r_.scalar(map, "min", signal_.min, scalars::parse_number);
        r_.scalar(map, "max", signal_.max, scalars::parse_number);
        if (signal_.min && signal_.max && *signal_.min > *signal_.max)
            r_.error("bad-range", map.where, "`min` is above `max`", "exchange the two");
        std::uint64_t decimals = 0;
        if (!r_.scalar(map, "decimals", decimals, scalars::parse_count)) return;
        if (decimals > 15)
            r_.error("out-of-range", map.find("decimals")->where, "at most 15 decimals");
        else
            signal_.decimals = static_cast<int>(decimals);
    }

    void noise(const yaml::node& map) {
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

    reading& r_;
    signal_spec& signal_;
    bool fresh_;
};

void check_integrals(reading& r, device_template& t, const yaml::node& map) {
    for (auto& signal : t.signals) {
        auto* integral = std::get_if<integral_signal>(&signal.shape);
        if (integral == nullptr) continue;
        const auto* source = find_part(t.signals, integral->of);
        const auto* written = map.find(signal.name);
        const auto* of = written == nullptr ? nullptr : written->find("integral_of");
        if (of == nullptr) continue;
        if (source == nullptr) {
            r.known(*of, "unknown-signal", "signal", signal_names(t));
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

}  // namespace

void read_telemetry(reading& r, const yaml::node& map, device_template& t) {
    for (const auto& item : map.entries) {
        if (item.value.what == yaml::node::kind::nothing) continue;
        auto* signal = find_part(t.signals, item.key);
        bool fresh = signal == nullptr;
        if (fresh) {
            warn_of_new_name(r, item, t);
            signal = &t.signals.emplace_back();
            std::string component;
            if (const auto* in = item.value.find("component"); in != nullptr) component = in->text;
            signal->name = without_component(item.key, component);
        }
        signal_reader(r, *signal, fresh).read(item.value);
    }
    check_integrals(r, t, map);
}

}  // namespace muster::sections
