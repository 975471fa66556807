#include "fleet/act.hpp"

namespace muster {

const char* to_text(act_outcome outcome) {
    static constexpr const char* names[] = {"done",     "unchanged", "not-found", "invalid",
                                            "conflict", "too-late",  "unknown"};
    return names[static_cast<std::size_t>(outcome)];
}

namespace {

std::string target_text(const device_target& target) {
    if (target.ids.size() == 1) return target.ids.front();
    if (!target.ids.empty()) return std::to_string(target.ids.size()) + " devices";
    return target.where.empty() ? "every device" : target.where;
}

std::string names_of(const std::vector<property_setting>& sets) {
    std::string all;
    for (const auto& one : sets)
        all += (all.empty() ? "" : ", ") + one.property;
    return all;
}

struct wording {
    std::string operator()(const job_act& a) const { return std::string(to_text(a.verb)) + " job"; }
    std::string operator()(const property_act& a) const {
        return "set property " + names_of(a.sets);
    }
    std::string operator()(const command_act& a) const { return "command " + a.command; }
    std::string operator()(const lifecycle_act& a) const {
        return to_text(a.verb) + (a.into.empty() ? "" : " to " + a.into);
    }
    std::string operator()(const question_act& a) const { return "ask " + to_text(a.what); }
};

struct subject {
    std::string operator()(const job_act& a) const { return a.job; }
    std::string operator()(const property_act& a) const { return target_text(a.target); }
    std::string operator()(const command_act& a) const { return a.device; }
    std::string operator()(const lifecycle_act& a) const { return target_text(a.target); }
    std::string operator()(const question_act& a) const { return target_text(a.target); }
};

}  // namespace

const char* to_text(job_verb verb) {
    static constexpr const char* verbs[] = {"pause", "resume", "cancel", "delete"};
    return verbs[static_cast<std::size_t>(verb)];
}

const char* to_text(lifecycle_verb verb) {
    static constexpr const char* names[] = {"block", "unblock", "approve", "remove", "migrate"};
    return names[static_cast<std::size_t>(verb)];
}

std::string to_text(const question& what) {
    return what.command.empty() ? what.value : "command " + what.command;
}

std::string summary_of(const act::body& what) {
    return std::visit(wording{}, what);
}

std::string subject_of(const act::body& what) {
    return std::visit(subject{}, what);
}

}  // namespace muster
