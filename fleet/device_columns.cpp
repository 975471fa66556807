#include "fleet/device_columns.hpp"

namespace muster {

namespace {

using source = device_name::source;

/// Without the `$`. What is written of a device anyway goes by other words than in conditions.
std::string platform_key(const device_name& n) {
    if (n.which == platform_field::id || n.which == platform_field::display_name) return "device";
    return n.name.substr(1);
}

std::vector<std::string> path_of(const scenario& s, const device_name& n) {
    switch (n.from) {
        case source::signal:
            return {"telemetry", n.name};
        case source::property:
            return {"properties", n.name};
        case source::tag:
            return {"tags", n.name};
        case source::platform:
            return {platform_key(n)};
        case source::job_state:
            return {"jobs", s.jobs[n.job].name, "state"};
        case source::job_reason:
            return {"jobs", s.jobs[n.job].name, "reason"};
        case source::desired:
            return {"desired", n.name.substr(desired_prefix.size())};
        case source::acknowledged:
            return {"acknowledged", n.name.substr(acknowledged_prefix.size())};
        case source::group:
            return {"groups", s.groups[n.group].name};
    }
    return {};
}

/// Time spans since now are read later, so they are written as the instants that they go back to.
value_kind kind_of(const device_name& n) {
    return n.which == platform_field::last_seen ? value_kind::instant : n.kind;
}

}  // namespace

std::vector<device_column> device_columns(const scenario& s, const device_names& names) {
    std::vector<device_column> all;
    for (const auto& n : names.all()) {
        all.push_back({path_of(s, n), n.name, kind_of(n), n.words});
        if (n.from == source::group) all.back().group = n.group;
    }
    return all;
}

}  // namespace muster
