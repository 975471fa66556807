#include <algorithm>

#include "fleet/state_process.hpp"
#include "scenarios/format.hpp"
#include "scenarios/shares.hpp"
#include "scenarios/signal_reader.hpp"

/// The generator `states`.
namespace muster::sections {

namespace {

std::size_t index_in(const std::vector<state_spec>& states, const std::string& name) {
    const auto at = std::find_if(states.begin(), states.end(),
                                 [&](const state_spec& s) { return s.name == name; });
    return static_cast<std::size_t>(at - states.begin());
}

std::vector<std::string> names_of(const std::vector<state_spec>& states) {
    std::vector<std::string> names;
    for (const auto& s : states)
        names.push_back(s.name);
    return names;
}

bool leads_to(const state_spec& from, std::size_t to) {
    return (to < from.to.size() && from.to[to].ppb > 0) ||
           std::any_of(from.exits.begin(), from.exits.end(),
                       [to](const state_exit& exit) { return exit.to == to; });
}

/// The states that follow one of `from` sooner or later, or, `backwards`, that it follows.
std::vector<bool> reached(const std::vector<state_spec>& states, std::vector<bool> from,
                          bool backwards) {
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t a = 0; a < states.size(); ++a)
            for (std::size_t b = 0; b < states.size(); ++b) {
                if (!leads_to(states[a], b) || !from[backwards ? b : a]) continue;
                auto target = from.begin() + static_cast<std::ptrdiff_t>(backwards ? a : b);
                moved = moved || !*target;
                *target = true;
            }
    }
    return from;
}

/// The first state without which every state can follow from every other; empty: they all can.
std::string dead_end(const std::vector<state_spec>& states) {
    std::vector<bool> first(states.size());
    first[0] = true;
    for (const bool backwards : {true, false}) {
        const auto all = reached(states, first, backwards);
        const auto missed = std::find(all.begin(), all.end(), false);
        if (missed != all.end()) return states[static_cast<std::size_t>(missed - all.begin())].name;
    }
    return {};
}

}  // namespace

/// `for` and `value` of one state.
bool signal_reader::read_state(const yaml::node& value, state_spec& state) {
    if (!r_.is_map(value, "a mapping such as `{for: 10m, to: busy}`")) return false;
    bool good = !value.incomplete;
    if (const auto* readings = reading::get(value, "value"))
        good = r_.numbers(*readings, state.value) && good;
    const auto* lasts = reading::get(value, "for");
    if (lasts == nullptr) return good && value.find("for") == nullptr;
    distribution stay;
    if (!r_.durations(*lasts, stay)) return false;
    if (stay.mean() < static_cast<double>(shortest_stay.count())) {
        r_.error("out-of-range", lasts->where,
                 "a state lasts at least " + format_duration(shortest_stay) + " on average");
        return false;
    }
    state.lasts = stay;
    return good;
}

/// The name of a state, or percentages by state.
bool signal_reader::shares_of_states(const yaml::node& found, const states_signal& shape,
                                     std::vector<share>& parts) {
    std::vector<weighted_value> choices;
    if (found.is_scalar())
        choices.push_back({found.text, all_of_it});
    else
        choices = read_pick(r_, found);
    parts.assign(shape.states.size(), share{0});
    for (const auto& choice : choices) {
        const auto at = index_in(shape.states, choice.text);
        if (at == shape.states.size()) {
            r_.error("unknown-state", found.where, "there is no state " + ticked(choice.text),
                     r_.suggestion(choice.text, names_of(shape.states)));
            return false;
        }
        parts[at] = choice.part;
    }
    return !choices.empty();
}

/// What follows a state. Of two states each can only be followed by the other.
bool signal_reader::read_way_on(const yaml::node& map, std::size_t state, states_signal& shape) {
    auto& s = shape.states[state];
    if (const auto* to = map.find("to")) {
        if (s.lasts)
            return to->what != yaml::node::kind::nothing && shares_of_states(*to, shape, s.to);
        r_.error("misplaced-key", to->where, "a state without `for` does not end by itself",
                 "say with `for` how long it lasts, or remove `to`");
        return false;
    }
    if (!s.lasts) return true;
    if (shape.states.size() != 2) {
        r_.missing(map, "to", "a state that ends");
        return false;
    }
    s.to.assign(2, share{0});
    s.to[1 - state] = all_of_it;
    return true;
}

/// The ways out of a state before its time.
bool signal_reader::read_exits(const yaml::node& map, const states_signal& shape,
                               state_spec& state) {
    const auto* found = reading::get(map, "goes");
    if (found == nullptr) return map.find("goes") == nullptr;
    if (!found->is_list()) {
        r_.wrong_type(*found, "a list such as `[{when: temperature > 90, to: hot}]`");
        return false;
    }
    for (const auto& item : found->items) {
        if (!r_.is_map(item, "a mapping such as `{command: stop, to: idle}`")) return false;
        auto& exit = state.exits.emplace_back();
        exit.where = item.where;
        exit.when = r_.condition_at(item, "when", condition_role::devices);
        r_.text(item, "command", exit.command);
        r_.missing(item, "to", "a way out");
        if ((item.find("when") == nullptr) == (item.find("command") == nullptr)) {
            r_.error("missing-key", item.where, "a way out has either `when` or `command`",
                     "write `when: temperature > 90`, or `command: stop`");
            return false;
        }
        const auto* to = reading::get(item, "to");
        if (to == nullptr || !r_.known(*to, "unknown-state", "state", names_of(shape.states)))
            return false;
        exit.to = index_in(shape.states, to->text);
    }
    return true;
}

/// The readings of states that say none are their names.
void signal_reader::name_states(const yaml::node& value, states_signal& shape) {
    std::size_t valued = 0;
    for (const auto& item : value.entries)
        valued += item.value.find("value") != nullptr ? 1 : 0;
    if (valued == value.entries.size()) {
        if (holds_words())
            r_.error("wrong-type", value.where, "numbers for a signal of words",
                     "leave `value` out: the states' names are the words");
        return;
    }
    if (valued > 0) {
        r_.error("missing-key", value.where, "some states have a `value`, others have none",
                 "give a `value` to each, or to none");
        return;
    }
    const auto names = names_of(shape.states);
    const auto is_truth = [](const std::string& n) { return n == "true" || n == "false"; };
    if (!holds_words())
        signal_.kind = std::all_of(names.begin(), names.end(), is_truth) ? value_kind::boolean
                                                                         : value_kind::word;
    if (signal_.kind != value_kind::boolean && signal_.words.empty()) signal_.words = names;
    const auto words = written_words();
    for (auto& s : shape.states) {
        const auto at = std::find(words.begin(), words.end(), s.name);
        if (at == words.end())
            r_.error("unknown-word", value.where,
                     ticked(s.name) + " is none of the signal's values",
                     r_.suggestion(s.name, words));
        s.value = {distribution::shape::constant, static_cast<double>(at - words.begin()), 0};
    }
}

void signal_reader::read_start(const yaml::node& map, const yaml::node& value,
                               states_signal& shape) {
    const auto end = has_exits(shape) ? std::string() : dead_end(shape.states);
    if (const auto* start = reading::get(map, "start")) {
        if (!shares_of_states(*start, shape, shape.start)) return;
        std::vector<bool> first;
        for (const auto part : shape.start)
            first.push_back(part.ppb > 0);
        const auto met = reached(shape.states, first, false);
        for (std::size_t s = 0; s < met.size(); ++s)
            if (!met[s])
                r_.warn("never-reached", value.where,
                        "no device is ever in the state " + ticked(shape.states[s].name),
                        "name it in another state's `to` or `goes`, or in `start`");
    } else if (map.find("start") == nullptr && has_exits(shape)) {
        r_.error("missing-key", value.where,
                 "how long its states last hangs on what happens, so it does not say in which "
                 "state a device starts",
                 "add `start: " + shape.states[0].name + "`");
    } else if (map.find("start") == nullptr && !end.empty()) {
        r_.error("missing-key", value.where,
                 "it does not say in which state a device starts, and what devices are in after a "
                 "long time is no start either: " +
                     ticked(end) + " has no way in or no way out",
                 "add `start: " + shape.states[0].name + "`");
    }
}

void signal_reader::states(const yaml::node& map, const yaml::node& value) {
    if (!r_.is_map(value, "a mapping from state to `{for: 10m, to: busy}`")) return;
    if (!r_.fits(value, value.entries.size(), most_states)) return;
    if (value.entries.empty()) return r_.wrong_type(value, "at least one state");
    std::vector<const yaml::entry*> written;
    for (const auto& item : value.entries)
        written.push_back(&item);
    std::sort(written.begin(), written.end(),
              [](const auto* a, const auto* b) { return a->key < b->key; });
    states_signal shape;
    bool good = !value.incomplete;
    for (const auto* item : written) {
        shape.states.emplace_back().name = item->key;
        good = read_state(item->value, shape.states.back()) && good;
    }
    if (!good) return;
    if (declared(map) && !holds_words() &&
        std::any_of(written.begin(), written.end(),
                    [](const auto* item) { return item->value.find("value") == nullptr; }))
        return r_.error("missing-key", value.where, "the signal holds numbers",
                        "say in each state which, such as `value: 2..5`");
    for (std::size_t s = 0; s < written.size(); ++s)
        good = read_way_on(written[s]->value, s, shape) &&
               read_exits(written[s]->value, shape, shape.states[s]) && good;
    r_.names_incomplete = r_.names_incomplete || !good;  // its words are missing
    if (!good) return;
    name_states(value, shape);
    read_start(map, value, shape);
    signal_.shape = std::move(shape);
}

}  // namespace muster::sections
