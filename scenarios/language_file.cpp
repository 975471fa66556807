#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

void add_file(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"muster", "`1`", "required", "The version of the language; the first key of the file.",
         "muster: 1"},
        {"title", "text", "", "A title for people, shown in reports.",
         "title: A firmware rollout with a bad lot"},
        {"seed", "whole number", "1", "Another seed gives another run of the same scenario.",
         "seed: 7"},
        {"time", "mapping", "", "When the run starts, how long it lasts and how fast it goes.",
         "time: {start: 2026-02-09T00:00+01:00, for: 7d}"},
        {"time.start", "instant with a zone", "2026-01-01T00:00Z",
         "The calendar time at which the run starts; clock times of the file are in its zone.",
         "start: 2026-02-09T00:00+01:00"},
        {"time.for", "duration", "1h", "How long the run lasts, in virtual time.", "for: 24h"},
        {"time.step", "duration", "1s", "The quantum of virtual time; part of the result.",
         "step: 1s"},
        {"time.speed", "`max`, `realtime` or a factor", "max",
         "How fast virtual time runs against the wall.", "speed: 60x"},
        {"time.warm_up", "duration", "0s",
         "A span before the start, a whole number of steps, in which the devices arrive, connect "
         "and measure, and nothing counts; see [telemetry](telemetry.md).",
         "warm_up: 15m"},
        {"params", "mapping", "",
         "Values with a name; `params.x` stands for a whole value elsewhere, typed by its place.",
         "params: {limit: 0.3%}"},
        {"params.*", "any value", "", "A parameter, for `--set params.x=...` as well.",
         "limit: 0.3%"},
        {"include", "list of paths", "",
         "Files whose sections are added to this one, relative to it; a name in both is an error "
         "unless this file marks its own with `override: true`.",
         "include: [presets/cold-chain.yaml]"},
    };
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_override(std::vector<language_key>& all, const std::string& section) {
    all.push_back({section + ".*.override", "truth", "",
                   "Takes the place of the one with this name in an included file.",
                   "override: true"});
}

void add_attribute(std::vector<language_key>& all, const std::string& prefix) {
    const std::vector<language_key> keys{
        {"constant", "text, number or truth", "", "The same value for every device.",
         "constant: north"},
        {"uniform", "`low..high`", "", "A number between two ends, both included.",
         "uniform: 0..100"},
        {"p50", "number", "", "With `p99`: a log-normal number, half of the devices below `p50`.",
         "{p50: 4, p99: 25}"},
        {"p99", "number", "", "With `p50`: one device in a hundred is above `p99`.",
         "{p50: 4, p99: 25}"},
        {"normal", "number", "", "A Gaussian number around this mean; needs `sd`.",
         "{normal: 20, sd: 2}"},
        {"sd", "number", "", "Standard deviation of `normal`.", "sd: 2"},
        {"pick", "mapping from value to percentage", "",
         "One of some values; the percentages add up to 100%, or one is `rest`. The base is the "
         "fleet (or the clusters of `by`), split exactly.",
         "pick: {25w41: 2%, good: rest}"},
        {"sequence", "text with a run of `#`", "",
         "A running number in the order of the device ids.", "sequence: dcu-####"},
        {"each", "count", "1", "With `sequence`: so many devices in a row share a value.",
         "each: 250"},
        {"by", "name of a tag", "",
         "One draw for each cluster of devices with the same value of this tag.", "by: dcu"},
        {"min", "number", "", "Lower values become this one.", "min: 0"},
        {"max", "number", "", "Higher values become this one.", "max: 100"},
        {"decimals", "whole number", "", "Round to so many decimals.", "decimals: 1"},
        {"type", "`text`, `number` or `boolean`", "text; number for drawn numbers",
         "How the value reads in conditions.", "type: number"},
    };
    add_below(all, prefix, keys);
}

void add_fleet_attribute(std::vector<language_key>& all, const std::string& prefix) {
    add_attribute(all, prefix);
    all.push_back({prefix + ".column", "name of a column", "",
                   "The value in this column of the fleet's file, read as `type` says.",
                   "{column: height_m, type: number}"});
}

}  // namespace muster::language_parts
