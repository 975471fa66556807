#include "scenarios/language_parts.hpp"

/// What a template's devices can be told to do.
namespace muster::language_parts {

namespace {

void add_takes_and_fails(std::vector<language_key>& all, const std::string& command,
                         const char* standard) {
    add_below(
        all, command,
        {{"takes", "duration, `low..high`, `{p50, p99}` or `{exponential}`", standard,
          "From the command's arrival to the answer.", "takes: {p50: 4m, p99: 25m}"},
         {"takes.p50", "duration", "", "Half of the answers take less.", "p50: 4m"},
         {"takes.p99", "duration", "", "One answer in a hundred takes longer.", "p99: 25m"},
         {"takes.exponential", "duration", "", "Exponential with this mean.", "exponential: 30s"},
         {"fails", "mapping from reason to percentage", "",
          "Chances that the command fails, drawn for each command.",
          "fails: {download broke: 0.2%}"}});
}

}  // namespace

void add_commands(std::vector<language_key>& all) {
    const std::string command = "templates.*.commands.*";
    all.push_back({command, "mapping", "", "A command, by name.",
                   "update: {takes: {p50: 4m, p99: 25m}, installs: request.version}"});
    add_takes_and_fails(all, command, "0s");
    add_below(
        all, command,
        {{"cases", "list of mappings", "",
          "How it goes on some of the devices: the first case that holds replaces `takes` and "
          "`fails`, as far as it says them.",
          "cases: [{where: hardware = 'B', takes: 10m..20m, fails: {flash checksum: 30%}}]"},
         {"cases.#.where", "condition", "required", "Which devices.",
          "{where: hardware = 'B', takes: 10m..20m}"}});
    add_takes_and_fails(all, command + ".cases.#", "the command's");
    add_below(all, command,
              {{"installs", "`request.X`", "",
                "This field of the request becomes the device's property `firmware`.",
                "installs: request.version"},
               {"sets", "mapping from property to value or `request.X`", "",
                "What it makes of the device's properties where it succeeds.",
                "sets: {setpoint: request.value, mode: eco}"},
               {"starts", "name of a fault", "", "The fault that begins where it succeeds.",
                "starts: dead"},
               {"long_running", "boolean", "false",
                "The device accepts it at once, with code 202, and says later how it went.",
                "long_running: true"},
               {"component", "name", "", "The component that has the command.",
                "component: thermostat1"}});
    add_below(all, "templates.*.firmware.*.#",
              {{"where", "condition", "every device", "Which devices may be hit.",
                "where: lot = '25w41'"},
               {"chance", "percentage", "100%", "Drawn for each device that takes the version.",
                "chance: 35%"},
               {"starts", "name of a fault", "", "The fault that then begins for the device.",
                "starts: dead"},
               {"fails", "text", "", "The reason with which the installing command fails.",
                "fails: flash checksum"}});
}

}  // namespace muster::language_parts
