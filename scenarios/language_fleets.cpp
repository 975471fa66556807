#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

constexpr auto not_yet = language_key::availability::not_yet;

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
        {"fleets.*.count", "count", "required", "How many devices.", "count: 300k"},
        {"fleets.*.id", "text with one run of `#`", "the fleet's name, `-` and the number",
         "The ids, numbered from 1; `<params.x>` is replaced.", "id: hp-######"},
        {"fleets.*.zone", "IANA time zone", "the zone of `time.start`", "The devices' local time.",
         "zone: Europe/Berlin"},
        {"fleets.*.tags", "mapping of tags", "", "Named values to aim and group by.",
         "tags: {region: {pick: {east: 40%, west: rest}}}"},
        {"fleets.*.tags.*", "value, `low..high`, `{p50, p99}` or a generator", "",
         "A tag, by name; a written value is text.", "region: north"},
    };
    all.insert(all.end(), keys.begin(), keys.end());
    add_attribute(all, "fleets.*.tags.*");
    all.push_back({"fleets.*.properties", "mapping of properties", "",
                   "Initial values that replace the template's.",
                   "properties: {firmware: {pick: {2.3.1: 96%, 2.2.9: rest}}}"});
    all.push_back({"fleets.*.properties.*", "value, `low..high`, `{p50, p99}` or a generator", "",
                   "A property's value at the start, by name.", "firmware: 2.3.1"});
    add_attribute(all, "fleets.*.properties.*");
    all.push_back({"fleets.*.connectivity", "mapping", "the template's",
                   "When devices of this fleet are connected.", "connectivity: {online: 95%}"});
    all.push_back({"fleets.*.from", "path", "", "Devices from a file of my own.",
                   "from: exports/fleet.csv", not_yet});
    all.push_back({"fleets.*.arrive", "list", "", "How the fleet appears bit by bit.",
                   "arrive: [{for: 2m, to: 10%}]", not_yet});
}

void add_groups_and_rules(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"groups", "mapping of groups", "", "Named conditions, for jobs and batches.",
         "groups: {ready: firmware = '2.3.1'}"},
        {"groups.*", "condition, or mapping", "", "A group, by name; `all` is every device.",
         "ready: firmware = '2.3.1'"},
        {"groups.*.title", "text", "", "A name for people.", "title: Ready for the update"},
        {"groups.*.where", "condition", "required", "Which devices belong to it.",
         "where: firmware = '2.3.1'"},
        {"groups.*.devices", "list of ids", "", "A fixed list of devices.", "devices: [m-1]",
         not_yet},
        {"rules", "mapping of rules", "", "Alerts per device.",
         "rules: {hot: {when: temperature > 30, for: 10m}}"},
        {"rules.*", "mapping", "", "A rule, by name.", "hot: {when: temperature > 30, for: 10m}"},
        {"rules.*.title", "text", "", "A name for people.", "title: Too hot"},
        {"rules.*.like", "name of a rule", "",
         "Copies that rule; the keys written here replace the copied ones.", "like: hot"},
        {"rules.*.when", "condition", "required", "An alert opens when this holds.",
         "when: temperature > 30"},
        {"rules.*.for", "duration", "0s", "It has to hold for so long.", "for: 10m"},
        {"rules.*.where", "condition", "every device", "Which devices are watched.",
         "where: region = 'north'"},
        {"rules.*.per", "name of a tag", "", "One alert for each cluster.", "per: substation",
         not_yet},
        {"rules.*.by", "name of a tag", "", "Whole clusters.", "by: site", not_yet},
        {"rules.*.share", "percentage", "", "Some of the devices only.", "share: 10%", not_yet},
        {"rules.*.count", "count", "", "Some of the devices only.", "count: 100", not_yet}};
    all.insert(all.end(), keys.begin(), keys.end());
}

}  // namespace muster::language_parts
