#include "scenarios/recordings.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>

#include "scenarios/csv_reader.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/input_file.hpp"

namespace muster {

namespace {

std::string count_of_cells(std::size_t n) {
    return std::to_string(n) + (n == 1 ? " cell" : " cells");
}

}  // namespace

std::optional<std::size_t> table::column(const std::string& name) const {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<std::size_t>(at - names.begin());
}

/// Cuts the row once more: only a problem asks.
place table::place_of(std::size_t row, std::size_t column) const {
    diagnostics nothing;
    csv_reader again(*text_, file, nothing);
    again.seek(begins_[row].at, begins_[row].line_then);
    std::vector<csv_cell> record;
    again.next(record);
    return {file, record[column].line, record[column].column, ""};
}

/// Fills a table row by row.
class table_maker {
public:
    table_maker(std::string text, const std::string& file, diagnostics& problems)
        : problems_(problems) {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (text.starts_with(mark)) text.erase(0, mark.size());
        made_.file = file;
        made_.text_ = std::make_shared<const std::string>(std::move(text));
    }

    std::optional<table> make() {
        const auto before = problems_.items.size();
        csv_reader reader(*made_.text_, made_.file, problems_);
        std::vector<csv_cell> record;
        if (reader.next(record)) {
            for (const auto& cell : record)
                add_name(cell);
            auto at = reader.position();
            auto line = reader.line();
            for (; reader.next(record); at = reader.position(), line = reader.line())
                if (!add(record, at, line)) break;
        }
        if (problems_.items.size() > before) return std::nullopt;
        if (made_.names.empty())
            return refuse("no-data", 1, "the file is empty",
                          "its first row names the columns, the others are values");
        if (made_.rows() == 0)
            return refuse("no-data", 1, "there is no row below the names of the columns",
                          "add rows of values");
        return std::move(made_);
    }

private:
    void add_name(const csv_cell& cell) {
        std::string name(cell.text);
        if (!name.empty() && made_.column(name))
            problems_.error("bad-column", {made_.file, cell.line, cell.column, ""},
                            "a second column " + ticked(name),
                            "give every column a name of its own");
        made_.names.push_back(std::move(name));
    }

    bool add(const std::vector<csv_cell>& record, std::size_t at, std::uint32_t line_then) {
        const auto line = record.front().line;
        if (made_.rows() == scenario_limits::table_rows) {
            refuse("too-many", line, "more than " + std::to_string(made_.rows()) + " rows",
                   "shorten it");
            return false;
        }
        if (record.size() != made_.names.size()) {
            refuse("bad-row", line,
                   "found " + count_of_cells(record.size()) + ", the first row has " +
                       std::to_string(made_.names.size()),
                   "write as many cells in each row as there are names of columns");
            return false;
        }
        for (const auto& cell : record)
            made_.cells_.push_back(kept(cell.text));
        made_.begins_.push_back({at, line_then, line});
        return true;
    }

    /// The reader's own texts live until the next row.
    std::string_view kept(std::string_view cell) {
        const auto* begin = made_.text_->data();
        const std::less<const char*> before;
        const bool of_text =
            !before(cell.data(), begin) && !before(begin + made_.text_->size(), cell.data());
        return of_text || cell.empty() ? cell : made_.unescaped_.emplace_back(cell);
    }

    std::nullopt_t refuse(const char* code, std::uint32_t line, std::string what,
                          std::string remedy) {
        problems_.error(code, {made_.file, line, 1, ""}, std::move(what), std::move(remedy));
        return std::nullopt;
    }

    diagnostics& problems_;
    table made_;
};

std::optional<table> read_csv(std::string text, const std::string& file, diagnostics& problems) {
    return table_maker(std::move(text), file, problems).make();
}

std::shared_ptr<const table> table_files::open(const read_options& options, const std::string& path,
                                               const place& named, diagnostics& problems) {
    const auto resolved =
        (std::filesystem::path(folder_of(options, named)) / path).lexically_normal().string();
    auto [known, fresh] = known_.try_emplace(resolved);
    if (!fresh) return known->second;
    auto file = read_input_file(options, path, named, scenario_limits::table_bytes, problems);
    if (!file) return nullptr;
    if (auto found = read_csv(std::move(file->text), file->path, problems))
        known->second = std::make_shared<const table>(std::move(*found));
    return known->second;
}

}  // namespace muster
