#include "scenarios/fleet_table_builder.hpp"

#include <algorithm>

#include "fleet/device_ids.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/id_rules.hpp"

namespace muster {

fleet_table_builder::fleet_table_builder(fleet_file& file, diagnostics& problems)
    : file_(file), table_(*file.table()), problems_(problems) {}

std::size_t fleet_table_builder::column(std::string_view name) {
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    const auto number = columns_.size();
    names_.emplace(name, number);
    columns_.emplace_back();
    table_.columns.emplace_back().name = name;
    fill(number, row_);
    return number;
}

void fleet_table_builder::fill(std::size_t column, std::uint64_t rows) {
    auto& to = table_.columns[column];
    if (to.codes.size() >= rows) return;
    to.codes.resize(rows, no_cell);
    to.gaps = true;
}

void fleet_table_builder::begin_row(std::size_t position, std::uint32_t line) {
    file_.begin_row(position, line);
    line_ = line;
    has_id_ = false;
}

void fleet_table_builder::set_id(std::string_view text, const place& where) {
    has_id_ = true;
    const auto doubt = text.empty() ? "the row has no id" : doubt_id(text);
    const auto known = lines_.find(text);
    if (!doubt.empty()) {
        problems_.error("bad-id", where, doubt, id_remedy);
        ++errors_;
    } else if (known == lines_.end()) {
        lines_.emplace(keep(text), line_);
    } else {
        problems_.error("same-id", where,
                        "the id `" + std::string(text) + "` is that of line " +
                            std::to_string(known->second) + " as well",
                        "every device has an id of its own");
        ++errors_;
    }
    table_.ids.add(text);
}

void fleet_table_builder::set(std::size_t column, std::string_view text, const place& where) {
    if (column == id_column) return set_id(text, where);
    auto& to = table_.columns[column];
    if (text.empty() || to.codes.size() > row_) return;
    if (text.size() > scenario_limits::cell_bytes) {
        problems_.error("too-large", where,
                        "a value of " + std::to_string(text.size()) +
                            " bytes, more than the limit of " +
                            std::to_string(scenario_limits::cell_bytes));
        ++errors_;
        return;
    }
    auto& grown = columns_[column];
    if (grown.last_code == no_cell || grown.last != text) {
        auto known = grown.code_of.find(text);
        if (known == grown.code_of.end()) {
            const auto next = static_cast<std::uint32_t>(to.texts.size());
            known = grown.code_of.emplace(keep(text), next).first;
            to.texts.add(text);
        }
        grown.last = known->first;
        grown.last_code = known->second;
    }
    fill(column, row_);
    to.codes.push_back(grown.last_code);
}

bool fleet_table_builder::end_row() {
    if (!has_id_) set_id({}, {file_.path(), line_, 1, ""});
    ++row_;
    return errors_ < scenario_limits::file_problems;
}

bool fleet_table_builder::has_room() {
    if (table_.rows() < scenario_limits::fleet_file_rows) return true;
    problems_.error("too-large", {file_.path(), line_, 0, ""},
                    "more than " + std::to_string(scenario_limits::fleet_file_rows) + " devices",
                    "take a sample of them and scale it with `count`");
    return false;
}

void fleet_table_builder::finish() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        fill(i, table_.rows());
        table_.columns[i].texts.shrink_to_fit();
        table_.columns[i].codes.shrink_to_fit();
    }
    table_.ids.shrink_to_fit();
    if (table_.rows() == 0 && errors_ == 0 && !problems_.has_errors())
        problems_.error("no-devices", {file_.path(), 0, 0, ""}, "the file lists no device",
                        "write one line for each, with its `id`");
}

}  // namespace muster
