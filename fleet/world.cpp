#include "fleet/world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "fleet/find_named.hpp"
#include "fleet/fleet_members.hpp"
#include "fleet/hash.hpp"
#include "fleet/job_command.hpp"
#include "fleet/property_order.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/series_scale.hpp"
#include "fleet/warm_up.hpp"

namespace muster {

namespace {

/// An effect has no name of its own; what it does tells it from its neighbours in the list.
std::string effect_name(const firmware_effect& e) {
    return !e.starts.empty() ? e.starts : !e.fails.empty() ? e.fails : "reports " + e.reports;
}

std::shared_ptr<const std::vector<std::uint64_t>> keys_of(const std::vector<std::string>& ids) {
    std::vector<std::uint64_t> keys;
    for (const auto& id : ids)
        keys.push_back(device_key(id));
    std::sort(keys.begin(), keys.end());
    return std::make_shared<const std::vector<std::uint64_t>>(std::move(keys));
}

/// Whether a state machine of the template has an exit by this command.
bool waits_for(const device_template& t, const std::string& command) {
    for (const auto& signal : t.signals)
        if (const auto* states = std::get_if<states_signal>(&signal.shape))
            for (const auto& state : states->states)
                for (const auto& exit : state.exits)
                    if (!command.empty() && exit.command == command) return true;
    return false;
}

scenario in_order(scenario s) {
    order_by_name(s);
    if (!s.time.length) s.time.length = std::chrono::hours(1);
    return with_warm_up(std::move(s));
}

}  // namespace

world::world(scenario s, std::uint32_t shards)
    : scenario_(in_order(std::move(s))),
      shards_(shards),
      metrics(scenario_),
      seed_key_(run_key(scenario_.seed)) {
    expand_gates();
    number_series();
    compile_rules();
    compile_faults();
    for (std::uint32_t i = 0; i < scenario_.fleets.size(); ++i)
        compile_fleet(i);
    compile_moves();
    compile_cluster_rules();
    compile_expectations();  // may register filtered metrics, which are populations
    compile_populations();
    compile_jobs();
    readers = population_index(*this);
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

std::uint64_t world::cluster_key(const attribute& tag, const attribute_subject& who) const {
    const double value = tag.value_for(who);
    if (std::isnan(value)) return who.random.key;
    std::string buffer;
    const bool coded = tag.kind() == value_kind::text || tag.kind() == value_kind::word;
    const auto of_value =
        coded ? draw_key(std::string(tag.text_of(value, texts, buffer))) : value_bits(value);
    return mix(mix(seed_key_, draw_key("together." + tag.name())), of_value);
}

random_source world::random_of(std::uint64_t key) const {
    return {mix(seed_key_, key)};
}

double compiled_fleet::version_code(const plain_value& given) const {
    if (firmware_property == none) return std::numeric_limits<double>::quiet_NaN();
    const auto& a = properties[firmware_property];
    return code_of(a, read_as(a.kind(), given), *texts)
        .value_or(std::numeric_limits<double>::quiet_NaN());
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

/// What a message waits for is found by the signals that its condition names.
void world::expand_gates() {
    std::vector<query::problem> problems;
    for (auto& t : scenario_.templates)
        for (auto& m : t.messages)
            if (auto whole = m.when ? query::expand(m.when.tree, metrics.devices(), problems)
                                    : query::node_ptr())
                m.when.tree = std::move(whole);
}

void world::number_series() {
    for (std::uint32_t t = 0; t < scenario_.templates.size(); ++t) {
        const auto& kind = scenario_.templates[t];
        first_series_.push_back(static_cast<std::uint32_t>(series_template.size()));
        for (std::uint32_t s = 0; s < kind.signals.size(); ++s) {
            series_template.push_back(t);
            series_signal.push_back(s);
            series_scale.push_back(scale_of(kind.signals[s]));
            series_key.push_back(
                draw_key("templates." + kind.name + ".telemetry." + kind.signals[s].full_name()));
        }
    }
}

void world::compile_rules() {
    const cluster_names of_clusters;
    for (const auto& r : scenario_.rules) {
        const auto& names =
            r.per.empty() ? static_cast<const query::scope&>(metrics.devices()) : of_clusters;
        rules.push_back({bind(r.target.who, metrics.devices()), bind(r.when, names), r.lasts});
        rule_aims.push_back(compile_aim(r.target, "rules." + r.name));
    }
}

/// Requires the fleets.
void world::compile_cluster_rules() {
    std::uint32_t next_figure = 0;
    for (std::uint32_t r = 0; r < scenario_.rules.size(); ++r) {
        const auto& spec = scenario_.rules[r];
        if (spec.per.empty()) continue;
        auto& c = cluster_rules.emplace_back();
        c.rule = r;
        c.first_figure = next_figure;
        for (const auto& name : spec.absorbs)
            c.absorbs.push_back(index_of(scenario_.rules, name));
        for (const auto& f : fleets) {
            const auto tag = attribute_index(f.tags, spec.per);
            if (tag != none) f.tags[tag].add_texts(texts, c.names);
        }
        std::sort(c.names.begin(), c.names.end());
        c.names.erase(std::unique(c.names.begin(), c.names.end()), c.names.end());
        next_figure += c.figures();
    }
}

void world::compile_faults() {
    for (const auto& f : scenario_.faults)
        faults.push_back(compile_aim(f.target, "faults." + f.name));
}

compiled_aim world::compile_aim(const aim& target, const std::string& path) const {
    const auto& label = target.draw.empty() ? path : target.draw;
    compiled_aim compiled{bind(target.who, metrics.devices()),
                          mix(seed_key_, draw_key(label)),
                          draw_key(path),
                          {},
                          {}};
    if (!target.by.empty()) compiled.by = metrics.devices().find(target.by).found.id;
    return compiled;
}

void world::compile_firmware(compiled_fleet& f) {
    for (const auto& spec : f.kind->firmware) {
        texts.add(spec.version);
        compiled_firmware c{spec.version, f.version_code(spec.version), {}};
        std::map<std::string, std::uint64_t> met;
        for (const auto& e : spec.effects) {
            const auto path = "firmware." + spec.version + '.' + effect_name(e);
            c.effects.push_back({bind(e.who, metrics.devices()), e.chance,
                                 mix(draw_key(path), met[path]++),
                                 e.starts.empty() ? none : fault_index(e.starts), e.fails});
            if (e.reports.empty()) continue;
            texts.add(e.reports);
            c.effects.back().reports = e.reports == previous_version
                                           ? std::numeric_limits<double>::quiet_NaN()
                                           : f.version_code(e.reports);
        }
        f.firmware.push_back(std::move(c));
    }
    for (const auto& job :
         scenario_.jobs) {  // versions that jobs install have to have a code before the run
        for (const auto& [key, given] : job.request)
            if (const auto* text = given.text()) texts.add(*text);
        if (job.update) texts.add(job.update->version);
    }
}

void world::compile_commands(compiled_fleet& f) {
    for (const auto& p : f.kind->properties)
        f.takings.push_back(p.writable && !p.cloud ? taking_of(p) : nullptr);
    for (const auto& command : f.kind->commands)
        add_texts(f, command.sets, {});
    const auto add_texts_of = [&](const job_spec& job) {
        const auto told = command_of(*f.kind, job);
        auto effects = told ? told->sets : std::vector<property_effect>{};
        if (told) effects.push_back({firmware_property(*f.kind), {}, told->installs, {}});
        add_texts(f, effects, job);
    };
    for (const auto& job : scenario_.jobs)
        add_texts_of(job);
    for (const auto& act : scenario_.acts) {
        job_spec told;
        told.command = act.command();
        told.request = act.request();
        add_texts_of(told);
        for (const auto& one : act.sets)
            add_texts(f, {{one.property, one.value, {}, {}}}, {});
    }
    for (const auto& job : scenario_.jobs)
        f.commands.push_back(compile_command(f, job));
}

/// Texts that commands set have to have a code before the run.
void world::add_texts(const compiled_fleet& f, const std::vector<property_effect>& sets,
                      const job_spec& job) {
    for (const auto& effect : sets) {
        const auto property = attribute_index(f.properties, effect.property);
        const auto* given = effect.request.empty() ? &effect.fixed : given_for(job, effect.request);
        if (property == none || given == nullptr) continue;
        const auto value = read_as(f.properties[property].kind(), *given);
        if (const auto* text = std::get_if<std::string>(&value)) texts.add(*text);
    }
}

compiled_command world::compile_command(const compiled_fleet& f, const job_spec& job) const {
    compiled_command c;
    c.installs = std::numeric_limits<double>::quiet_NaN();
    const auto told = command_of(*f.kind, job);
    if (!told) {
        c.refusal = refusal_of(*f.kind, job);
        return c;
    }
    if (told->model) c.refusal = misfit_text(told->model->misfits(job.request));
    if (!c.refusal.empty()) return c;
    c.spec = std::make_shared<const command_spec>(*told);
    if (job.update) {
        c.updates = true;
        c.installs = f.version_code(job.update->version);
        if (!std::isnan(c.installs)) return c;
        c.refusal = "the property " + firmware_property(*f.kind) + " does not take the version";
        c.spec = nullptr;
        return c;
    }
    if (!c.spec->starts.empty()) c.starts = fault_index(c.spec->starts);
    for (const auto& special : c.spec->cases)
        c.cases.push_back(bind(special.who, metrics.devices()));
    const auto* version = given_for(job, c.spec->installs);
    if (version != nullptr && !c.spec->installs.empty()) c.installs = f.version_code(*version);
    if (version != nullptr && std::isnan(c.installs)) {
        c.refusal = "the property firmware does not take the version";
        c.spec = nullptr;
        return c;
    }
    c.desires = !job.sets.empty();
    if (!job.reverts.empty()) c.reverts = index_of(scenario_.jobs, job.reverts);
    c.moves_states = waits_for(*f.kind, qualified_name(c.spec->component, c.spec->name));
    compile_effects(f, job, c);
    return c;
}

/// Requires the texts that are given to have their codes.
void world::compile_effects(const compiled_fleet& f, const job_spec& job,
                            compiled_command& c) const {
    for (const auto& effect : c.spec->sets) {
        const auto property = attribute_index(f.properties, effect.property);
        const auto* given = effect.request.empty() ? &effect.fixed : given_for(job, effect.request);
        std::optional<double> code;
        if (property != none && given != nullptr) {
            const auto& a = f.properties[property];
            code = code_of(a, read_as(a.kind(), *given), texts);
        }
        if (code) {
            const bool kept = c.desires && f.kind->properties[property].cloud;
            (kept ? c.keeps : c.sets).emplace_back(property, *code);
            continue;
        }
        c.refusal = given == nullptr
                        ? "the job gives no value for the property " + effect.property
                        : "the property " + effect.property + " does not take the job's value";
        c.spec = nullptr;  // and with it `effect`
        return;
    }
}

void world::compile_expectations() {
    for (const auto& e : scenario_.expect) {
        expectations.push_back(bind(e.check, metrics));
        figures.emplace_back(*e.check.tree, metrics);
    }
}

population world::make_population(std::string name, query::expression who,
                                  std::uint32_t fleet) const {
    population p{std::move(name), std::move(who), fleet, false, false, {}};
    for (const auto field : p.who.fields()) {
        const auto& n = metrics.devices().all()[field];
        using source = device_name::source;
        p.follows_properties |= n.from == source::property || n.from == source::desired ||
                                n.from == source::acknowledged;
        p.is_volatile |= !can_be_kept(n);
    }
    return p;
}

void world::compile_populations() {
    populations.push_back({"all", {}, none, false, false, {}});
    for (std::uint32_t i = 0; i < scenario_.fleets.size(); ++i)
        populations.push_back({fleets[i].spec->name, {}, i, false, false, {}});
    first_group_population = static_cast<std::uint32_t>(populations.size());
    for (const auto& g : scenario_.groups) {
        populations.push_back(make_population(g.name, bind(g.who, metrics.devices()), none));
        if (g.is_list()) populations.back().listed = keys_of(g.devices);
    }
    first_filter_population = static_cast<std::uint32_t>(populations.size());
    for (const auto& f : metrics.filters())
        populations.push_back(make_population(f.text, f.filter, none));
}

std::uint32_t world::group_population(const std::string& name) const {
    const auto at = index_of(scenario_.groups, name);
    return at == none ? 0 : first_group_population + at;
}

bool world::is_listed(std::uint32_t group, std::uint64_t key) const {
    const auto& listed = populations[first_group_population + group].listed;
    return listed && std::binary_search(listed->begin(), listed->end(), key);
}

std::uint32_t world::fault_index(const std::string& name) const {
    return index_of(scenario_.faults, name);
}

}  // namespace muster
