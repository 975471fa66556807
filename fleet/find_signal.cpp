#include "fleet/find_signal.hpp"

#include "fleet/compiled_fleet.hpp"

namespace muster {

std::uint32_t signal_lookup::index() const {
    return meant.size() == 1 ? meant.front() : none;
}

bool has_full_name(const signal_spec& s, std::string_view name) {
    if (s.component.empty()) return s.name == name;
    return name.size() == s.component.size() + 1 + s.name.size() && name.starts_with(s.component) &&
           name[s.component.size()] == '.' && name.ends_with(s.name);
}

signal_lookup find_signal(const device_template& t, std::string_view name) {
    signal_lookup found;
    for (std::uint32_t i = 0; i < t.signals.size(); ++i) {
        if (has_full_name(t.signals[i], name)) return {{i}};
        if (t.signals[i].name == name) found.meant.push_back(i);
    }
    return found;
}

std::vector<std::string> spellings(const device_template& t, const signal_lookup& found) {
    std::vector<std::string> names;
    for (const auto i : found.meant)
        names.push_back(t.signals[i].full_name());
    return names;
}

}  // namespace muster
