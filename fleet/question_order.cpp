#include "fleet/question_order.hpp"

#include <algorithm>

#include "fleet/hash.hpp"
#include "fleet/query/from_text.hpp"

namespace muster {

namespace {

std::string problem_of(const question& asked) {
    if (asked.value.empty() == asked.command.empty())
        return "a question asks for a value or tells a command: one of the two";
    if (asked.within <= duration{}) return "no device answers within no time";
    return {};
}

}  // namespace

question_order::question_order(const world& w, const question_act& wanted)
    : wanted_(wanted),
      who_(w, wanted.target),
      problem_(problem_of(wanted.what)),
      draw_key_(mix(world::draw_key("questions." + to_text(wanted.what)), device_key(wanted.id))) {
    if (problem_.empty()) problem_ = who_.problem();
    if (!problem_.empty()) return;
    if (tells_command()) {
        told_ = told_command(w, wanted.what.command, wanted.what.request);
        problem_ = told_.problem();
        return;
    }
    auto bound = query::from_text(wanted.what.value, w.metrics.devices());
    problem_ = query::first_problem(bound);
    value_ = std::move(bound.bound);
    const auto fields = value_ ? value_.fields() : std::vector<query::field_id>{};
    if (problem_.empty() && fields.empty())
        problem_ = "'" + wanted.what.value + "' names nothing that a device has";
    for (const auto& fleet : w.fleets)
        has_value_.push_back(std::all_of(fields.begin(), fields.end(), [&](query::field_id f) {
            return fleet.names[f].where != column_ref::home::absent;
        }));
}

bool question_order::fits(std::uint32_t fleet) const {
    return tells_command() ? told_.of(fleet).spec != nullptr : has_value_[fleet];
}

std::string question_order::why_no_value(std::uint32_t fleet) const {
    if (tells_command()) return told_.of(fleet).refusal;
    return fits(fleet) ? "the device has no value yet" : "the device's template has no such value";
}

}  // namespace muster
