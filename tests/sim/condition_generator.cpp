#include "tests/sim/condition_generator.hpp"

namespace muster::sim {

namespace {

std::string of_tag(dice& d, const std::string& tag) {
    if (tag == "region")
        return d.one_of({"region = 'north'", "region != 'south'", "region IN ('north', 'west')"});
    if (tag == "site")
        return d.one_of({"site = 'site-01'", "site LIKE 'site-0%'", "site != 'site-02'"});
    if (tag == "lot") return d.one_of({"lot = 'bad'", "lot = 'good'", "lot LIKE 'b%'"});
    return d.one_of({"floor > 3", "floor <= 5", "floor % 2 = 0"});
}

std::string of_property(dice& d, const std::string& property) {
    if (property == "firmware")
        return d.one_of({"firmware = '1.0'", "firmware IN ('2.0', '3.0')", "NOT firmware = '1.0'",
                         "firmware LIKE '2%'"});
    if (property == "setpoint") return d.one_of({"setpoint > 20", "setpoint <= 19.5"});
    if (property == "tariff") return d.one_of({"tariff = day", "tariff != day", "tariff = night"});
    return d.one_of({"remote", "NOT remote"});
}

std::string of_signal(dice& d, const std::string& signal) {
    if (signal == "mode") return d.one_of({"mode = idle", "mode != busy", "mode IN (idle, busy)"});
    if (signal == "door") return d.one_of({"door", "NOT door"});
    if (signal == "starts") return d.one_of({"starts % 2 = 0", "starts > 10"});
    if (signal == "voltage")
        return d.one_of({"voltage < 229", "voltage > 231", "voltage > 225 AND voltage < 232"});
    if (signal == "temperature")
        return d.one_of({"temperature > 21.5", "temperature < 20", "abs(temperature - 21) > 1"});
    if (signal == "position")
        return d.one_of({"inside(position, near)", "NOT inside(position, near, field)",
                         "distance(position, 52.38, 4.92) > 1", "position.lat > 52.37"});
    if (signal == "ratio") return d.one_of({"ratio IS NULL", "ratio > 0", "ratio IS NOT NULL"});
    return signal + d.one_of({" > 500", " <= 40", " IS NOT NULL", " >= 0"});
}

std::string of_platform(dice& d, const known_names& names) {
    switch (d.below(11)) {
        case 9:
            return d.one_of({"$open_alerts > 0", "$open_alerts = 1"});
        case 10:
            return d.one_of({"$provisioned", "NOT $approved", "$blocked"});
        case 0:
            return "$connected";
        case 1:
            return "$connected = false";
        case 2:
            return "$state = " + d.one_of({"running", "crashed", "quarantined"});
        case 3:
            return "$fleet = " + d.one_of(names.fleets);
        case 4:
            return "$template = " + d.one_of(names.templates);
        case 5:
            return "$last_seen " + d.one_of({"< 30s", "> 1m", "IS NULL"});
        case 6:
            return d.one_of({"$asleep", "NOT $asleep", "$connected = false AND NOT $asleep"});
        case 7:
            return "$battery " + d.one_of({"< 50%", ">= 20", "IS NULL", "= 0"});
        default:
            return "ends_with($id, '" + std::to_string(d.below(10)) + "')";
    }
}

std::string part(dice& d, const known_names& names, bool steady) {
    for (;;) {
        switch (d.below(steady ? 2 : 5)) {
            case 0:
                if (!names.tags.empty()) return of_tag(d, d.one_of(names.tags));
                break;
            case 1:
                if (!names.properties.empty()) return of_property(d, d.one_of(names.properties));
                break;
            case 2:
            case 3:
                if (!names.signals.empty()) return of_signal(d, d.one_of(names.signals));
                break;
            default:
                if (!names.groups.empty() && d.chance(30))
                    return d.one_of({"groups.", "NOT groups."}) + d.one_of(names.groups);
                if (!names.jobs.empty() && d.chance(10))
                    return "jobs." + d.one_of(names.jobs) +
                           d.one_of({".reason LIKE 'device%'", ".reason IS NULL"});
                if (!names.jobs.empty() && d.chance(20))
                    return "jobs." + d.one_of(names.jobs) + ".state = " +
                           d.one_of({"failed", "succeeded", "pending", "dispatched", "timed_out",
                                     "unreached", "cancelled", "skipped"});
                return of_platform(d, names);
        }
        if (steady && names.tags.empty() && names.properties.empty()) return "$id LIKE '%1%'";
    }
}

}  // namespace

std::string device_condition(dice& d, const known_names& names, bool steady) {
    std::string text = part(d, names, steady);
    while (d.chance(25)) {
        const auto more = part(d, names, steady);
        text = d.chance(50) ? text + " AND " + more : "(" + text + " OR " + more + ")";
        if (text.size() > 200) break;
    }
    return d.chance(10) ? "NOT (" + text + ")" : text;
}

std::string rule_condition(dice& d, const known_names& names, bool steady) {
    auto watchable = names;
    watchable.groups.clear();  // who knows what they read
    for (;;) {
        auto condition = device_condition(d, watchable, steady);
        if (condition.find("$last_seen") == std::string::npos &&
            condition.find("$open_alerts") == std::string::npos)
            return condition;
    }
}

std::string formula(dice& d, const known_names& names) {
    std::vector<std::string> numbers{"$elapsed"};
    for (const auto& s : names.signals)
        if (s == "position")
            numbers.emplace_back("distance(position, 52.37, 4.9)");
        else if (s != "mode" && s != "door" && s != "ratio")
            numbers.push_back(s);
    const auto a = d.one_of(numbers), b = d.one_of(numbers);
    return d.one_of({"10 + ", "2 * ", "-"}) + a + d.one_of({" / (", " - (", " + 3 * ("}) + b +
           d.one_of({" - 230)", " + 1)", ")"});
}

}  // namespace muster::sim
