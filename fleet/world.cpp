#include "fleet/world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "fleet/hash.hpp"

namespace muster {

namespace {

template <class Named>
std::uint32_t index_of(const std::vector<Named>& all, const std::string& name) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    return at == all.end() ? none : static_cast<std::uint32_t>(at - all.begin());
}

std::uint32_t attribute_index(const std::vector<attribute>& all, const std::string& name) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name() == name; });
    return at == all.end() ? none : static_cast<std::uint32_t>(at - all.begin());
}

std::string qualified_name(const std::string& component, const std::string& name) {
    return component.empty() ? name : component + "." + name;
}

/// An effect has no name of its own; what it does tells it from its neighbours in the list.
std::string effect_name(const firmware_effect& e) {
    return e.starts.empty() ? e.fails : e.starts;
}

scenario in_order(scenario s) {
    order_by_name(s);
    return s;
}

/// As far beyond the upper bound as the lower one is below it, or half as much again; beyond the
/// lower bound where there is no upper one.
double beyond_bounds(const signal_spec& s) {
    const auto half = [](double x) { return std::max(1.0, std::fabs(x) / 2); };
    if (s.max) return *s.max + (s.min && *s.min < *s.max ? *s.max - *s.min : half(*s.max));
    return s.min ? *s.min - half(*s.min) : 0;
}

bool is_quantity(value_kind kind) {
    return kind == value_kind::number || kind == value_kind::integer;
}

/// Rough size of a JSON message: an envelope of 60 bytes, and name, quotes and digits per reading.
std::uint32_t estimated_bytes(const device_template& t, const message_spec& m) {
    std::size_t bytes = 60;
    for (const auto s : m.signals)
        bytes += t.signals[s].name.size() + 14;
    return static_cast<std::uint32_t>(bytes);
}

}  // namespace

world::world(scenario s, std::uint32_t shards)
    : scenario_(in_order(std::move(s))),
      shards_(shards),
      metrics(scenario_),
      seed_key_(mix(scenario_.seed, 0x6d75737465720002ULL)) {
    if (!scenario_.time.length) scenario_.time.length = std::chrono::hours(1);
    number_series();
    compile_rules();
    compile_faults();
    for (std::uint32_t i = 0; i < scenario_.fleets.size(); ++i)
        compile_fleet(i);
    compile_expectations();  // may register filtered metrics, which are populations
    compile_populations();
    device_count = scenario_.device_count();
    for (dictionary::code c = 0; c < texts.size(); ++c)
        text_key.push_back(draw_key(std::string(texts.text(c))));
}

std::uint64_t world::draw_key(const std::string& path) {
    return device_key(path);
}

std::uint64_t world::digest_bits(const attribute& a, double value) const {
    const bool coded = a.kind() == value_kind::text && !a.is_sequence();
    return coded && value >= 0 ? text_key[static_cast<std::size_t>(value)] : value_bits(value);
}

random_source world::random_of(std::uint64_t key) const {
    return {mix(seed_key_, key)};
}

double compiled_fleet::version_code(const plain_value& given) const {
    const auto* text = std::get_if<std::string>(&given);
    const auto code = text == nullptr ? std::nullopt : texts->find(*text);
    return code ? static_cast<double>(*code) : std::numeric_limits<double>::quiet_NaN();
}

bool compiled_fleet::watched_by(std::uint32_t rule) const {
    const auto has = [rule](const std::vector<std::uint32_t>& all) {
        return std::find(all.begin(), all.end(), rule) != all.end();
    };
    return has(state_rules) || std::any_of(messages.begin(), messages.end(),
                                           [&](const auto& m) { return has(m.rules); });
}

query::expression world::bind(const condition& c, const query::scope& names) const {
    if (!c) return {};
    auto bound = query::bind(c.tree, names);
    if (!bound.problems.empty())
        throw std::logic_error("'" + c.text + "' does not bind: " + bound.problems.front().text);
    return std::move(bound.bound);
}

void world::number_series() {
    for (std::uint32_t t = 0; t < scenario_.templates.size(); ++t) {
        const auto& kind = scenario_.templates[t];
        first_series_.push_back(static_cast<std::uint32_t>(series_template.size()));
        for (std::uint32_t s = 0; s < kind.signals.size(); ++s) {
            series_template.push_back(t);
            series_signal.push_back(s);
            series_key.push_back(
                draw_key("templates." + kind.name + ".telemetry." +
                         qualified_name(kind.signals[s].component, kind.signals[s].name)));
        }
    }
}

void world::compile_rules() {
    for (const auto& r : scenario_.rules)
        rules.push_back(
            {bind(r.target.who, metrics.devices()), bind(r.when, metrics.devices()), r.lasts});
}

void world::compile_faults() {
    for (const auto& f : scenario_.faults) {
        const auto path = "faults." + f.name;
        const auto& label = f.target.draw.empty() ? path : f.target.draw;
        faults.push_back({bind(f.target.who, metrics.devices()),
                          mix(seed_key_, draw_key(label)),
                          draw_key(path),
                          {}});
        if (!f.target.by.empty()) faults.back().by = metrics.devices().find(f.target.by).found.id;
    }
}

void world::compile_fleet(std::uint32_t index) {
    auto& f = fleets.emplace_back();
    f.spec = &scenario_.fleets[index];
    f.kind = &scenario_.templates[f.spec->template_index];
    f.index = index;
    f.texts = &texts;
    f.id = text_pattern(f.spec->id_pattern);
    f.connectivity = f.spec->connectivity.value_or(f.kind->connectivity);
    f.outages = f.connectivity.outages.has_value() && f.connectivity.online < all_of_it;
    f.zone = {{sim_time::min(), scenario_.time.zone_offset}};
    if (!f.spec->zone.empty()) {
        if (auto offsets = zone_offsets(f.spec->zone, scenario_.time.start, length()))
            f.zone = std::move(*offsets);
    }
    compile_attributes(f);
    compile_names(f);
    compile_signals(f);
    compile_messages(f);
    compile_firmware(f);
    compile_commands(f);
    compile_network(f);
}

void world::compile_attributes(compiled_fleet& f) {
    const auto seed = mix(seed_key_, draw_key("fleets." + f.spec->name));
    for (const auto& tag : f.spec->tags) {
        f.tags.emplace_back(tag.name, tag_kind(tag.source), std::vector<std::string>{}, tag.source,
                            draw_key("tags." + tag.name), f.spec->count, seed, texts, f.tags);
    }
    for (const auto& p : f.kind->properties) {
        const auto name = qualified_name(p.component, p.name);
        const auto own = index_of(f.spec->properties, name);
        const auto& initial = own == none ? p.initial : f.spec->properties[own].initial;
        f.properties.emplace_back(name, p.kind, p.words, initial.value_or(attribute_source{}),
                                  draw_key("properties." + name), f.spec->count, seed, texts,
                                  f.tags);
    }
    f.firmware_property = attribute_index(f.properties, "firmware");
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
                const auto at = std::find_if(
                    f.kind->signals.begin(), f.kind->signals.end(),
                    [&](const auto& s) { return qualified_name(s.component, s.name) == n.name; });
                if (at != f.kind->signals.end())
                    found(column_ref::home::signal,
                          static_cast<std::uint32_t>(at - f.kind->signals.begin()));
                break;
            }
            case source::property:
                found(column_ref::home::property, attribute_index(f.properties, n.name));
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
        }
        f.names.push_back(ref);
    }
}

/// Faults that bend the signal's readings.
std::vector<std::uint32_t> world::faults_on(const signal_spec& signal) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < scenario_.faults.size(); ++i) {
        const auto& f = scenario_.faults[i];
        const bool meant = f.signal.empty() || f.signal == signal.name ||
                           f.signal == signal.component + "." + signal.name;
        const bool possible = f.kind != fault_kind::out_of_range ||
                              (is_quantity(signal.kind) && (f.to || signal.min || signal.max));
        if (meant && possible && bends_readings(f.kind)) found.push_back(i);
    }
    return found;
}

void world::compile_signals(compiled_fleet& f) {
    const auto& signals = f.kind->signals;
    std::vector<duration> period(signals.size(), std::chrono::minutes(1));
    for (const auto& m : f.kind->messages)
        for (const auto s : m.signals)
            period[s] = m.every;
    for (std::uint32_t i = 0; i < signals.size(); ++i) {
        query::expression formula;
        std::uint32_t integrand = i;
        if (const auto* shape = std::get_if<formula_signal>(&signals[i].shape))
            formula = bind(shape->expression, metrics.devices());
        if (const auto* shape = std::get_if<integral_signal>(&signals[i].shape)) {
            const auto of = index_of(signals, shape->of);
            if (of != none) integrand = of;
        }
        const auto key =
            draw_key("telemetry." + qualified_name(signals[i].component, signals[i].name));
        compiled_signal c{signal_program(signals[i], key, period[i], std::move(formula), integrand),
                          key,
                          none,
                          first_series_[f.spec->template_index] + i,
                          faults_on(signals[i]),
                          beyond_bounds(signals[i])};
        if (c.program.has_memory()) c.memory = f.memories++;
        f.needs_time_of_day |= c.program.needs_time_of_day();
        f.signals.push_back(std::move(c));
    }
}

void world::compile_messages(compiled_fleet& f) {
    for (std::uint32_t m = 0; m < f.kind->messages.size(); ++m) {
        const auto& spec = f.kind->messages[m];
        const auto key = draw_key("messages." + spec.name);
        f.messages.push_back({message_schedule(spec, key, scenario_.time.start),
                              key,
                              spec.signals,
                              {},
                              spec.bytes != 0 ? spec.bytes : estimated_bytes(*f.kind, spec)});
    }
    for (std::uint32_t r = 0; r < rules.size(); ++r)
        place_rule(f, r);
}

/// Finds out when a rule has to be looked at: after which messages, on which changes.
void world::place_rule(compiled_fleet& f, std::uint32_t rule) {
    using home = column_ref::home;
    const auto is = [](const column_ref& ref, platform_field which) {
        return ref.where == home::platform && ref.index == static_cast<std::uint32_t>(which);
    };
    auto fields = rules[rule].when.fields();
    if (std::all_of(fields.begin(), fields.end(),
                    [&](auto field) { return f.names[field].where == home::absent; }))
        return;
    for (const auto field : rules[rule].who.fields())
        fields.push_back(field);
    bool by_state = false;
    bool by_job = false;
    bool by_any_message = false;
    std::vector<std::uint32_t> read;
    for (const auto field : fields) {
        const auto ref = f.names[field];
        if (ref.where == home::signal) read.push_back(ref.index);
        by_job |= ref.where == home::job_state;
        by_any_message |= is(ref, platform_field::last_seen);
        by_state |= ref.where == home::platform || ref.where == home::property;
    }
    if (by_state || by_job || read.empty()) f.state_rules.push_back(rule);
    if (by_job) f.job_rules.push_back(rule);
    rules_read_jobs |= by_job;
    for (auto& m : f.messages)
        if (by_any_message || std::any_of(m.signals.begin(), m.signals.end(), [&](auto s) {
                return std::find(read.begin(), read.end(), s) != read.end();
            }))
            m.rules.push_back(rule);
}

void world::compile_firmware(compiled_fleet& f) {
    for (const auto& spec : f.kind->firmware) {
        compiled_firmware c{spec.version, static_cast<double>(texts.add(spec.version)), {}};
        std::map<std::string, std::uint64_t> met;
        for (const auto& e : spec.effects) {
            const auto path = "firmware." + spec.version + '.' + effect_name(e);
            c.effects.push_back({bind(e.who, metrics.devices()), e.chance,
                                 mix(draw_key(path), met[path]++),
                                 e.starts.empty() ? none : fault_index(e.starts), e.fails});
        }
        f.firmware.push_back(std::move(c));
    }
    for (const auto& job :
         scenario_.jobs)  // versions that jobs install have to have a code before the run
        for (const auto& [key, given] : job.request)
            if (const auto* text = std::get_if<std::string>(&given)) texts.add(*text);
}

/// Requires the versions that jobs install to have their codes.
void world::compile_commands(compiled_fleet& f) {
    const auto nothing = std::numeric_limits<double>::quiet_NaN();
    for (const auto& job : scenario_.jobs) {
        auto& c = f.commands.emplace_back(compiled_command{nullptr, nothing});
        const auto at = index_of(f.kind->commands, job.command);
        if (at == none) continue;
        c.spec = &f.kind->commands[at];
        const auto key = c.spec->installs.substr(c.spec->installs.find('.') + 1);
        for (const auto& [name, given] : job.request)
            if (!c.spec->installs.empty() && name == key) c.installs = f.version_code(given);
    }
}

void world::compile_expectations() {
    for (const auto& e : scenario_.expect)
        expectations.push_back(bind(e.check, metrics));
}

population world::make_population(std::string name, query::expression who,
                                  std::uint32_t fleet) const {
    population p{std::move(name), std::move(who), fleet, false, false};
    for (const auto field : p.who.fields()) {
        const auto& n = metrics.devices().all()[field];
        using source = device_name::source;
        p.follows_properties |= n.from == source::property;
        const bool fixed_platform =
            n.which == platform_field::id || n.which == platform_field::display_name ||
            n.which == platform_field::device_template || n.which == platform_field::fleet ||
            n.which == platform_field::simulated;
        p.is_volatile |= n.from == source::signal || n.from == source::job_state ||
                         (n.from == source::platform && !fixed_platform);
    }
    return p;
}

void world::compile_populations() {
    populations.push_back({"all", {}, none, false, false});
    for (std::uint32_t i = 0; i < fleets.size(); ++i)
        populations.push_back({fleets[i].spec->name, {}, i, false, false});
    first_group_population = static_cast<std::uint32_t>(populations.size());
    for (const auto& g : scenario_.groups)
        populations.push_back(make_population(g.name, bind(g.who, metrics.devices()), none));
    first_filter_population = static_cast<std::uint32_t>(populations.size());
    for (const auto& f : metrics.filters())
        populations.push_back(make_population(f.text, f.filter, none));
    for (const auto& j : scenario_.jobs) {
        job_population.push_back(group_population(j.group));
        job_key.push_back(draw_key("jobs." + j.name));
    }
}

std::uint32_t world::group_population(const std::string& name) const {
    const auto at = index_of(scenario_.groups, name);
    return at == none ? 0 : first_group_population + at;
}

std::uint32_t world::fault_index(const std::string& name) const {
    return index_of(scenario_.faults, name);
}

}  // namespace muster
