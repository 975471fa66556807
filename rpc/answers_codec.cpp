#include <algorithm>

#include "rpc/act_codec.hpp"
#include "rpc/lists.hpp"

/// What devices answered to a question, in columns.
namespace muster {

namespace {

void write_fleet(wire::Answers::Fleet::Builder to, const fleet_answers& from) {
    const auto n = list_size(from.size());
    to.setFleet(from.fleet);
    write_numbers(to.initOrdinals(n), from.ordinals);
    auto states = to.initStates(n);
    auto took = to.initTook(n);
    for (unsigned i = 0; i < n; ++i) {
        states.set(i, static_cast<std::uint8_t>(from.states[i]));
        took.set(i, from.took[i].count());
    }
    write_numbers(to.initNumbers(list_size(from.numbers.size())), from.numbers);
    write_numbers(to.initTexts(list_size(from.texts.size())), from.texts);
}

fleet_answers read_fleet(wire::Answers::Fleet::Reader from, const wire_bounds& within,
                         std::size_t texts) {
    fleet_answers f;
    f.fleet = checked(from.getFleet(), within.w->fleets.size(), "fleet");
    f.ordinals = read_numbers<std::uint32_t>(from.getOrdinals());
    for (const auto state : from.getStates())
        f.states.push_back(checked_enum(state, answer_state::timed_out, "state of an answer"));
    for (const auto span : from.getTook())
        f.took.emplace_back(span);
    f.numbers = read_numbers<double>(from.getNumbers());
    f.texts = read_numbers<std::uint32_t>(from.getTexts());
    const auto n = f.size();
    const auto values = std::max(f.numbers.size(), f.texts.size());
    const bool both = !f.numbers.empty() && !f.texts.empty();
    if (f.states.size() != n || f.took.size() != n || values != n || both)
        throw wire_error("a message has columns of different lengths");
    for (const auto ordinal : f.ordinals)
        checked(ordinal, within.w->fleets[f.fleet].spec->count, "device");
    for (const auto text : f.texts)
        if (text != no_text) checked(text, texts, "text");
    return f;
}

}  // namespace

void write_device_answers(const answers_mail& m, wire::Answers::Builder to) {
    to.setAct(m.act);
    write_each(to.initFleets(list_size(m.answers.fleets.size())), m.answers.fleets, write_fleet);
    unsigned i = 0;
    auto texts = to.initTexts(list_size(m.answers.texts.size()));
    for (const auto& text : m.answers.texts)
        texts.set(i++, text);
}

answers_mail read_device_answers(wire::Answers::Reader from, const wire_bounds& within) {
    answers_mail m{from.getAct(), {}};
    m.answers.texts = read_each(from.getTexts(), [](auto text) { return text_of(text); });
    const auto texts = m.answers.texts.size();
    m.answers.fleets =
        read_each(from.getFleets(), [&](auto f) { return read_fleet(f, within, texts); });
    return m;
}

}  // namespace muster
