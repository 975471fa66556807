#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

constexpr auto not_yet = language_key::availability::not_yet;

/// When devices are there, and may connect.
void add_beginnings(std::vector<language_key>& all) {
    const std::vector<language_key> arrival{
        {"fleets.*.approve", "`at_once` or `by_hand`", "at_once",
         "`by_hand`: the devices wait for an act that approves them before they connect.",
         "approve: by_hand"},
        {"fleets.*.assign", "`at_once` or `by_hand`", "at_once",
         "`by_hand`: the devices have no template (`$template IS NULL`), and do nothing but "
         "connect, "
         "until an act or a job gives them one with `migrate`.",
         "assign: by_hand"},
        {"fleets.*.arrive", "list of stages", "all are there from the start",
         "How the fleet appears bit by bit, evenly within each stage; who comes first is drawn "
         "once. Who has not arrived is counted nowhere, hit by no fault and in no job; a fault "
         "that comes again comes to those who have arrived by then.",
         "arrive: [{for: 2m, to: 10%}, {for: 8m, to: 100%}]"},
        {"fleets.*.arrive.#", "mapping", "", "A stage, after the one before.",
         "{for: 8m, to: 100%}"},
        {"fleets.*.arrive.#.for", "duration", "required", "How long it lasts; `0s`: all at once.",
         "for: 8m"},
        {"fleets.*.arrive.#.to", "percentage", "required",
         "So much of the fleet is there at its end, rounded down.", "to: 100%"}};
    all.insert(all.end(), arrival.begin(), arrival.end());
}

}  // namespace

void add_fleets(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"fleets", "mapping of fleets", "required", "Which devices there are, and how many.",
         "fleets: {meters: {template: meter, count: 1M, id: m-#######}}"},
        {"fleets.*", "mapping", "", "A fleet, by name.",
         "meters: {template: meter, count: 1M, id: m-#######}"},
        {"fleets.*.title", "text", "", "A name for people.", "title: Meters of the north"},
        {"fleets.*.like", "name of a fleet", "",
         "Copies that fleet; the keys written here replace the copied ones.", "like: meters"},
        {"fleets.*.template", "name of a template", "the only template",
         "What kind of device it is.", "template: meter"},
        {"fleets.*.from", "path of a `.csv`, `.jsonl` or `.ndjson` file", "",
         "Devices from a file of my own, relative to this one: the columns `id` and `zone`, "
         "properties by their names, every other column a tag of texts; `tags.x` and "
         "`properties.x` head a column that is to be one.",
         "from: exports/fleet.csv"},
        {"fleets.*.count", "count", "required; with `from` its number of devices",
         "How many devices; with `from` its devices are thinned out or copied (`ID~2`) with every "
         "combination of values in proportion.",
         "count: 300k"},
        {"fleets.*.id", "text with one run of `#`, and `<tag>`",
         "the fleet's name, `-` and the number; with `from` its column `id`",
         "The ids, numbered from 1; `<params.x>` is replaced, `<region>` is the device's tag.",
         "{count: 9, id: <region>-##, tags: {region: {pick: {north: 30%, south: rest}}}}"},
        {"fleets.*.zone", "IANA time zone, or `<tag>`",
         "the zone of `time.start`; with `from` its column `zone`",
         "The devices' local time; `<tag>` takes each device's from the tag.",
         "zone: Europe/Berlin"},
        {"fleets.*.tags", "mapping of tags", "", "Named values to aim and group by.",
         "tags: {region: {pick: {east: 40%, west: rest}}}"},
        {"fleets.*.tags.*", "value, `low..high`, `{p50, p99}` or a generator", "",
         "A tag, by name; a written value is text, but for `true` and `false`.", "region: north"},
    };
    all.insert(all.end(), keys.begin(), keys.end());
    add_fleet_attribute(all, "fleets.*.tags.*");
    all.push_back({"fleets.*.properties", "mapping of properties", "",
                   "Initial values that replace the template's.",
                   "properties: {firmware: {pick: {2.3.1: 96%, 2.2.9: rest}}}"});
    all.push_back({"fleets.*.properties.*", "value, `low..high`, `{p50, p99}` or a generator", "",
                   "A property's value at the start, by name.", "firmware: 2.3.1"});
    add_fleet_attribute(all, "fleets.*.properties.*");
    all.push_back(
        {"fleets.*.connectivity", "mapping", "the template's",
         "When devices of this fleet are connected; what is not written here is as in the "
         "template.",
         "connectivity: {online: 95%}"});
    add_beginnings(all);
}

void add_groups_and_rules(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"groups", "mapping of groups", "", "Named conditions, for jobs and batches.",
         "groups: {ready: firmware = '2.3.1'}"},
        {"groups.*", "condition, or mapping", "", "A group, by name; `all` is every device.",
         "ready: firmware = '2.3.1'"},
        {"groups.*.title", "text", "", "A name for people.", "title: Ready for the update"},
        {"groups.*.where", "condition", "required without `devices`", "Which devices belong to it.",
         "where: firmware = '2.3.1'"},
        {"groups.*.devices", "`{file: PATH}` or list of ids", "",
         "A fixed list of devices, in place of `where`.", "devices: [m-0001, m-0007]"},
        {"groups.*.devices.file", "path", "",
         "A file with one id a line, relative to this one; empty lines count for nothing.",
         "file: pilots.txt"},
        {"rules", "mapping of rules", "", "Alerts per device.",
         "rules: {hot: {when: temperature > 30, for: 10m}}"},
        {"rules.*", "mapping", "", "A rule, by name.", "hot: {when: temperature > 30, for: 10m}"},
        {"rules.*.title", "text", "", "A name for people.", "title: Too hot"},
        {"rules.*.like", "name of a rule", "",
         "Copies that rule; the keys written here replace the copied ones.", "like: hot"},
        {"rules.*.when", "condition", "required", "An alert opens when this holds.",
         "when: temperature > 30"},
        {"rules.*.for", "duration", "0s", "It has to hold for so long.", "for: 10m"},
        {"rules.*.where", "condition", "every device",
         "Which devices are watched; with `per`, `by`, `share` or `count` by what never changes.",
         "where: region = 'north'"},
        {"rules.*.per", "name of a tag", "single devices",
         "One alert for each cluster of devices with the same value; `when` is about "
         "`devices.online`, `.offline`, `.crashed`, `.quarantined`, `.asleep`, `.empty` and "
         "`.total` of the cluster and looked at after each step.",
         "{per: substation, when: devices.online < 50%, for: 3m}"},
        {"rules.*.absorbs", "name of a rule, or list of names", "",
         "With `per`: while a cluster's alert is open, the alerts that these rules have open on "
         "its "
         "devices do not count as open.",
         "absorbs: [gone, stale]"}};
    all.insert(all.end(), keys.begin(), keys.end());
    add_choice(all, "rules.*");
}

}  // namespace muster::language_parts
