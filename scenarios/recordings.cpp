#include "scenarios/recordings.hpp"

#include <algorithm>
#include <filesystem>

#include "scenarios/defaults.hpp"
#include "scenarios/input_file.hpp"

namespace muster {

namespace {

/// Cuts CSV text into rows of cells.
class csv_cutter {
public:
    explicit csv_cutter(const std::string& text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) next_ = 3;
    }

    /// The next row, without those that are empty; false at the end.
    bool row(std::vector<std::string>& cells) {
        do {
            if (next_ >= text_.size()) return false;
            line_ = next_line_;
            cells.clear();
            while (cell(cells.emplace_back())) {
            }
        } while (cells.size() == 1 && cells[0].empty());
        return true;
    }
    std::uint32_t line() const { return line_; }
    bool unclosed() const { return unclosed_; }

private:
    /// True where another cell of the row follows.
    bool cell(std::string& out) {
        if (next_ < text_.size() && text_[next_] == '"') quoted(out);
        while (next_ < text_.size()) {
            const char c = text_[next_++];
            if (c == ',') return true;
            if (c == '\n') {
                ++next_line_;
                return false;
            }
            if (c != '\r') out += c;
        }
        return false;
    }

    void quoted(std::string& out) {
        for (++next_; next_ < text_.size(); ++next_) {
            if (text_[next_] == '"') {
                if (next_ + 1 >= text_.size() || text_[next_ + 1] != '"') {
                    ++next_;
                    return;
                }
                ++next_;
            }
            if (text_[next_] == '\n') ++next_line_;
            out += text_[next_];
        }
        unclosed_ = true;
    }

    const std::string& text_;
    std::size_t next_ = 0;
    std::uint32_t line_ = 0, next_line_ = 1;
    bool unclosed_ = false;
};

std::string count_of_cells(std::size_t n) {
    return std::to_string(n) + (n == 1 ? " cell" : " cells");
}

}  // namespace

std::optional<std::size_t> table::column(const std::string& name) const {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<std::size_t>(at - names.begin());
}

place table::place_of(std::size_t row, std::size_t column) const {
    return {file, lines[row], static_cast<std::uint32_t>(column + 1), ""};
}

std::optional<table> read_csv(const std::string& text, const std::string& file,
                              diagnostics& problems) {
    table t;
    t.file = file;
    csv_cutter cutter(text);
    std::vector<std::string> cells;
    const auto refuse = [&](const char* code, std::uint32_t line, std::string what,
                            std::string remedy) {
        problems.error(code, {file, line, 1, ""}, std::move(what), std::move(remedy));
        return std::nullopt;
    };
    if (!cutter.row(t.names))
        return refuse("no-data", 1, "the file is empty",
                      "its first row names the columns, the others are values");
    while (cutter.row(cells)) {
        if (t.rows.size() == scenario_limits::table_rows)
            return refuse("too-many", cutter.line(),
                          "more than " + std::to_string(t.rows.size()) + " rows", "shorten it");
        if (cells.size() != t.names.size())
            return refuse("bad-row", cutter.line(),
                          "found " + count_of_cells(cells.size()) + ", the first row has " +
                              std::to_string(t.names.size()),
                          "write as many cells in each row as there are names of columns");
        t.rows.push_back(cells);
        t.lines.push_back(cutter.line());
    }
    if (cutter.unclosed())
        return refuse("bad-row", cutter.line(), "a quote is not closed", "close it with `\"`");
    if (t.rows.empty())
        return refuse("no-data", 1, "there is no row below the names of the columns",
                      "add rows of values");
    return t;
}

std::shared_ptr<const table> table_files::open(const read_options& options, const std::string& path,
                                               const place& named, diagnostics& problems) {
    const auto resolved =
        (std::filesystem::path(folder_of(options, named)) / path).lexically_normal().string();
    auto [known, fresh] = known_.try_emplace(resolved);
    if (!fresh) return known->second;
    const auto file = read_input_file(options, path, named, scenario_limits::table_bytes, problems);
    if (!file) return nullptr;
    if (auto found = read_csv(file->text, file->path, problems))
        known->second = std::make_shared<const table>(std::move(*found));
    return known->second;
}

}  // namespace muster
