#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fleet/query/expression.hpp"
#include "fleet/query/problem.hpp"
#include "fleet/scenario.hpp"
#include "scenarios/reader.hpp"
#include "scenarios/recordings.hpp"
#include "scenarios/scalars.hpp"
#include "scenarios/yaml_tree.hpp"

namespace muster {

class device_names;
class metric_table;

/// What a condition or formula is about, which decides the names it may use and what it yields.
/// `watched` is about devices, and looked at only when what it names changes; `fixed` is about what
/// never changes of a device; `value` is anything that a device has; `clusters` is about the
/// devices of a cluster, `health` about those of a job.
enum class condition_role : std::uint8_t {
    devices,
    watched,
    fixed,
    value,
    formula,
    metrics,
    clusters,
    health
};

/// A condition or formula as it stands in the file.
struct written_condition {
    query::node_ptr tree;
    std::string text;
    place where;
    std::uint32_t text_column = 0;
    bool verbatim = false;  ///< the text stands in the file as it is, so that its places are known
    condition_role role = condition_role::devices;

    place place_of(const query::span& piece) const;
};

/// An id of a group's fixed list, and where it stands.
struct listed_id {
    std::string id;
    place where;
};

/// One reading of a scenario file: what the readers of all sections share. Lives for one call of
/// `read_scenario_text`; a section's reader takes typed values from the tree with it and reports
/// what is wrong.
class reading {
public:
    reading(const yaml::node& root, const read_options& options, diagnostics& problems);

    scenario out;
    /// The tables that signals replay.
    table_files tables;
    /// A template could not be loaded, so unknown signals, properties and commands say nothing.
    bool names_incomplete = false;

    /// The ids that groups list.
    std::vector<listed_id> listed;

    const yaml::node& root() const { return root_; }
    const read_options& options() const { return options_; }
    diagnostics& problems() { return problems_; }

    // -- problems ------------------------------------------------------------------------------
    void error(const char* code, const place& where, std::string text, std::string remedy = {});
    void warn(const char* code, const place& where, std::string text, std::string remedy = {});
    /// "found X, expected Y", with the scalar's own reason.
    void refuse(const yaml::node& found, const scalars::refusal& why);
    void wrong_type(const yaml::node& found, const std::string& expected);
    void missing(const yaml::node& map, const char* key, const std::string& owner);
    void not_available(const place& where, const std::string& what);
    /// `did you mean x?`, or nothing.
    std::string suggestion(const std::string& word, const std::vector<std::string>& names);
    /// Reports a name that is not among `names`. True where it is.
    bool known(const yaml::node& found, const char* code, const std::string& what,
               const std::vector<std::string>& names);

    // -- the tree ------------------------------------------------------------------------------
    /// The mapping of a section, or null; another kind of value is reported.
    const yaml::node* section(const char* name);
    /// The value of a key; null where it is absent or already reported as wrong.
    static const yaml::node* get(const yaml::node& map, const char* key);
    /// The value of a key that has to be a mapping.
    const yaml::node* get_map(const yaml::node& map, const char* key);
    /// Reports more entries than the limit.
    bool fits(const yaml::node& found, std::size_t entries, std::size_t most);
    bool is_map(const yaml::node& found, const std::string& expected);
    bool is_filled_list(const yaml::node& found, const std::string& expected,
                        const std::string& remedy);
    /// The names of a section's things, whether they are right or wrong.
    const std::vector<std::string>& names_in(const char* name);

    // -- typed values --------------------------------------------------------------------------
    /// Reads a scalar with one of the parsers of `scalars`. False (and reported) where it is none.
    template <class Out, class Parse>
    bool scalar(const yaml::node& found, Out& value, Parse parse) {
        if (found.what == yaml::node::kind::nothing) return false;
        auto result = parse(found.is_scalar() ? found.text : std::string());
        if (found.is_scalar() && result) {
            value = *result.value;
            return true;
        }
        if (found.is_scalar())
            refuse(found, result.why);
        else
            wrong_type(found, result.why.expected);
        return false;
    }
    /// The same for the value of a key; the target keeps its default where the key is absent.
    template <class Out, class Parse>
    bool scalar(const yaml::node& map, const char* key, Out& value, Parse parse) {
        const auto* found = get(map, key);
        return found != nullptr && scalar(*found, value, parse);
    }
    bool time(const yaml::node& map, const char* key, sim_time& value);
    bool text(const yaml::node& found, std::string& value);
    bool text(const yaml::node& map, const char* key, std::string& value);
    /// A number or a duration (as microseconds): constant, `low..high`, `{p50, p99}`,
    /// `{exponential}`; a number also `{poisson}`.
    bool numbers(const yaml::node& found, distribution& value);
    bool durations(const yaml::node& found, distribution& value);
    /// Whichever of these a kind is drawn as; instants are offsets from the start.
    bool values_of(value_kind kind, const yaml::node& found, distribution& value);
    /// A single name or a list of names.
    std::vector<const yaml::node*> one_or_more(const yaml::node& found, const char* expected);

    condition condition_of(const yaml::node& found, condition_role role);
    condition condition_at(const yaml::node& map, const char* key, condition_role role);
    /// Resolves the names of all conditions against the finished scenario.
    void bind_conditions();
    const std::vector<written_condition>& conditions() const { return conditions_; }

private:
    using scalar_distribution = scalars::parsed<distribution> (*)(std::string_view);

    bool values(const yaml::node& found, distribution& value, scalar_distribution parse);
    bool mean_of(const yaml::node& found, const char* key, distribution::shape kind,
                 distribution& value, scalar_distribution parse);
    void report(const written_condition& source, const query::problem& problem);
    void refuse_unwatched(const written_condition& source, const device_names& names);
    void refuse_scanned(const written_condition& source, const query::expression& bound,
                        const metric_table& metrics);
    void refuse_change(const written_condition& source, const query::expression& bound,
                       const device_names& names);

    const yaml::node& root_;
    const read_options& options_;
    diagnostics& problems_;
    std::vector<written_condition> conditions_;
    std::map<std::string, std::vector<std::string>> names_;
    std::size_t suggestions_ = 0;
};

/// `x` in backquotes.
std::string ticked(const std::string& text);
/// `x`, `a mapping`, `a list`, with the parameter that it came from.
std::string found_text(const yaml::node& found);

}  // namespace muster
