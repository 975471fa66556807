#include "apps/why.hpp"

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <utility>

#include "apps/options.hpp"
#include "apps/query_problems.hpp"
#include "apps/table_scan.hpp"
#include "fleet/query/aggregates.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/query/explain.hpp"
#include "fleet/query/lexer.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/parser.hpp"

namespace muster::app {

namespace {

/// What the folder knows of one device: its row of `devices`, and where that does not say enough
/// the last of each value that its messages have.
class device_view {
public:
    device_view(const run_folder& folder, std::string device, bool with_messages)
        : device_(std::move(device)), folder_(folder) {
        const auto* devices = folder.find("devices");
        if (devices != nullptr) take(*devices);
        const auto* messages = folder.find("messages");
        if (messages != nullptr && (with_messages || devices == nullptr)) take(*messages);
        names_.know_groups(folder.groups);
        names_.know_areas(folder.areas);
        row_.emplace(names_.columns().size());
        for (std::size_t i = 0; i < values_.size(); ++i)
            row_->values[i] = values_[i].get();
    }

    bool found() const { return found_; }
    const query::table_scope& names() const { return names_; }
    const query::slot_row& row() const { return *row_; }

private:
    /// The last value that a row of the device has in each column.
    void take(const folder_table& table) {
        const auto id = table.columns.find("$id");
        if (id.what != query::lookup::outcome::found) return;
        const auto& columns = table.columns.columns();
        std::vector<query::field_id> all(columns.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = static_cast<query::field_id>(i);
        std::vector<query::kept_value> last(columns.size());
        scan(table, all, [&](const query::slot_row& row) {
            const auto& who = row.values[id.found.id];
            if (!who.is_text() || who.text() != device_) return true;
            found_ = true;
            for (std::size_t i = 0; i < last.size(); ++i)
                if (!row.values[i].is_null()) last[i] = row.values[i];
            return table.name != "devices";  // which has it once
        });
        for (std::size_t i = 0; i < columns.size(); ++i)
            add(columns[i], last[i]);
    }

    void add(query::column column, const query::kept_value& value) {
        // A group is explained by its condition.
        if (folder_.groups && folder_.groups->contains(column.name)) return;
        const bool taken = names_.column_of(column.name) != nullptr;
        const bool has_full = !column.others.empty() && column.name[0] != '$';
        if (taken && (!has_full || names_.column_of(column.others[0]) != nullptr)) return;
        // A tag and a signal of one name are told apart as in conditions over a device.
        if (taken) std::swap(column.name, column.others[0]);
        names_.add(std::move(column));
        values_.push_back(value);
    }

    std::string device_;
    const run_folder& folder_;
    query::table_scope names_;
    std::vector<query::kept_value> values_;
    std::optional<query::slot_row> row_;
    bool found_ = false;
};

/// The group of every device, which no scenario writes down.
constexpr const char* everybody = "all";

/// Takes a word off the text's beginning, in any case, with the blanks around it.
bool take_word(std::string_view& text, std::string_view word) {
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto rest = first == std::string_view::npos ? std::string_view() : text.substr(first);
    const bool here = rest.size() > word.size() &&
                      query::same_word(rest.substr(0, word.size()), word) &&
                      (rest[word.size()] == ' ' || rest[word.size()] == '(');
    if (here) text = rest.substr(word.size());
    return here;
}

/// Every group of the scenario by its name, as conditions name it.
std::map<std::string, std::string> groups_of(const run_folder& folder) {
    std::map<std::string, std::string> all;
    for (const auto& [group, condition] : folder.group_conditions)
        all.emplace(group, condition);
    if (const auto* devices = folder.find("devices"))
        for (std::size_t i = 0; i < devices->sources.size(); ++i)
            if (const auto& path = devices->sources[i].path; path.front() == "groups")
                all.emplace(path.back(), devices->columns.columns()[i].name);
    return all;
}

/// The group that is asked about; nothing where it is a condition.
std::optional<std::string> group_in(std::string_view text) {
    if (!take_word(text, "group")) return std::nullopt;
    const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    return std::string(text.substr(first, last + 1 - first));
}

/// The condition that is asked about; nothing where the group is not known, which was said.
std::optional<std::string> condition_of(std::string_view text, const run_folder& folder) {
    const auto name = group_in(text);
    if (!name) {
        take_word(text, "where");
        return std::string(text);
    }
    const auto groups = groups_of(folder);
    if (const auto found = groups.find(*name); found != groups.end()) return found->second;
    if (*name == everybody) return std::string("true");
    std::vector<std::string> names;
    for (const auto& [group, condition] : groups)
        names.push_back(group);
    diagnostic d{severity::error, "unknown-group", {"query", 0, 0, {}}, {}, {}};
    d.text = "there is no group `" + *name + "` in the report";
    d.remedy = query::nearest(*name, names);
    if (d.remedy.empty() && !names.empty()) d.remedy = "there are " + query::listed(names);
    std::cerr << to_text(d) << '\n';
    return std::nullopt;
}

/// The problems of the condition; none where it can be asked.
std::vector<query::problem> problems_of(const query::node_ptr& tree, const device_view& device,
                                        const query::time_frame& frame) {
    std::vector<query::problem> problems;
    const auto settled = query::instant_resolver(device.names(), frame, problems).resolve(tree);
    if (settled) problems = query::bind(settled, device.names(), query::type::boolean).problems;
    return problems;
}

int nobody(const std::string& device, const run_folder& folder) {
    const bool at_end = folder.find("devices") != nullptr;
    std::cerr << to_text({severity::error,
                          "unknown-device",
                          {"--why", 0, 0, {}},
                          "there is no device `" + device + "` " +
                              (at_end ? "at the end of the run" : "in the folder"),
                          "muster query 'SELECT $id FROM devices LIMIT 10' lists some"})
              << '\n';
    return bad_input;
}

}  // namespace

int why_command(const std::string& device, const std::string& text, const run_folder& folder) {
    const auto condition = condition_of(text, folder);
    if (!condition) return bad_input;
    const auto parsed = query::parse(*condition);
    if (!parsed.tree) {
        std::cerr << problems_text(*condition, parsed.problems);
        return bad_input;
    }
    std::optional<device_view> known;
    std::vector<query::problem> problems;
    for (const bool with_messages : {false, true}) {
        known.emplace(folder, device, with_messages);
        if (!known->found()) return nobody(device, folder);
        problems = problems_of(parsed.tree, *known, folder.frame);
        if (problems.empty()) break;
    }
    if (!problems.empty()) {
        std::cerr << problems_text(*condition, problems);
        return bad_input;
    }
    auto why = query::explain(parsed.tree, known->names(), folder.frame, known->row());
    if (group_in(text) == everybody)
        why = {query::group_path(everybody), true, "every device is in it", {}};
    std::cout << query::to_text(why);
    return why.holds.value_or(false) ? all_held : not_met;
}

}  // namespace muster::app
