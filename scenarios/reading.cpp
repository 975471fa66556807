#include "scenarios/reading.hpp"

#include <algorithm>

#include "fleet/cluster_rule.hpp"
#include "fleet/device_names.hpp"
#include "fleet/job_health.hpp"
#include "fleet/metric_table.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/parser.hpp"
#include "scenarios/condition_remedies.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/format.hpp"
#include "scenarios/read_schedule.hpp"

namespace muster {

std::string ticked(const std::string& text) {
    return '`' + text + '`';
}

std::string found_text(const yaml::node& found) {
    std::string from = found.origin.empty() ? "" : " (of " + ticked(found.origin) + ')';
    switch (found.what) {
        case yaml::node::kind::scalar:
            return ticked(found.text) + from;
        case yaml::node::kind::list:
            return "a list" + from;
        case yaml::node::kind::map:
            return "a mapping" + from;
        default:
            return "nothing" + from;
    }
}

reading::reading(const yaml::node& root, const read_options& options, diagnostics& problems)
    : root_(root), options_(options), problems_(problems) {
    out.file = options.file;
}

// -- problems ------------------------------------------------------------------------------------

void reading::error(const char* code, const place& where, std::string text, std::string remedy) {
    problems_.error(code, where, std::move(text), std::move(remedy));
}

void reading::warn(const char* code, const place& where, std::string text, std::string remedy) {
    problems_.warn(code, where, std::move(text), std::move(remedy));
}

void reading::refuse(const yaml::node& found, const scalars::refusal& why) {
    error(why.code.c_str(), found.where,
          "found " + found_text(found) + ", expected " + why.expected, why.remedy);
}

void reading::wrong_type(const yaml::node& found, const std::string& expected) {
    if (found.what == yaml::node::kind::nothing) return;
    error("wrong-type", found.where, "found " + found_text(found) + ", expected " + expected);
}

void reading::missing(const yaml::node& map, const char* key, const std::string& owner) {
    if (map.incomplete || map.find(key) != nullptr) return;
    error("missing-key", map.where, owner + " needs " + ticked(key),
          "add " + ticked(std::string(key) + ": ..."));
}

void reading::not_available(const place& where, const std::string& what) {
    error("not-available-yet", where, what + " is part of the language but not available yet",
          "leave it out for now");
}

std::string reading::suggestion(const std::string& word, const std::vector<std::string>& names) {
    if (++suggestions_ > scenario_limits::suggestions) return {};
    auto nearest = nearest_name(word, names);
    return nearest.empty() ? std::string() : "did you mean " + ticked(nearest) + '?';
}

bool reading::known(const yaml::node& found, const char* code, const std::string& what,
                    const std::vector<std::string>& names) {
    if (std::find(names.begin(), names.end(), found.text) != names.end()) return true;
    auto remedy = suggestion(found.text, names);
    const bool of_few = std::string_view(code) == "unknown-word";
    if (remedy.empty() && of_few) remedy = "write one of " + query::listed(names);
    if (remedy.empty() && names.empty()) remedy = "the scenario has no " + what;
    error(code, found.where, "there is no " + what + ' ' + found_text(found), remedy);
    return false;
}

// -- the tree ------------------------------------------------------------------------------------

const yaml::node* reading::get(const yaml::node& map, const char* key) {
    const auto* found = map.find(key);
    return found == nullptr || found->what == yaml::node::kind::nothing ? nullptr : found;
}

bool reading::is_map(const yaml::node& found, const std::string& expected) {
    if (!found.is_map()) wrong_type(found, expected);
    return found.is_map();
}

bool reading::is_filled_list(const yaml::node& found, const std::string& expected,
                             const std::string& remedy) {
    if (found.is_list() && !found.items.empty()) return true;
    if (found.is_list())
        error("empty-list", found.where, "the list is empty", remedy);
    else if (found.what != yaml::node::kind::nothing)
        error("wrong-type", found.where, "found " + found_text(found) + ", expected " + expected,
              remedy);
    return false;
}

bool reading::fits(const yaml::node& found, std::size_t entries, std::size_t most) {
    if (entries > most)
        error("too-large", found.where,
              std::to_string(entries) + " entries, more than the limit of " + std::to_string(most));
    return entries <= most;
}

const yaml::node* reading::get_map(const yaml::node& map, const char* key) {
    const auto* found = get(map, key);
    if (found == nullptr || !is_map(*found, "a mapping")) return nullptr;
    return fits(*found, found->entries.size(), scenario_limits::things) ? found : nullptr;
}

const yaml::node* reading::section(const char* name) {
    return get_map(root_, name);
}

const std::vector<std::string>& reading::names_in(const char* name) {
    auto [item, fresh] = names_.emplace(name, std::vector<std::string>());
    const auto* found = root_.find(name);
    if (fresh && found != nullptr)
        for (const auto& entry : found->entries)
            item->second.push_back(entry.key);
    return item->second;
}

// -- typed values --------------------------------------------------------------------------------

bool reading::time(const yaml::node& map, const char* key, sim_time& value) {
    const auto& settings = out.time;
    return scalar(map, key, value, [&settings](const std::string& text) {
        return scalars::parse_time(text, settings);
    });
}

bool reading::text(const yaml::node& found, std::string& value) {
    if (!found.is_scalar()) {
        wrong_type(found, "a text");
        return false;
    }
    value = found.text;
    return true;
}

bool reading::text(const yaml::node& map, const char* key, std::string& value) {
    const auto* found = get(map, key);
    return found != nullptr && text(*found, value);
}

bool reading::values(const yaml::node& found, distribution& value, scalar_distribution parse) {
    if (!found.is_map()) return scalar(found, value, parse);
    if (found.find("exponential") != nullptr)
        return mean_of(found, "exponential", distribution::shape::exponential, value, parse);
    if (found.find("poisson") != nullptr)
        return mean_of(found, "poisson", distribution::shape::poisson, value, parse);
    distribution p50, p99;
    missing(found, "p50", "a log-normal value");
    missing(found, "p99", "a log-normal value");
    if (!scalar(found, "p50", p50, parse) || !scalar(found, "p99", p99, parse)) return false;
    bool constants =
        p50.kind == distribution::shape::constant && p99.kind == distribution::shape::constant;
    if (!constants || p50.a <= 0 || p99.a < p50.a) {
        error("bad-range", found.where, "`p50` has to be above zero, and `p99` not below it",
              "`p50` is what half of the values stay below, `p99` what 99 of 100 stay below");
        return false;
    }
    value = {distribution::shape::log_normal, p50.a, p99.a};
    return true;
}

bool reading::mean_of(const yaml::node& found, const char* key, distribution::shape kind,
                      distribution& value, scalar_distribution parse) {
    const auto* written = get(found, key);
    distribution mean;
    if (written == nullptr || !scalar(*written, mean, parse)) return false;
    const bool poisson = kind == distribution::shape::poisson;
    if (mean.kind != distribution::shape::constant || mean.a <= 0) {
        error("out-of-range", written->where, "a mean above zero is wanted");
        return false;
    }
    if (poisson && mean.a > largest_poisson_mean) {
        error("out-of-range", written->where,
              "a Poisson value has a mean of at most " + format_number(largest_poisson_mean),
              "write `normal` with an `sd` of its square root: so large, the two are alike");
        return false;
    }
    value = {kind, mean.a, 0};
    return true;
}

bool reading::numbers(const yaml::node& found, distribution& value) {
    return values(found, value, scalars::parse_numbers);
}

bool reading::durations(const yaml::node& found, distribution& value) {
    return values(found, value, scalars::parse_durations);
}

bool reading::values_of(value_kind kind, const yaml::node& found, distribution& value) {
    if (kind == value_kind::time_span) return durations(found, value);
    if (kind == value_kind::instant) return values(found, value, scalars::parse_offsets);
    return numbers(found, value);
}

std::vector<const yaml::node*> reading::one_or_more(const yaml::node& found, const char* expected) {
    std::vector<const yaml::node*> items;
    if (found.is_map()) wrong_type(found, expected);
    if (found.is_scalar()) items.push_back(&found);
    for (const auto& item : found.items) {
        if (item.is_scalar())
            items.push_back(&item);
        else
            wrong_type(item, expected);
    }
    return items;
}

// -- conditions ----------------------------------------------------------------------------------

// A position in a condition's text is a column of the file where the text stands there unchanged.
place written_condition::place_of(const query::span& piece) const {
    place result = where;
    if (verbatim && where.line > 0) result.column += text_column + piece.offset;
    return result;
}

void reading::report(const written_condition& source, const query::problem& problem) {
    const auto found =
        sections::with_run_named(with_likely_remedy(problem, source.text), source.text, out);
    if (names_incomplete && found.code == "unknown-name") return;
    bool later = found.code == "not-available";
    error(later ? "not-available-yet" : found.code.c_str(), source.place_of(found.where),
          found.text, found.remedy);
}

condition reading::condition_of(const yaml::node& found, condition_role role) {
    condition result;
    if (!found.is_scalar()) {
        wrong_type(found, role == condition_role::formula ? "a formula"
                          : role == condition_role::value ? "the name of a value, or a formula"
                                                          : "a condition");
        return result;
    }
    result.text = found.text;
    result.where = found.where;
    auto parsed = query::parse(found.text);
    written_condition source{parsed.tree,       found.text,     found.where,
                             found.text_column, found.verbatim, role};
    for (const auto& problem : parsed.problems)
        report(source, problem);
    if (parsed.tree) conditions_.push_back(source);
    result.tree = parsed.tree;
    return result;
}

condition reading::condition_at(const yaml::node& map, const char* key, condition_role role) {
    const auto* found = get(map, key);
    return found == nullptr ? condition{} : condition_of(*found, role);
}

namespace {

template <class Test>
const query::node* node_in(const query::node& tree, const Test& test) {
    if (test(tree)) return &tree;
    for (const auto& child : tree.children)
        if (const auto* found = node_in(*child, test)) return found;
    return nullptr;
}

bool is_clock(const query::node& n) {
    if (n.kind == query::node_kind::call) return n.text == "age";
    return n.kind == query::node_kind::name && (n.text == "$elapsed" || n.text == "$last_seen");
}

bool is_alerts(const query::node& n) {
    return n.kind == query::node_kind::name && n.text == "$open_alerts";
}

bool names_groups(const query::node& tree, const query::scope& names) {
    return node_in(tree, [&](const query::node& n) {
               return n.kind == query::node_kind::name && names.meaning_of(n.text) != nullptr;
           }) != nullptr;
}

}  // namespace

/// Time passes without anything that a rule is looked at for, and rules don't look at each other.
void reading::refuse_unwatched(const written_condition& source, const device_names& names) {
    std::vector<query::problem> known;
    const auto whole = query::expand(source.tree, names, known);
    const auto* clock = node_in(*source.tree, is_clock);
    if (clock == nullptr && whole) clock = node_in(*whole, is_clock);
    if (const auto* alerts = whole ? node_in(*whole, is_alerts) : nullptr)
        report(source, {alerts->where, "alerts-in-a-rule",
                        "`$open_alerts` counts what rules open, so a rule can't watch it",
                        "name what those rules watch, or take their alerts in with `per` and "
                        "`absorbs`"});
    if (clock != nullptr)
        report(source, {clock->where, "clock-in-a-rule",
                        ticked(clock->text) +
                            " moves while nothing happens, and a rule is looked at when something "
                            "happens",
                        "say with `for:` how long something has to hold, such as "
                        "`{when: $connected = false, for: 20m}`"});
}

/// Who is in a cluster, or chosen, is decided once.
void reading::refuse_change(const written_condition& source, const query::expression& bound,
                            const device_names& names) {
    if (!bound) return;
    for (const auto field : bound.fields()) {
        const auto& name = names.all()[field];
        const bool fixed =
            name.from == device_name::source::tag || name.from == device_name::source::group ||
            name.which == platform_field::id || name.which == platform_field::fleet ||
            name.which == platform_field::device_template;
        if (!fixed)
            error("changing-name", source.where,
                  ticked(name.name) +
                      " may change, but who is in a cluster, or chosen, is decided once",
                  "choose by tags, `$id`, `$fleet` or `$template`");
    }
}

/// Nobody is seen to join a group that is only looked at when somebody asks.
void reading::refuse_scanned(const written_condition& source, const query::expression& bound,
                             const metric_table& metrics) {
    for (const auto field : bound ? bound.fields() : std::vector<query::field_id>{}) {
        const auto& path = metrics.all()[field].path;
        for (const auto& group : out.groups) {
            const auto start = "groups." + group.name;
            if (path != start + ".joined" && path != start + ".left") continue;
            const auto* name = metrics.scanned_by(group);
            if (name != nullptr)
                error("membership-not-kept", source.where,
                      ticked(path) + " is not counted: who belongs to " + ticked(group.name) +
                          " hangs on " + ticked(name->name) +
                          ", and is only looked at when somebody asks",
                      "use " + ticked(start + ".devices") +
                          ", or let the group read no telemetry and no clock");
        }
    }
}

namespace {

/// What it has to yield; nothing where any kind will do.
std::optional<query::type> wanted_of(condition_role role) {
    if (role == condition_role::value) return std::nullopt;
    return role == condition_role::formula ? query::type::number : query::type::boolean;
}

}  // namespace

void reading::bind_conditions() {
    device_names devices(out);
    metric_table metrics(out);
    const cluster_names of_clusters;
    const health_names of_health(devices);
    for (const auto& source : conditions_) {
        if (problems_.items.size() > scenario_limits::problems) return;
        if (source.role == condition_role::watched) refuse_unwatched(source, devices);
        const query::scope* names = &devices;
        if (source.role == condition_role::metrics) names = &metrics;
        if (source.role == condition_role::clusters) names = &of_clusters;
        if (source.role == condition_role::health) names = &of_health;
        const auto wanted = wanted_of(source.role);
        auto result = query::bind(source.tree, *names, wanted);
        // What is wrong with a group is said where it stands, and not again wherever it is named.
        const bool known = problems_.has_errors() && names_groups(*source.tree, devices);
        for (const auto& problem : result.problems)
            if (!known || query::is_of_groups(problem)) report(source, problem);
        if (source.role == condition_role::metrics) refuse_scanned(source, result.bound, metrics);
        if (source.role == condition_role::fixed) refuse_change(source, result.bound, devices);
        if (source.role == condition_role::value && result.bound && result.bound.fields().empty())
            error("no-value", source.where, "this names nothing that a device has",
                  "name a signal or a property, or `$battery`");
        const bool of_run =
            source.role == condition_role::metrics || source.role == condition_role::health;
        if (of_run && result.bound && result.bound.fields().empty())
            error("no-metric", source.where, "this names no metric, so it says nothing of the run",
                  "name one, such as `devices.online`");
    }
}

}  // namespace muster
