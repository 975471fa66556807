#include "scenarios/fleet_file.hpp"

#include <algorithm>
#include <filesystem>

#include "scenarios/csv_reader.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/fleet_table_builder.hpp"
#include "scenarios/json_lines.hpp"

namespace muster {

fleet_file::fleet_file(input_file file, format written_as)
    : file_(std::move(file)), format_(written_as) {
    table_->file = file_.path;
}

const table_column* fleet_file::find(const std::string& column) const {
    const auto& all = table_->columns;
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.name == column; });
    return at == all.end() ? nullptr : &*at;
}

std::vector<std::string> fleet_file::column_names() const {
    std::vector<std::string> names;
    for (const auto& column : table_->columns)
        names.push_back(column.name);
    return names;
}

void fleet_file::begin_row(std::size_t position, std::uint32_t line) {
    rows_.push_back({position, line});
}

place fleet_file::place_of(std::uint64_t row, const std::string& column) const {
    const auto& at = rows_[row];
    if (format_ == format::json_lines) return {file_.path, at.line, 1, ""};
    diagnostics nothing;  // the record has been read before
    csv_reader again(text(), file_.path, nothing);
    std::vector<csv_cell> heads, cells;
    again.next(heads);
    again.seek(at.position, at.line);
    again.next(cells);
    for (std::size_t i = 0; i < std::min(heads.size(), cells.size()); ++i)
        if (heads[i].text == column) return {file_.path, cells[i].line, cells[i].column, ""};
    return {file_.path, at.line, 1, ""};
}

place fleet_file::place_of_text(const table_column& column, std::uint32_t code) const {
    const auto at = std::find(column.codes.begin(), column.codes.end(), code);
    return place_of(static_cast<std::uint64_t>(at - column.codes.begin()), column.name);
}

namespace {

place at_cell(const fleet_file& file, const csv_cell& cell) {
    return {file.path(), cell.line, cell.column, ""};
}

/// What a head without commas was most likely meant to be.
std::string other_separator(std::string_view head) {
    if (head.find(';') != std::string_view::npos) return "write commas between the fields, not `;`";
    if (head.find('\t') != std::string_view::npos)
        return "write commas between the fields, not tabs";
    return {};
}

// The columns' numbers, by field. Empty, and reported, where the heads are wrong.
std::vector<std::size_t> read_heads(const fleet_file& file, const std::vector<csv_cell>& heads,
                                    fleet_table_builder& builder, diagnostics& problems) {
    std::vector<std::size_t> columns;
    std::map<std::string_view, std::size_t> seen;
    std::vector<std::string> names;
    const auto before = problems.items.size();
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const auto& head = heads[i];
        names.emplace_back(head.text);
        if (head.text.empty())
            problems.error("bad-column", at_cell(file, head),
                           "column " + std::to_string(i + 1) + " has no name",
                           "the first line names the columns");
        else if (!seen.emplace(head.text, i).second)
            problems.error("bad-column", at_cell(file, head),
                           "a second column " + ticked(std::string(head.text)),
                           "give every column a name of its own");
        const bool id = head.text == "id";
        columns.push_back(id ? fleet_table_builder::id_column : builder.column(head.text));
    }
    if (heads.size() > scenario_limits::things)
        problems.error("too-large", at_cell(file, heads.front()),
                       std::to_string(heads.size()) + " columns, more than the limit of " +
                           std::to_string(scenario_limits::things));
    if (seen.count("id") == 0) {
        const auto near = nearest_name("id", names);
        auto remedy = heads.size() == 1 ? other_separator(heads.front().text) : std::string();
        if (remedy.empty())
            remedy = near.empty() ? "the first line names the columns, one of them `id`"
                                  : "rename " + ticked(near) + " to `id`";
        problems.error("no-id-column", at_cell(file, heads.front()), "no column is named `id`",
                       remedy);
    }
    return problems.items.size() == before ? columns : std::vector<std::size_t>{};
}

void read_csv(fleet_file& file, diagnostics& problems) {
    fleet_table_builder builder(file, problems);
    csv_reader reader(file.text(), file.path(), problems);
    std::vector<csv_cell> record;
    if (!reader.next(record)) return builder.finish();
    const auto columns = read_heads(file, record, builder, problems);
    if (columns.empty()) return;
    for (auto position = reader.position(); builder.has_room(); position = reader.position()) {
        const auto line = reader.line();
        if (!reader.next(record)) break;
        builder.begin_row(position, record.front().line);
        if (record.size() != columns.size()) {
            problems.error("ragged-row", {file.path(), line, 1, ""},
                           std::to_string(record.size()) + " fields in a row, but " +
                               std::to_string(columns.size()) + " columns",
                           "put a field that holds a comma in quotes");
            return;
        }
        for (std::size_t i = 0; i < columns.size(); ++i)
            builder.set(columns[i], record[i].text, at_cell(file, record[i]));
        if (!builder.end_row()) return;
    }
    builder.finish();
}

}  // namespace

std::optional<fleet_file> read_fleet_file(const read_options& options, const std::string& path,
                                          const place& named, diagnostics& problems) {
    const auto ending = std::filesystem::path(path).extension();
    const bool json = ending == ".jsonl" || ending == ".ndjson";
    if (!json && ending != ".csv") {
        problems.error("bad-file-name", named,
                       "found " + ticked(path) +
                           ", expected a name that ends with `.csv`, `.jsonl` or `.ndjson`",
                       "the name says how the file is read");
        return std::nullopt;
    }
    auto text = read_input_file(options, path, named, scenario_limits::fleet_file_bytes, problems);
    if (!text) return std::nullopt;
    fleet_file file(std::move(*text),
                    json ? fleet_file::format::json_lines : fleet_file::format::csv);
    diagnostics found;
    json ? read_json_lines(file, found) : read_csv(file, found);
    const bool good = !found.has_errors();
    for (auto& problem : found.items)
        problems.items.push_back(std::move(problem));
    if (!good) return std::nullopt;
    return file;
}

}  // namespace muster
