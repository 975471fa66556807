#include <algorithm>

#include "scenarios/signal_reader.hpp"

/// The generators that follow what the device is told and what it is doing.
namespace muster::sections {

void signal_reader::approach(const yaml::node& map, const yaml::node& value) {
    approach_signal shape;
    shape.target = r_.condition_of(value, condition_role::formula);
    r_.scalar(map, "half_life", shape.half_life, scalars::parse_duration);
    if (const auto* from = reading::get(map, "from")) r_.numbers(*from, shape.from.emplace());
    if (shape.half_life <= duration{})
        r_.error("out-of-range", map.find("half_life")->where, "a half-life of no time",
                 "write how long half of the way takes, such as `half_life: 10m`");
    signal_.shape = std::move(shape);
}

/// One behaviour with its condition. What all have in common is said beside `cases`.
bool signal_reader::read_signal_case(const yaml::node& map, cases_signal& shape) {
    const auto when = r_.condition_at(map, "when", condition_role::devices);
    signal_spec own;
    own.name = signal_.name;
    own.kind = signal_.kind;
    own.words = signal_.words;
    signal_reader one(r_, own, false);
    const auto* how = one.generator_of(map);
    if (how == nullptr) {
        if (!map.incomplete && map.find("when") != nullptr && map.entries.size() == 1)
            r_.error("no-generator", map.where, "the case does not say how the signal behaves",
                     "add a generator, such as `normal`, `uniform`, `daily` or `formula`");
        return false;
    }
    one.read_generator(map, *how);
    if (own.kind != signal_.kind) {
        r_.error("wrong-type", map.where, "cases of words need the signal's words",
                 "write them beside `cases`, such as `values: [idle, busy]`");
        return false;
    }
    shape.cases.push_back({when, std::move(own.shape)});
    return true;
}

void signal_reader::cases(const yaml::node&, const yaml::node& value) {
    if (!r_.is_filled_list(value, "a list of cases",
                           "write `cases: [{when: mode = eco, normal: 5, sd: 1}, ...]`"))
        return;
    cases_signal shape;
    for (const auto& item : value.items) {
        if (!r_.is_map(item, "a mapping such as `{when: mode = eco, normal: 5, sd: 1}`")) return;
        if (!shape.cases.empty() && !shape.cases.back().when)
            return r_.error("never-reached", item.where,
                            "the case before has no `when`, so it always applies",
                            "give it one, or put it last");
        if (!read_signal_case(item, shape)) return;
    }
    if (shape.cases.back().when)
        r_.warn("no-other-case", value.items.back().where,
                "where no case applies the signal has no value",
                "leave `when` out of the last case");
    signal_.shape = std::move(shape);
}

}  // namespace muster::sections
