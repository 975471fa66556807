#include "tests/sim/act_generator.hpp"

#include <algorithm>

namespace muster::sim {

namespace {

bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::string command_text(dice& d, const std::string& id) {
    std::string text =
        "command: {name: " + d.one_of({"reboot", "update"}) + ", request: {version: 2.0}";
    if (d.chance(40)) text += ", connect_within: " + d.one_of({"1s", "20s", "5m"});
    if (d.chance(40)) text += ", queue_for: " + d.one_of({"1s", "2m", "24h"});
    if (d.chance(40)) text += ", answer_within: " + d.one_of({"1s", "10s", "1m"});
    return text + "}, devices: " + id;
}

/// Of a value, or of a command where templates have any.
std::string question_text(dice& d, const known_names& names, bool commands) {
    std::string text = "ask: ";
    if (commands && d.chance(50))
        text += "{command: " + d.one_of({"reboot", "update"}) + ", request: {version: 2.0}}";
    else if (!names.properties.empty() && d.chance(40))
        text += d.one_of(names.properties);
    else
        text += d.chance(50) ? '"' + formula(d, names) + '"'
                             : d.one_of({"$battery", "$state", "$asleep", "$last_seen", "$id"});
    if (d.chance(80)) text += ", within: " + d.one_of({"40ms", "1s", "10s", "1m", "4m"});
    return text;
}

}  // namespace

std::string random_acts(dice& d, known_names& names, const std::string& id,
                        const std::function<std::string()>& when) {
    if (!d.chance(50)) return {};
    std::string text;
    for (std::uint64_t i = d.between(1, 6); i > 0; --i) {
        text += "  act_" + std::to_string(i) + ": {at: " + when() + ", ";
        const bool sets = has(names.properties, "setpoint") && d.chance(50);
        if (!sets && !id.empty() && d.chance(40)) {
            text += command_text(d, id) + "}\n";
            continue;
        }
        if (!sets && d.chance(40)) {
            names.questions.push_back("act_" + std::to_string(i));
            text += question_text(d, names, !id.empty());
            text += ", where: \"" + device_condition(d, names, false) + "\"}\n";
            continue;
        }
        const bool moves = !sets && names.templates.size() > 1 && d.chance(30);
        text += sets    ? "set: {setpoint: " + d.one_of({"20.5", "21.5"}) + "}"
                : moves ? "migrate: " + d.one_of(names.templates)
                        : "do: " + d.one_of({"block", "block", "unblock", "unblock", "remove"});
        text += ", where: \"" + device_condition(d, names, false) + "\"}\n";
    }
    return text;
}

}  // namespace muster::sim
