#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fleet/scenario.hpp"

namespace muster {

inline signal_spec signal_of(std::string name, value_kind kind = value_kind::number,
                             std::vector<std::string> words = {}, std::string component = {}) {
    signal_spec s;
    s.name = std::move(name);
    s.kind = kind;
    s.words = std::move(words);
    s.component = std::move(component);
    return s;
}

inline property_spec property_of(std::string name, value_kind kind = value_kind::text,
                                 std::vector<std::string> words = {}) {
    property_spec p;
    p.name = std::move(name);
    p.kind = kind;
    p.words = std::move(words);
    return p;
}

inline tag_spec tag_of(std::string name, attribute_source::form form, plain_value fixed = {}) {
    tag_spec t;
    t.name = std::move(name);
    t.source.kind = form;
    t.source.fixed = std::move(fixed);
    return t;
}

inline fleet_spec fleet_of(std::string name, std::uint32_t template_index) {
    fleet_spec f;
    f.name = std::move(name);
    f.template_index = template_index;
    f.count = 100;
    return f;
}

/// Two templates and two fleets whose names agree, overlap and collide; a fault, a group, a rule
/// and two jobs.
inline scenario small_scenario() {
    using form = attribute_source::form;
    scenario s;
    device_template meter;
    meter.name = "meter";
    meter.signals = {signal_of("voltage"),
                     signal_of("power", value_kind::integer),
                     signal_of("temperature", value_kind::number, {}, "thermostat1"),
                     signal_of("accel.x"),
                     signal_of("level"),
                     signal_of("status", value_kind::word, {"ok", "bad"})};
    meter.properties = {property_of("firmware"), property_of("lot"),
                        property_of("tariff", value_kind::word, {"day", "night"})};
    device_template sensor;
    sensor.name = "sensor";
    sensor.signals = {signal_of("power"), signal_of("level", value_kind::text),
                      signal_of("status", value_kind::text)};
    sensor.properties = {property_of("tariff", value_kind::word, {"night", "eco"})};
    s.templates = {meter, sensor};

    auto meters = fleet_of("meters", 0);
    meters.tags = {tag_of("region", form::pick), tag_of("lot", form::sequence),
                   tag_of("floor_number", form::drawn), tag_of("metered", form::constant, true),
                   tag_of("Serial No", form::sequence)};
    meters.properties = {property_of("tariff"), property_of("imported")};
    s.fleets = {meters, fleet_of("sensors", 1)};

    s.faults.resize(1);
    s.faults[0].name = "dead";
    s.groups.resize(1);
    s.groups[0].name = "pilots";
    s.rules.resize(1);
    s.rules[0].name = "dark";
    s.jobs.resize(2);
    s.jobs[0].name = "fw";
    s.jobs[1].name = "night";
    return s;
}

}  // namespace muster
