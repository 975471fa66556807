#include "fleet/scenario.hpp"

#include <algorithm>

#include "fleet/scheduled_job.hpp"

namespace muster {

const char* to_text(fault_kind kind) {
    static constexpr const char* words[] = {
        "offline",    "power_off",   "stuck",           "drift",
        "spike",      "crash",       "out_of_range",    "lossy",
        "slow",       "garbage",     "duplicate",       "out_of_order",
        "clock_skew", "reboot_loop", "command_failure", "battery_drain"};
    return words[static_cast<std::size_t>(kind)];
}

const char* to_text(service_limit::overload over) {
    static constexpr const char* words[] = {"refuse", "queue", "drop"};
    return words[static_cast<std::size_t>(over)];
}

std::uint64_t scenario::device_count() const {
    std::uint64_t total = 0;
    for (const auto& fleet : fleets)
        total += fleet.count;
    return total;
}

void order_by_name(scenario& s) {
    const auto order = [](auto& things) {
        std::stable_sort(things.begin(), things.end(),
                         [](const auto& a, const auto& b) { return a.name < b.name; });
    };
    std::vector<std::string> kinds;  // of each fleet, while the templates move
    for (const auto& fleet : s.fleets)
        kinds.push_back(s.templates.empty() ? std::string()
                                            : s.templates[fleet.template_index].name);
    order(s.areas);
    order(s.templates);
    for (std::size_t f = 0; f < s.fleets.size(); ++f)
        for (std::uint32_t t = 0; t < s.templates.size(); ++t)
            if (s.templates[t].name == kinds[f]) s.fleets[f].template_index = t;
    order(s.fleets);
    order(s.groups);
    order(s.faults);
    order(s.rules);
    order(s.jobs);
    std::stable_sort(s.scheduled_jobs.begin(), s.scheduled_jobs.end(),
                     [](const auto& a, const auto& b) { return a->job.name < b->job.name; });
    order(s.acts);
}

void scale_devices(scenario& s, std::uint64_t total) {
    std::vector<std::uint64_t> weights;
    for (const auto& fleet : s.fleets)
        weights.push_back(fleet.count);
    auto parts = split_by_largest_remainder(total, weights);
    // A fleet that rounds to nothing takes its one device from the largest.
    for (auto& part : parts) {
        if (part > 0) continue;
        auto largest = std::max_element(parts.begin(), parts.end());
        if (*largest < 2) break;
        --*largest;
        part = 1;
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        s.fleets[i].count = parts[i];
}

namespace {

/// Whether a name of an expectation counts devices, or what they do.
bool counts(std::string_view metric) {
    constexpr std::string_view beginnings[] = {"devices.",  "fleets.", "groups.",   "faults.",
                                               "rules.",    "jobs.",   "readings.", "messages.",
                                               "commands.", "service."};
    constexpr std::string_view others[] = {".state", ".batch", ".latency", ".wait"};
    const auto is_in = [&](std::string_view part) { return metric.find(part) != metric.npos; };
    return std::any_of(std::begin(beginnings), std::end(beginnings),
                       [&](auto b) { return metric.starts_with(b); }) &&
           std::none_of(std::begin(others), std::end(others), is_in);
}

/// Whether a count is compared with a number of more than a few.
bool has_absolute_number(const query::node& n) {
    using enum query::node_kind;
    if (n.kind >= equal && n.kind <= greater_equal)
        for (const std::size_t side : {0U, 1U}) {
            const auto &a = *n.children[side], &b = *n.children[1 - side];
            const bool counted = (a.kind == name || a.kind == filtered) && counts(a.text);
            if (counted && b.kind == number && b.number > 1) return true;
        }
    return std::any_of(n.children.begin(), n.children.end(),
                       [](const auto& child) { return has_absolute_number(*child); });
}

}  // namespace

std::vector<std::string> absolute_numbers(const scenario& s) {
    std::vector<std::string> paths;
    for (const auto& g : s.groups)
        if (g.is_list()) paths.push_back("groups." + g.name + ".devices");
    for (const auto& f : s.faults)
        if (f.target.take && !f.target.take->is_share)
            paths.push_back("faults." + f.name + ".count");
    for (const auto& j : s.jobs) {
        if (j.is_repeat()) continue;
        const auto path = "jobs." + j.written_name();
        for (std::size_t b = 0; b < j.batches.size(); ++b)
            if (j.batches[b].kind == batch_spec::form::count)
                paths.push_back(path + ".batches." + std::to_string(b));
        if (j.cancel && !j.cancel->failed.is_share) paths.push_back(path + ".cancel.failed");
        if (j.cancel && j.cancel->at_least > 0) paths.push_back(path + ".cancel.at_least");
        if (j.cancel && j.cancel->overshoot.value_or(0) > 0)
            paths.push_back(path + ".cancel.overshoot");
    }
    for (const auto& e : s.expect)
        if (e.check && has_absolute_number(*e.check.tree)) paths.push_back(e.path);
    if (s.service && s.service->connects) paths.emplace_back("service.connects.limit");
    if (s.service && s.service->messages) paths.emplace_back("service.messages.limit");
    if (s.service && s.service->commands) paths.emplace_back("service.commands.limit");
    return paths;
}

}  // namespace muster
