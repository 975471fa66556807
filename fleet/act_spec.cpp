#include "fleet/act_spec.hpp"

namespace muster {

std::vector<act::body> act_spec::bodies() const {
    if (job) return {*job};
    if (asks) return {question_act{target, *asks, name}};
    if (verb) return {lifecycle_act{target, *verb, into}};
    if (told.command.empty()) return {property_act{target, sets}};
    std::vector<act::body> all;
    for (const auto& id : target.ids) {
        auto one = told;
        one.device = id;
        one.id = name;
        all.emplace_back(std::move(one));
    }
    return all;
}

}  // namespace muster
