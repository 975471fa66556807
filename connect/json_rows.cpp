#include <algorithm>
#include <utility>

#include "connect/json_scanner.hpp"
#include "connect/row_source.hpp"

namespace muster {

namespace {

using kind = json_scanner::kind;

/// How often a text of a line may be read at most: by each column that it is for.
constexpr std::size_t times_read = 8;

/// The wanted columns by the keys that lead to them.
struct key_node {
    std::vector<std::pair<std::string, key_node>> below;
    std::vector<source_column> columns;

    key_node& at(const std::string& key) {
        for (auto& [name, node] : below)
            if (name == key) return node;
        return below.emplace_back(key, key_node()).second;
    }
    const key_node* find(std::string_view key) const {
        for (const auto& [name, node] : below)
            if (name == key) return &node;
        return nullptr;
    }
};

key_node tree_of(std::vector<source_column> columns) {
    key_node root;
    for (auto& column : columns) {
        auto* node = &root;
        for (const auto& key : column.path)
            node = &node->at(key);
        node->columns.push_back(std::move(column));
    }
    return root;
}

/// Takes the next value as one of the column.
std::optional<query::value> take_value(json_scanner& in, const source_column& column) {
    const bool is_instant = column.is_instant || column.since || column.until;
    const bool wants_text = column.kind == query::type::text || is_instant;
    const auto what = in.here();
    if (what == kind::text && wants_text) {
        const auto text = in.text();
        return text ? std::optional(column_value(column, *text)) : std::nullopt;
    }
    if (what == kind::number && !wants_text && column.kind != query::type::boolean) {
        const auto x = in.number();
        const bool is_span = column.kind == query::type::time_span;
        return x ? std::optional<query::value>(is_span ? *x * 1e6 : *x) : std::nullopt;
    }
    if (what == kind::truth && column.kind == query::type::boolean) {
        const auto x = in.truth();
        return x ? std::optional<query::value>(*x) : std::nullopt;
    }
    return in.skip() ? std::optional<query::value>(query::value()) : std::nullopt;
}

/// Fills in what lies below an object's node; false where the text is broken.
bool fill(json_scanner& in, const key_node& from, std::vector<query::value>& to) {
    if (!in.open_object()) return false;
    while (const auto key = in.next_key()) {
        const auto* node = from.find(*key);
        if (node == nullptr) {
            if (!in.skip()) return false;
        } else if (!node->below.empty() && in.here() == kind::object) {
            if (!fill(in, *node, to)) return false;
        } else if (node->columns.empty()) {
            if (!in.skip()) return false;
        } else {
            const auto again = in;
            for (const auto& column : node->columns) {
                if (&column != &node->columns.front()) in = again;
                const auto x = take_value(in, column);
                if (!x) return false;
                to[column.slot] = *x;
            }
        }
    }
    return !in.broken();
}

class json_source : public row_source {
public:
    json_source(line_reader lines, std::vector<source_column> columns)
        : reader_(std::move(lines)), wanted_(tree_of(std::move(columns))) {}

    bool next(std::vector<query::value>& to) override {
        while (const auto line = next_line()) {
            std::fill(to.begin(), to.end(), query::value());
            json_scanner in(*line, scratch_);
            if (fill(in, wanted_, to) && in.at_end()) return true;
            ++unreadable_;
        }
        return false;
    }
    const std::string& error() const override { return reader_.error(); }

protected:
    /// The next line that is not empty, with room in `scratch_` for its texts.
    std::optional<std::string_view> next_line() {
        auto line = reader_.next();
        while (line && line->empty())
            line = reader_.next();
        if (!line) return line;
        ++lines_;
        scratch_.clear();
        scratch_.reserve(line->size() * times_read);
        return line;
    }

    line_reader reader_;
    key_node wanted_;
    std::string scratch_;
};

/// Goes through the readings of a message before it reads the next line.
class json_reading_source final : public json_source {
public:
    json_reading_source(line_reader lines, std::vector<source_column> columns)
        : json_source(std::move(lines), message_columns(columns)), parts_(std::move(columns)) {
        std::erase_if(parts_, [](const source_column& c) { return c.path.front() != "readings"; });
    }

    bool next(std::vector<query::value>& to) override {
        while (!readings_ || !next_reading(to))
            if (!next_message(to)) return false;
        return true;
    }

private:
    static std::vector<source_column> message_columns(std::vector<source_column> columns) {
        std::erase_if(columns, [](const source_column& c) { return c.path.front() == "readings"; });
        return columns;
    }

    bool next_message(std::vector<query::value>& to) {
        while (const auto line = next_line()) {
            std::fill(to.begin(), to.end(), query::value());
            std::string_view inner;
            if (read(json_scanner(*line, scratch_), to, inner)) {
                readings_.emplace(inner, scratch_);
                if (!inner.empty() && readings_->open_object()) return true;
                readings_.reset();
                continue;
            }
            ++unreadable_;
        }
        return false;
    }

    /// The message's own columns, and where its readings lie.
    bool read(json_scanner in, std::vector<query::value>& to, std::string_view& inner) {
        auto whole = in;
        if (!fill(whole, wanted_, to) || !whole.at_end() || !in.open_object()) return false;
        while (const auto key = in.next_key()) {
            const auto found = in.skip();
            if (!found) return false;
            if (*key == "readings") inner = *found;
        }
        return !in.broken();
    }

    bool next_reading(std::vector<query::value>& to) {
        const auto key = readings_->next_key();
        if (!key) {
            readings_.reset();
            return false;
        }
        const auto what = readings_->here();
        const auto again = *readings_;
        for (const auto& part : parts_) {
            *readings_ = again;
            to[part.slot] = part_of(part, *key, what);
        }
        if (parts_.empty()) readings_->skip();
        *readings_ = again;
        readings_->skip();
        return true;
    }

    query::value part_of(const source_column& part, std::string_view key, kind what) {
        const auto& which = part.path.back();
        if (which == "signal") return key;
        const bool is_word = which == "word";
        if (what == kind::number && !is_word) return readings_->number().value_or(0);
        if (what == kind::text && is_word) return readings_->text().value_or("");
        if (what != kind::truth) return {};
        const bool x = readings_->truth().value_or(false);
        if (is_word) return x ? std::string_view("true") : std::string_view("false");
        return x ? 1.0 : 0.0;
    }

    std::vector<source_column> parts_;
    std::optional<json_scanner> readings_;
};

}  // namespace

std::unique_ptr<row_source> json_rows(line_reader lines, std::vector<source_column> columns) {
    return std::make_unique<json_source>(std::move(lines), std::move(columns));
}

std::unique_ptr<row_source> json_readings(line_reader lines, std::vector<source_column> columns) {
    return std::make_unique<json_reading_source>(std::move(lines), std::move(columns));
}

}  // namespace muster
