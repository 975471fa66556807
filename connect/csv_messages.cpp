#include <algorithm>
#include <array>
#include <utility>

#include "connect/csv_line.hpp"
#include "connect/row_source.hpp"

namespace muster {

namespace {

/// The columns of a file as `csv_rows` writes it.
constexpr std::array<std::string_view, 7> heads{"time", "device", "fleet", "message",
                                                "tick", "signal", "value"};
constexpr std::size_t signal_field = 5, value_field = 6;

/// Lines cut into fields, each looked at until it is taken.
class csv_lines {
public:
    explicit csv_lines(line_reader lines) : reader_(std::move(lines)) {}

    /// Whether there is a line with all fields; those that have not are counted.
    bool look(std::uint64_t& lines, std::uint64_t& unreadable) {
        while (!there_) {
            const auto line = reader_.next();
            if (!line) return false;
            if (line->empty()) continue;
            ++lines;
            scratch_.clear();
            scratch_.reserve(line->size());
            const bool whole =
                cut_csv_line(*line, fields_, scratch_) && fields_.size() == heads.size();
            const bool head = whole && lines == 1 && fields_[0] == heads[0];
            if (head) --lines;
            there_ = whole && !head;
            unreadable += whole ? 0 : 1;
        }
        return true;
    }
    void take() { there_ = false; }
    const std::vector<std::string_view>& fields() const { return fields_; }
    const std::string& error() const { return reader_.error(); }

private:
    line_reader reader_;
    std::string scratch_;
    std::vector<std::string_view> fields_;
    bool there_ = false;
};

/// Columns of the message itself by the field that they are in.
using columns_by_field = std::array<std::vector<source_column>, heads.size()>;

columns_by_field message_columns(const std::vector<source_column>& columns) {
    columns_by_field out;
    for (const auto& column : columns) {
        const auto field = std::find(heads.begin(), heads.end(), column.path.front());
        if (column.path.size() == 1 && field != heads.end())
            out[static_cast<std::size_t>(field - heads.begin())].push_back(column);
    }
    return out;
}

class csv_source : public row_source {
public:
    csv_source(line_reader lines, const std::vector<source_column>& columns)
        : in_(std::move(lines)), own_(message_columns(columns)) {}
    const std::string& error() const override { return in_.error(); }

protected:
    /// Fills in what the message's own columns are, from texts that live long enough.
    template <class Fields>
    void fill(const Fields& fields, std::vector<query::value>& to) const {
        std::fill(to.begin(), to.end(), query::value());
        for (std::size_t f = 0; f < signal_field; ++f)
            for (const auto& column : own_[f])
                to[column.slot] = column_value(column, fields[f]);
    }

    csv_lines in_;
    columns_by_field own_;
};

class csv_message_source final : public csv_source {
public:
    csv_message_source(line_reader lines, const std::vector<source_column>& columns)
        : csv_source(std::move(lines), columns) {
        for (const auto& column : columns)
            if (column.path.size() == 2) signals_.emplace_back(column.path[1], column);
    }

    bool next(std::vector<query::value>& to) override {
        if (!in_.look(lines_, unreadable_)) return false;
        keep(in_.fields());
        fill(message_, to);
        texts_.clear();
        texts_.reserve(signals_.size());
        do {
            take_reading(to);
            in_.take();
        } while (in_.look(lines_, unreadable_) && goes_on(in_.fields()));
        return true;
    }

private:
    void keep(const std::vector<std::string_view>& fields) {
        for (std::size_t f = 0; f <= signal_field; ++f)
            message_[f].assign(fields[f]);
    }

    /// Whether the line is of the same message; one that is there twice begins anew.
    bool goes_on(const std::vector<std::string_view>& fields) const {
        return std::equal(message_.begin(), message_.begin() + signal_field, fields.begin()) &&
               fields[signal_field] != message_[signal_field];
    }

    void take_reading(std::vector<query::value>& to) {
        for (const auto& [name, column] : signals_) {
            if (name != in_.fields()[signal_field]) continue;
            const auto text = in_.fields()[value_field];
            const bool is_text = column.kind == query::type::text;
            to[column.slot] =
                text.empty() ? query::value() : column_value(column, is_text ? kept(text) : text);
        }
    }

    std::string_view kept(std::string_view text) {
        if (texts_.size() == texts_.capacity()) return {};  // a signal twice in one message
        return texts_.emplace_back(text);
    }

    std::vector<std::pair<std::string, source_column>> signals_;
    std::array<std::string, signal_field + 1> message_;
    std::vector<std::string> texts_;
};

class csv_reading_source final : public csv_source {
public:
    csv_reading_source(line_reader lines, const std::vector<source_column>& columns)
        : csv_source(std::move(lines), columns) {
        for (const auto& column : columns)
            if (column.path.size() > 2) parts_.emplace_back(column.path.back(), column.slot);
    }

    bool next(std::vector<query::value>& to) override {
        if (!in_.look(lines_, unreadable_)) return false;
        fill(in_.fields(), to);
        for (const auto& [part, slot] : parts_)
            to[slot] = part_of(part);
        in_.take();
        return true;
    }

private:
    query::value part_of(const std::string& part) const {
        if (part == "signal") return in_.fields()[signal_field];
        const auto text = in_.fields()[value_field];
        const auto number = column_value({}, text);
        if (part == "word")
            return number.is_null() && !text.empty() ? query::value(text) : query::value();
        if (text == "true" || text == "false") return text == "true" ? 1.0 : 0.0;
        return number;
    }

    std::vector<std::pair<std::string, std::size_t>> parts_;
};

}  // namespace

std::unique_ptr<row_source> csv_messages(line_reader lines, std::vector<source_column> columns) {
    return std::make_unique<csv_message_source>(std::move(lines), columns);
}

std::unique_ptr<row_source> csv_readings(line_reader lines, std::vector<source_column> columns) {
    return std::make_unique<csv_reading_source>(std::move(lines), columns);
}

}  // namespace muster
