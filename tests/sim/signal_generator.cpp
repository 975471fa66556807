#include "tests/sim/signal_generator.hpp"

#include <algorithm>

namespace muster::sim {

namespace {

bool has(const std::vector<std::string>& all, const char* one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// Now and then the signal draws together with those of a site.
std::string tied(dice& d, const known_names& names, const std::string& s, const std::string& text) {
    if (s != "temperature" || !has(names.tags, "site")) return text;
    return text.substr(0, text.size() - 1) +
           d.one_of({"}", ", together: site}", ", together: {tag: site, share: 70%}}"});
}

std::string untied(dice& d, const known_names& names, const std::string& s) {
    if (s == "power")
        return d.one_of(
            {"{unit: watt, daily: {low: 80, high: 900, peak: 19:30}, noise: 15%, min: 0}",
             "80..900", "{sine: 0..1000, period: 2m}", "{exponential: 300, resolution: 25}",
             "{square: 5..800, period: 40s, duty: 30%, noise: 2}",
             "{states: {low: {value: 2..5, for: {exponential: 30s}, to: high}, high: {value: "
             "{p50: 150, p99: 400}, for: 4s..20s, to: {low: 80%, high: rest}}}}",
             "{sine: {low: 5, high: 6, period: 40s, in_phase: true}, decimals: 2}"});
    if (s == "energy" && has(names.signals, "power"))
        return "{unit: kilowattHour, integral_of: power, decimals: 3}";
    if (s == "energy") return "{counter: 3, step: 0.5..2, wraps: 20}";
    if (s == "voltage")
        return d.one_of({"{unit: volt, normal: 230, sd: 1.5}",
                         "{triangle: 225..235, period: 70s, drift: -0.5/m..2/m}",
                         "{normal: 230, sd: 3, noise: 0.2, decimals: 1}", "230"});
    if (s == "temperature")
        return d.one_of({"{walk: 21, step: 0.5, pull: 2%, min: 15, max: 30}",
                         "{walk: 21, step: 0.1}",
                         has(names.properties, "setpoint")
                             ? "{approaches: setpoint, half_life: 90s, from: 10..30, noise: 0.1}"
                             : "{approaches: 21, half_life: 2m, noise: 0.1}"});
    if (s == "level")
        return d.one_of(
            {"{cases: [{when: $elapsed < 50, normal: 40, sd: 3}, {when: $connected, "
             "sine: 0..90, period: 1m}, {constant: 7}], decimals: 1}",
             "30..60", "5", "{p50: 4, p99: 25}", "{uniform: 0..1000, type: integer}",
             "{poisson: 3}", "{sequence: [10, 400, 600, 40]}",
             "{sawtooth: {low: 0, high: 40, period: 3m}, drift: 1/h}"});
    if (s == "starts")
        return d.one_of({"{counter: 0, step: 0..2, type: integer}",
                         "{counter: 0, step: 1, wraps: 7, type: integer}"});
    if (s == "mode" && d.chance(20))
        return std::string("{states: {idle: {goes: [{when: $elapsed > 60, to: busy}") +
               (names.jobs.empty() ? "" : ", {command: reboot, to: busy}") +
               "]}, busy: {for: 5s..40s, to: idle}}, start: idle}";
    if (s == "mode")
        return d.one_of({"{pick: {idle: 70%, busy: rest}}", "{values: [idle, busy]}",
                         "{states: {idle: {for: {exponential: 40s}}, busy: {for: 5s..20s}}}",
                         "{states: {idle: {for: 1m}, busy: {}}, start: idle}",
                         "{sequence: [idle, idle, busy], loop: false}",
                         "{pick: {busy: 100%, idle: rest}}"});
    if (s == "position")
        return d.one_of(
            {"{route: {stops: [[52.37, 4.9], [52.38, 4.92], [52.35, 4.95]], speed: 30..200, stop: "
             "5s..40s}}",
             "{roams: {around: [52.37, 4.9], within: 2, speed: {p50: 60, p99: 300}, accuracy: 5}}",
             "{route: {stops: [near, [52.38, 4.92]], speed: 90, loop: false}, decimals: 4}"});
    if (s == "door") return "{pick: {true: 10%, false: rest}}";
    return "{formula: \"" + formula(d, names) + "\"}";
}

}  // namespace

std::string signal_text(dice& d, const known_names& names, const std::string& signal) {
    return tied(d, names, signal, untied(d, names, signal));
}

}  // namespace muster::sim
