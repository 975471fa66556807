#include <algorithm>

#include "fleet/clock_time.hpp"
#include "fleet/find_named.hpp"
#include "fleet/fleet_members.hpp"
#include "fleet/hash.hpp"
#include "fleet/job_command.hpp"
#include "fleet/template_moves.hpp"
#include "fleet/world.hpp"

/// What a fleet's devices are before they do anything: ids, attributes, zones, names.
namespace muster {

namespace {

/// The property that a prefixed name speaks of, where the fleet's devices take values of it.
std::uint32_t writable_index(const compiled_fleet& f, const std::string& name,
                             std::string_view prefix) {
    const auto index = attribute_index(f.properties, name.substr(prefix.size()));
    const bool takes =
        index != none && f.kind->properties[index].writable && !f.kind->properties[index].cloud;
    return takes ? index : none;
}

}  // namespace

compiled_fleet& world::add_fleet(std::uint32_t native, const device_template& kind) {
    auto& f = fleets.emplace_back();
    f.spec = &scenario_.fleets[native];
    f.kind = &kind;
    f.native = native;
    f.template_index = f.spec->template_index;
    f.index = static_cast<std::uint32_t>(fleets.size() - 1);
    return f;
}

void world::compile_fleet(std::uint32_t index) {
    const auto& spec = scenario_.fleets[index];
    auto& f = add_fleet(
        index, spec.assign_by_hand ? unassigned : scenario_.templates[spec.template_index]);
    if (!spec.arrive.empty())
        f.arrive.emplace(spec.arrive, spec.count,
                         mix(seed_key_, draw_key("fleets." + spec.name + ".arrive")));
    compile_parts(f);
}

/// Where devices come to have other templates, each has a place in every one of them.
void world::compile_moves() {
    for (const auto& move : moves_of(scenario_)) {
        auto& f = add_fleet(move.fleet, scenario_.templates[move.template_index]);
        f.template_index = move.template_index;
        compile_parts(f);
    }
}

std::uint32_t world::fleet_with(std::uint32_t native, std::uint32_t template_index) const {
    const auto* kind = &scenario_.templates[template_index];
    const auto at = std::find_if(fleets.begin(), fleets.end(), [&](const auto& f) {
        return f.native == native && f.kind == kind;
    });
    return at == fleets.end() ? none : at->index;
}

void world::compile_parts(compiled_fleet& f) {
    f.texts = &texts;
    f.rows = choose_rows(*f.spec, seed_key_);
    const auto& connectivity = scenario_.templates[f.template_index].connectivity;
    f.connectivity = f.spec->connectivity.value_or(connectivity);
    f.outages = f.connectivity.outages.has_value() && f.connectivity.online < all_of_it;
    f.zone = {{sim_time::min(), scenario_.time.zone_offset}};
    if (!f.spec->zone.empty()) {
        if (auto offsets = zone_offsets(f.spec->zone, scenario_.time.start, length()))
            f.zone = std::move(*offsets);
    }
    if (f.kind->duty_cycle)
        f.duty.emplace(*f.kind->duty_cycle, scenario_.time.start + scenario_.time.zone_offset);
    compile_attributes(f);
    f.ids = compile_ids(*f.spec, f.rows, f.tags, texts);
    compile_zones(f);
    compile_device_clocks(f);
    compile_names(f);
    compile_signals(f);
    compile_messages(f);
    compile_firmware(f);
    compile_commands(f);
    compile_network(f);
}

void world::compile_attributes(compiled_fleet& f) {
    const auto seed = attribute_key(*f.spec, seed_key_);
    f.tags = compile_tags(*f.spec, seed_key_, texts, f.rows);
    for (const auto& p : f.kind->properties) {
        const auto name = qualified_name(p.component, p.name);
        const auto own = index_of(f.spec->properties, name);
        const bool fits = own != none && f.spec->properties[own].kind == p.kind &&
                          f.spec->properties[own].words == p.words;
        const auto& initial = fits ? f.spec->properties[own].initial : p.initial;
        f.properties.emplace_back(name, p.kind, p.words, initial.value_or(attribute_source{}),
                                  draw_key("properties." + name), f.spec->count, seed, texts,
                                  f.tags, f.rows);
    }
    f.firmware_property = attribute_index(f.properties, firmware_property(*f.kind));
}

/// Texts that name no zone are the reader's to refuse; here they have the fleet's.
void world::compile_zones(compiled_fleet& f) {
    if (f.spec->zone_tag.empty()) return;
    f.zone_tag = attribute_index(f.tags, f.spec->zone_tag);
    if (f.zone_tag == none) return;
    for (const auto value : f.tags[f.zone_tag].values()) {
        std::string buffer;
        const std::string name(f.tags[f.zone_tag].text_of(value, texts, buffer));
        if (auto offsets = zone_offsets(name, scenario_.time.start, length()))
            f.own_zones.push_back({value, std::move(*offsets)});
    }
    std::sort(f.own_zones.begin(), f.own_zones.end(),
              [](const own_zone& a, const own_zone& b) { return a.value < b.value; });
}

/// Requires the fleet's zones. A fault by the devices' clocks begins with the first of them.
void world::compile_device_clocks(const compiled_fleet& f) {
    for (std::size_t i = 0; i < faults.size(); ++i) {
        auto& spec = scenario_.faults[i];
        if (!spec.device_clock) continue;
        const auto take = [&](const std::vector<zone_offset>& zone) {
            const auto at = first_at_clock(zone, scenario_.time.start, *spec.device_clock,
                                           scenario_.time.warm_up);
            const bool first = f.index == 0 && &zone == &f.zone;
            spec.at = first ? at : std::min(*spec.at, at);
            faults[i].last_begin = std::max(faults[i].last_begin, at);
        };
        take(f.zone);
        for (const auto& own : f.own_zones)
            take(own.offsets);
    }
}

const std::vector<zone_offset>& compiled_fleet::zone_of(double value) const {
    const auto at = std::lower_bound(own_zones.begin(), own_zones.end(), value,
                                     [](const own_zone& z, double v) { return z.value < v; });
    return at == own_zones.end() || at->value != value ? zone : at->offsets;
}

void world::compile_names(compiled_fleet& f) {
    using source = device_name::source;
    for (const auto& n : metrics.devices().all()) {
        column_ref ref{column_ref::home::absent, 0, n.kind};
        const auto found = [&](column_ref::home home, std::uint32_t index) {
            if (index != none) ref = {home, index, n.kind};
        };
        switch (n.from) {
            case source::signal: {
                const auto at =
                    std::find_if(f.kind->signals.begin(), f.kind->signals.end(),
                                 [&](const auto& s) { return s.full_name() == n.name; });
                if (at != f.kind->signals.end())
                    found(column_ref::home::signal,
                          static_cast<std::uint32_t>(at - f.kind->signals.begin()));
                break;
            }
            case source::property:
                found(column_ref::home::property, attribute_index(f.properties, n.name));
                break;
            case source::desired:
                found(column_ref::home::desired, writable_index(f, n.name, desired_prefix));
                break;
            case source::acknowledged:
                found(column_ref::home::acknowledged,
                      writable_index(f, n.name, acknowledged_prefix));
                break;
            case source::tag:
                found(column_ref::home::tag, attribute_index(f.tags, n.name));
                break;
            case source::platform:
                found(column_ref::home::platform, static_cast<std::uint32_t>(n.which));
                break;
            case source::job_state:
                found(column_ref::home::job_state, n.job);
                break;
            case source::job_reason:
                found(column_ref::home::job_reason, n.job);
                break;
            case source::group:
                found(column_ref::home::group, n.group);
                break;
        }
        f.names.push_back(ref);
    }
}

}  // namespace muster
