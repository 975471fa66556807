#include "apps/inputs.hpp"

#include <iostream>
#include <map>
#include <utility>

#include "apps/scenario_path.hpp"
#include "models/load.hpp"
#include "models/units.hpp"
#include "scenarios/same_ids.hpp"

namespace muster::app {

namespace {

/// Names the option that was given, not the `--set` it stands for.
diagnostic as_given(diagnostic p, const options& given) {
    constexpr std::string_view set = "--set ";
    if (!p.where.file.starts_with(set)) return p;
    const auto flag = given.flags.find(p.where.file.substr(set.size()));
    if (flag != given.flags.end()) p.where.file = flag->second;
    return p;
}

/// A word that is no file may be meant for a shipped scenario.
void name_shipped(diagnostic& missing) {
    const auto names = shipped_scenarios();
    if (names.empty()) return;
    const auto nearest = nearest_name(missing.where.file, names);
    if (!nearest.empty()) {
        missing.remedy = "did you mean `" + nearest + "`?";
        return;
    }
    missing.remedy = "give the path of a scenario, or the name of a shipped one:";
    for (const auto& name : names)
        missing.remedy += (name == names.front() ? " " : ", ") + name;
}

void scale(scenario& s, std::uint64_t devices, diagnostics& problems) {
    if (devices < s.fleets.size())
        return problems.error(
            "too-few-devices", {"--devices", 0, 0, {}},
            "--devices " + std::to_string(devices) + " is less than one device for each fleet",
            "give at least " + std::to_string(s.fleets.size()));
    scale_devices(s, devices);
    check_same_ids(s, problems);
    for (const auto& path : absolute_numbers(s))
        problems.warn("absolute-number", {"--devices", 0, 0, {}},
                      path + " is an absolute number and does not scale",
                      "write it as a percentage if it should follow the size of the fleet");
}

/// What people write for a unit whose name in DTDL is far from it.
std::string unit_of_synonym(std::string_view written) {
    static const std::map<std::string_view, std::string_view> synonyms{
        {"celsius", "degreeCelsius"},
        {"C", "degreeCelsius"},
        {"°C", "degreeCelsius"},
        {"degC", "degreeCelsius"},
        {"fahrenheit", "degreeFahrenheit"},
        {"F", "degreeFahrenheit"},
        {"°F", "degreeFahrenheit"},
        {"K", "kelvin"},
        {"W", "watt"},
        {"kW", "kilowatt"},
        {"MW", "megawatt"},
        {"kWh", "kilowattHour"},
        {"Wh", "wattHour"},
        {"V", "volt"},
        {"mV", "millivolt"},
        {"A", "ampere"},
        {"mA", "milliampere"},
        {"Hz", "hertz"},
        {"kHz", "kilohertz"},
        {"%", "percent"},
        {"Pa", "pascal"},
        {"kPa", "kilopascal"},
        {"mbar", "millibar"},
        {"m", "metre"},
        {"meter", "metre"},
        {"mm", "millimetre"},
        {"km", "kilometre"},
        {"s", "second"},
        {"ms", "millisecond"},
        {"min", "minute"},
        {"h", "hour"},
        {"g", "gram"},
        {"kg", "kilogram"},
        {"l", "litre"},
        {"L", "litre"},
        {"liter", "litre"},
        {"m3", "cubicMetre"},
        {"lx", "lux"},
        {"N", "newton"},
        {"J", "joule"},
        {"rpm", "revolutionPerMinute"},
        {"km/h", "kilometrePerHour"},
        {"m/s", "metrePerSecond"},
        {"deg", "degreeOfArc"},
        {"°", "degreeOfArc"}};
    const auto found = synonyms.find(written);
    const bool known = found != synonyms.end() && models::find_unit(found->second) != nullptr;
    return known ? std::string(found->second) : std::string();
}

/// The unit without what makes it a thousand times larger or smaller.
std::string_view without_prefix(std::string_view unit) {
    for (const std::string_view prefix :
         {"nano", "micro", "milli", "centi", "kilo", "mega", "giga"})
        if (unit.starts_with(prefix)) return unit.substr(prefix.size());
    return unit;
}

bool differs_in_size(std::string_view a, std::string_view b) {
    return without_prefix(a) == without_prefix(b) && a != b;
}

/// A unit that DTDL does not have is kept, but may be a slip of the pen. Units of a model are the
/// model reader's business.
void check_units(const scenario& s, diagnostics& problems) {
    std::vector<std::string> known;
    for (const auto& unit : models::all_units())
        known.emplace_back(unit.name);
    for (const auto& t : s.templates)
        for (const auto& signal : t.signals) {
            const bool of_model = !signal.where.pointer.empty();
            if (of_model || signal.unit.empty() || models::find_unit(signal.unit) != nullptr)
                continue;
            auto nearest = unit_of_synonym(signal.unit);
            if (nearest.empty()) nearest = nearest_name(signal.unit, known);
            if (differs_in_size(nearest, signal.unit)) nearest.clear();
            problems.warn(
                "unknown-unit", signal.where, "`" + signal.unit + "` is no unit of DTDL",
                nearest.empty() ? "it is shown as written" : "did you mean `" + nearest + "`?");
        }
}

}  // namespace

read_result read_given(const options& given, const std::string& file) {
    const auto loader = [](const std::string& path, const std::string& folder,
                           diagnostics& problems) { return load_template(path, folder, problems); };
    auto read = read_scenario_file(scenario_path(file), given.sets, loader);
    if (read.value && given.devices) scale(*read.value, *given.devices, read.problems);
    if (read.value) check_units(*read.value, read.problems);
    for (auto& problem : read.problems.items) {
        problem = as_given(std::move(problem), given);
        const bool itself = problem.code == "no-file" && problem.where.file == file;
        if (itself && problem.where.line == 0 && file.find('/') == std::string::npos)
            name_shipped(problem);
    }
    if (read.problems.has_errors()) read.value.reset();
    return read;
}

void print_problems(const diagnostics& problems) {
    for (const auto& p : problems.items)
        std::cerr << to_text(p) << '\n';
}

std::optional<scenario> read_input(const options& given, const std::string& file) {
    auto read = read_given(given, file);
    print_problems(read.problems);
    return std::move(read.value);
}

}  // namespace muster::app
