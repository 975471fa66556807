#include "report/query_output.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <utility>

#include "fleet/query/instant_text.hpp"
#include "fleet/query/text_match.hpp"
#include "fleet/query/value_text.hpp"
#include "report/canonical_json.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

using columns = std::vector<query::column>;
using row = std::vector<query::value>;

constexpr double second = 1e6;

/// A count as one reads it: not `1e+06`.
void put_number(json_writer& to, double x) {
    constexpr double most = 1e15;
    if (x >= 0 && x < most && x == std::floor(x))
        to.count(static_cast<std::uint64_t>(x));
    else
        to.number(x);
}

void put_json(json_writer& to, const query::column& c, const query::value& v) {
    if (v.is_null())
        to.null();
    else if (v.is_text())
        to.text(query::cased_copy(v));
    else if (v.is_boolean())
        to.truth(v.truth());
    else if (c.is_instant)
        to.text(query::instant_text(v.number()));
    else
        put_number(to, c.kind == query::type::time_span ? v.number() / second : v.number());
}

/// What people read; in a table time spans are as a query writes them.
std::string plain_text(const query::column& c, const query::value& v, bool in_table) {
    if (v.is_null()) return {};
    if (v.is_text()) return query::cased_copy(v);
    if (v.is_boolean()) return v.truth() ? "true" : "false";
    if (c.is_instant) return query::instant_text(v.number());
    if (c.kind != query::type::time_span) return query::plain_number(v.number());
    return in_table ? query::span_text(v.number()) : query::plain_number(v.number() / second);
}

class json_rows final : public row_writer {
public:
    /// With `before` and `after` around the rows and `between` two of them.
    json_rows(std::ostream& out, const columns& names, std::string_view before,
              std::string_view between, std::string_view after)
        : out_(out), columns_(names), between_(between), after_(after) {
        out_ << before;
    }
    void add(const row& values) override {
        writer_.open_object();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            writer_.key(columns_[i].name);
            put_json(writer_, columns_[i], values[i]);
        }
        if (rows_++ > 0) out_ << between_;
        out_ << writer_.close_object().take();
    }
    void finish() override {
        if (rows_ > 0 && between_ == "\n") out_ << '\n';
        out_ << after_;
    }
    std::uint64_t rows() const override { return rows_; }

private:
    std::ostream& out_;
    const columns& columns_;
    std::string_view between_, after_;
    json_writer writer_;
    std::uint64_t rows_ = 0;
};

class csv_rows final : public row_writer {
public:
    csv_rows(std::ostream& out, const columns& names) : out_(out), columns_(names) {
        for (std::size_t i = 0; i < names.size(); ++i)
            out_ << (i > 0 ? "," : "") << field(names[i].name);
        out_ << "\r\n";
    }
    void add(const row& values) override {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            out_ << (i > 0 ? "," : "") << field(plain_text(columns_[i], values[i], false));
        out_ << "\r\n";
        ++rows_;
    }
    void finish() override {}
    std::uint64_t rows() const override { return rows_; }

private:
    static std::string field(const std::string& text) {
        if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
        std::string out = "\"";
        for (const char c : text)
            out.append(c == '"' ? 2 : 1, c);
        return out + '"';
    }

    std::ostream& out_;
    const columns& columns_;
    std::uint64_t rows_ = 0;
};

/// Keeps the first rows to see how wide the columns are, and then writes as rows come.
class table_rows final : public row_writer {
public:
    table_rows(std::ostream& out, const columns& names, const style& look)
        : out_(out), columns_(names), look_(look) {
        for (const auto& c : names)
            widths_.push_back(display_width(printable(c.name)));
    }
    void add(const row& values) override {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            cells.push_back(printable(plain_text(columns_[i], values[i], true)));
        ++rows_;
        if (flowing_) return write(cells);
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths_[i] = std::max(widths_[i], std::min(display_width(cells[i]), widest));
        first_.push_back(std::move(cells));
        if (first_.size() == looked_at) flow();
    }
    void finish() override {
        if (!flowing_) flow();
        out_ << paint(look_, ink::dim, std::to_string(rows_) + (rows_ == 1 ? " row" : " rows"))
             << '\n';
    }
    std::uint64_t rows() const override { return rows_; }

private:
    static constexpr std::size_t looked_at = 1'000, widest = 60;

    void flow() {
        flowing_ = true;
        std::vector<std::string> head;
        for (const auto& c : columns_)
            head.push_back(printable(c.name));
        write(head, true);
        for (const auto& cells : first_)
            write(cells);
        first_.clear();
    }

    void write(const std::vector<std::string>& cells, bool is_head = false) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool right = columns_[i].kind == query::type::number;
            if (i > 0) line += "  ";
            line += right ? pad_left(cells[i], widths_[i]) : pad_right(cells[i], widths_[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out_ << (is_head ? paint(look_, ink::bold, line) : line) << '\n';
    }

    std::ostream& out_;
    const columns& columns_;
    const style look_;
    std::vector<std::size_t> widths_;
    std::vector<std::vector<std::string>> first_;
    std::uint64_t rows_ = 0;
    bool flowing_ = false;
};

}  // namespace

std::unique_ptr<row_writer> make_row_writer(std::ostream& out, row_form form, const columns& names,
                                            const style& look) {
    switch (form) {
        case row_form::json:
            return std::make_unique<json_rows>(out, names, "{\"results\":[", ",\n", "]}\n");
        case row_form::ndjson:
            return std::make_unique<json_rows>(out, names, "", "\n", "");
        case row_form::csv:
            return std::make_unique<csv_rows>(out, names);
        case row_form::table:
            break;
    }
    return std::make_unique<table_rows>(out, names, look);
}

}  // namespace muster::report
