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
#include "fleet/query/explain.hpp"
#include "fleet/query/lexer.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/parser.hpp"

namespace muster::app {

namespace {

/// What the folder knows of one device: its row of `devices`, and the last of each of its readings.
class device_view {
public:
    device_view(const run_folder& folder, std::string device) : device_(std::move(device)) {
        if (const auto* table = folder.find("devices")) take(*table);
        if (const auto* table = folder.find("messages")) take(*table);
        names_.know_groups(folder.groups);
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
            return true;
        });
        for (std::size_t i = 0; i < columns.size(); ++i)
            add(columns[i], last[i]);
    }

    void add(query::column column, const query::kept_value& value) {
        const bool taken = names_.column_of(column.name) != nullptr;
        // A tag and a signal of one name are told apart as in conditions over a device.
        if (taken && !column.others.empty() && column.name[0] != '$')
            std::swap(column.name, column.others[0]);
        else if (taken)
            return;
        names_.add(std::move(column));
        values_.push_back(value);
    }

    std::string device_;
    query::table_scope names_;
    std::vector<query::kept_value> values_;
    std::optional<query::slot_row> row_;
    bool found_ = false;
};

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

/// The condition that is asked about; nothing where the group is not known, which was said.
std::optional<std::string> condition_of(std::string_view text, const run_folder& folder) {
    if (!take_word(text, "group")) {
        take_word(text, "where");
        return std::string(text);
    }
    const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    const auto name = std::string(text.substr(first, last + 1 - first));
    const auto found = folder.group_conditions.find(name);
    if (found != folder.group_conditions.end()) return found->second;
    std::vector<std::string> names;
    for (const auto& [group, condition] : folder.group_conditions)
        names.push_back(group);
    diagnostic d{severity::error, "unknown-group", {"query", 0, 0, {}}, {}, {}};
    d.text = "there is no group `" + name + "` with a condition in the report";
    d.remedy = query::nearest(name, names);
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

}  // namespace

int why_command(const std::string& device, const std::string& text, const run_folder& folder) {
    const auto condition = condition_of(text, folder);
    if (!condition) return bad_input;
    const auto parsed = query::parse(*condition);
    if (!parsed.tree) {
        std::cerr << problems_text(*condition, parsed.problems);
        return bad_input;
    }
    const device_view known(folder, device);
    if (!known.found()) {
        std::cerr << to_text({severity::error,
                              "unknown-device",
                              {"--why", 0, 0, {}},
                              "there is no device `" + device + "` in the folder",
                              "muster query 'SELECT $id FROM devices LIMIT 10' lists some"})
                  << '\n';
        return bad_input;
    }
    const auto problems = problems_of(parsed.tree, known, folder.frame);
    if (!problems.empty()) {
        std::cerr << problems_text(*condition, problems);
        return bad_input;
    }
    const auto why = query::explain(parsed.tree, known.names(), folder.frame, known.row());
    std::cout << query::to_text(why);
    if (folder.find("devices") != nullptr)
        std::cerr << "muster: tags and properties are those of the run's start, readings the last "
                     "that came\n";
    return why.holds.value_or(false) ? all_held : not_met;
}

}  // namespace muster::app
