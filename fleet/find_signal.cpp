#include "fleet/find_signal.hpp"

#include <algorithm>

#include "fleet/compiled_fleet.hpp"

namespace muster {

std::uint32_t signal_lookup::index() const {
    return meant.size() == 1 ? meant.front() : none;
}

bool signal_lookup::means(std::uint32_t signal) const {
    return !ambiguous() && std::find(meant.begin(), meant.end(), signal) != meant.end();
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

signal_lookup find_signals(const device_template& t, std::string_view name) {
    auto found = find_signal(t, name);
    if (!found.unknown()) return found;
    const auto has = [name](const std::string& own) {
        return own.starts_with(name) && own.size() > name.size() && own[name.size()] == '.';
    };
    found.parts = true;
    for (std::uint32_t i = 0; i < t.signals.size(); ++i) {
        const auto& s = t.signals[i];
        if (!has(s.name) && !has(s.full_name())) continue;
        found.meant.push_back(i);
        found.parts &= s.component == t.signals[found.meant.front()].component;
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
