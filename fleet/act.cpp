#include "fleet/act.hpp"

namespace muster {

const char* to_text(act_outcome outcome) {
    static constexpr const char* names[] = {"done",     "unchanged", "not-found", "invalid",
                                            "conflict", "too-late",  "unknown"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string summary_of(const act::body& what) {
    static constexpr const char* verbs[] = {"pause", "resume", "cancel"};
    if (const auto* job = std::get_if<job_act>(&what))
        return std::string(verbs[static_cast<std::size_t>(job->verb)]) + " job";
    return "set property " + std::get<property_act>(what).property;
}

std::string subject_of(const act::body& what) {
    if (const auto* job = std::get_if<job_act>(&what)) return job->job;
    const auto& target = std::get<property_act>(what).target;
    if (target.ids.size() == 1) return target.ids.front();
    if (!target.ids.empty()) return std::to_string(target.ids.size()) + " devices";
    return target.where.empty() ? "every device" : target.where;
}

}  // namespace muster
