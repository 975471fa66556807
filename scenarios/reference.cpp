#include <array>
#include <string>

#include "scenarios/language.hpp"

namespace muster {

namespace {

struct chapter {
    const char* title;
    const char* prefix;
    const char* intro;
};

constexpr const char* introduction = R"(# Scenario reference

A scenario is one YAML file: what devices there are, how they behave, what goes wrong, what is done
to them and what must hold. `muster validate FILE` finds every mistake in it, `muster plan FILE
--full` prints it with all defaults. This page is made from the table that the reader itself uses
(`scenarios/language_*.cpp`); a test keeps the two the same.

```yaml
muster: 1                                # the version of the language comes first
time: {for: 2h}
templates:
  sensor:
    telemetry: {temperature: {unit: degreeCelsius, normal: 21, sd: 0.5}}
fleets:
  sensors: {template: sensor, count: 1k, tags: {region: {pick: {north: 40%, south: rest}}}}
faults:
  storm: {kind: offline, where: region = 'north', share: 80%, at: 30m, for: 20m}
expect:
  - {after: storm, within: 5m, check: faults.storm.recovered >= 99%}
```

## Rules

- **Names** are `[a-z][a-z0-9_]*`; telemetry, properties and commands may be spelt as in DTDL. Every
  thing is an entry of a mapping, so one path (`jobs.fw.cancel.failed`) names it in messages, in
  `--set` and in the report. List items have their index from 0: `expect.0`.
- **The place decides the type**, never YAML: `firmware: 2.10` stays 2.10, `country: NO` stays NO.
  Truth is `true` or `false`. Quotes never change the type; they switch references off.
- **Durations** carry a unit: `250ms`, `90s`, `15m`, `24h`, `7d`, `1h30m`. **Counts** are whole
  numbers with `k` or `M`: `300k`, `2.5M`. **Rates**: `500/s`, `20/m`, `3/h`, `1/d`.
  **Percentages** always carry `%` and are exact to a billionth.
- **Times** (`at`) are an offset from the start (`1d`), a clock time (`14:00`: the next one, in the
  zone of `time.start`) or an instant with its zone (`2026-02-09T00:00+01:00`).
- **Values that vary** have four forms: a constant, `low..high` (uniform, both ends included),
  `{p50: 4m, p99: 25m}` (log-normal) and a mapping with one generator key.
- **Conditions** are the query language. Inside `{ }` or `[ ]` a condition with a comma, bracket or
  brace needs double quotes.
- **References**: `params.x` stands for a whole unquoted value, `<params.x>` for a part of an id.
  `like: OTHER` copies a sibling; the written keys replace the copied ones, each as a whole.
- **YAML** anchors, aliases, tags, merge keys, empty values, duplicate keys and further documents
  are errors.
- A scenario without `templates` has one template `basic`: one signal `value`, uniform from 0 to 1.
)";

constexpr std::array<chapter, 20> chapters{{
    {"The file", "",
     "The sections may come in any order; only `muster` and `fleets` are required."},
    {"time", "time", ""},
    {"params", "params", ""},
    {"areas", "areas",
     "The name of an area with `around` stands for its middle where a place is wanted."},
    {"templates", "templates", "A template with a `model` takes what it does not say from there."},
    {"Telemetry", "templates.*.telemetry",
     "A mapping has exactly one generator key (`constant`, `uniform`, `p50` with `p99`, `normal`, "
     "`walk`, `sine`, `daily`, `counter`, `formula`, `integral_of`, `pick`, `states`, `sequence`, "
     "`replay`, `route`, `roams`, `speed_of`, ...), the parameters of that generator, and "
     "modifiers."},
    {"Properties", "templates.*.properties",
     "`initial` takes the same generators as a tag of a fleet."},
    {"Messages", "templates.*.messages", ""},
    {"Commands", "templates.*.commands", ""},
    {"Firmware", "templates.*.firmware",
     "The effects of a version are tried in their order; each is drawn for itself."},
    {"Connectivity", "templates.*.connectivity", "A fleet can replace it with its own."},
    {"fleets", "fleets",
     "Tags and properties are drawn once for each device. The keys below `tags.*` are those of "
     "`properties.*` as well."},
    {"service", "service",
     "The metrics are `service.connects.asked`, `accepted` and `refused`, "
     "`service.messages.asked`, `accepted`, `refused`, `dropped`, `queued` (that had to wait), "
     "`backlog`, `most` (the longest backlog) and `wait` (of its last message), "
     "`service.commands.asked`, `accepted` (that were sent), `refused`, `queued`, `backlog` and "
     "`most`."},
    {"faults", "faults",
     "`where` filters, `by` makes clusters, `share` or `count` takes some. Where faults overlap on "
     "a "
     "device, what takes it offline wins, latencies and clocks add up, losses combine, and of two "
     "on one signal the later begun wins."},
    {"groups", "groups", ""},
    {"rules", "rules",
     "`where` filters, `by` makes clusters, `share` or `count` takes some, once, at the start of "
     "the run: of all devices that have what `when` is about, whether they have arrived or not."},
    {"jobs", "jobs", ""},
    {"acts", "acts", ""},
    {"outputs", "outputs", ""},
    {"expect", "expect", "A breach does not stop the run unless `abort: true`."},
}};

// Told once, with the tags.
bool is_repeated(const std::string& path) {
    return path.rfind("templates.*.properties.*.initial.", 0) == 0 ||
           path.rfind("fleets.*.properties.*.", 0) == 0 ||
           path.rfind("fleets.*.connectivity.", 0) == 0;
}

// The chapter with the longest prefix tells of a key.
std::size_t chapter_of(const std::string& path) {
    std::size_t best = 0, length = 0;
    for (std::size_t i = 1; i < chapters.size(); ++i) {
        std::string prefix = chapters[i].prefix;
        bool inside = path.rfind(prefix + '.', 0) == 0;
        if (inside && prefix.size() > length) best = i, length = prefix.size();
    }
    return best;
}

std::string cell(const std::string& text) {
    std::string out;
    for (char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

std::string row(const language_key& key) {
    std::string standard = key.standard.empty() ? "" : cell(key.standard);
    return "| `" + key.path + "` | " + cell(key.type) + " | " + standard + " | " + cell(key.help) +
           " | `" + cell(key.example) + "` |\n";
}

std::string keys_of_chapter(std::size_t index) {
    std::string rows;
    for (const auto& key : language())
        if (key.state == language_key::availability::built && !is_repeated(key.path) &&
            chapter_of(key.path) == index)
            rows += row(key);
    return rows;
}

std::string not_available() {
    std::string out =
        "## Not available yet\n\nParts of the language that the reader knows and refuses with "
        "`not-available-yet`; it refuses\nother kinds of fault and `env.X` under `outputs` in the "
        "same way.\n\n| key | what |\n|---|---|\n";
    for (const auto& key : language())
        if (key.state == language_key::availability::not_yet && !is_repeated(key.path))
            out += "| `" + key.path + "` | " + cell(key.help) + " |\n";
    return out;
}

}  // namespace

std::string reference_markdown() {
    std::string out = introduction;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        auto rows = keys_of_chapter(i);
        if (rows.empty()) continue;
        out += std::string("\n## ") + chapters[i].title + "\n\n";
        if (*chapters[i].intro != '\0') out += std::string(chapters[i].intro) + "\n\n";
        out += "| key | takes | default | what | example |\n|---|---|---|---|---|\n" + rows;
    }
    return out + '\n' + not_available();
}

}  // namespace muster
