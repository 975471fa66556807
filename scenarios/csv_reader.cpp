#include "scenarios/csv_reader.hpp"

#include <utility>

namespace muster {

csv_reader::csv_reader(std::string_view text, std::string file, diagnostics& problems)
    : text_(text), file_(std::move(file)), problems_(problems) {}

void csv_reader::seek(std::size_t position, std::uint32_t line) {
    at_ = line_begin_ = position;
    line_ = line;
}

bool csv_reader::end_of_line() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
}

bool csv_reader::end_of_field() const {
    return end_of_line() || text_[at_] == ',';
}

void csv_reader::take_line_end() {
    if (at_ >= text_.size()) return;
    at_ += text_[at_] == '\r' ? 2 : 1;
    ++line_;
    line_begin_ = at_;
}

bool csv_reader::next(std::vector<csv_cell>& record) {
    record.clear();
    unescaped_.clear();
    while (at_ < text_.size() && end_of_line())
        take_line_end();
    if (at_ >= text_.size()) return false;
    while (true) {
        if (!field(record.emplace_back())) return false;
        if (end_of_line()) break;
        ++at_;  // the comma
    }
    take_line_end();
    return true;
}

bool csv_reader::field(csv_cell& cell) {
    cell.line = line_;
    cell.column = column();
    if (at_ < text_.size() && text_[at_] == '"') return quoted(cell);
    const auto begin = at_;
    while (!end_of_field()) {
        if (text_[at_] == '"') {
            problems_.error("bad-quote", {file_, line_, column(), ""},
                            "a quote within a field that does not begin with one",
                            "put the whole field in quotes and write the inner one twice");
            return false;
        }
        ++at_;
    }
    cell.text = text_.substr(begin, at_ - begin);
    return true;
}

bool csv_reader::quoted(csv_cell& cell) {
    const auto begin = ++at_;
    bool doubled = false;
    for (; at_ < text_.size(); ++at_) {
        if (text_[at_] == '\n') {
            ++line_;
            line_begin_ = at_ + 1;
        }
        if (text_[at_] != '"') continue;
        if (text_.substr(at_, 2) != "\"\"") break;
        doubled = true;
        ++at_;
    }
    if (at_ >= text_.size()) {
        problems_.error("bad-quote", {file_, cell.line, cell.column, ""},
                        "the field in quotes that begins here does not end",
                        "add the closing quote; a quote within the text is written twice");
        return false;
    }
    cell.text = text_.substr(begin, at_++ - begin);
    if (doubled) {
        std::string plain;
        for (std::size_t i = 0; i < cell.text.size(); ++i) {
            plain += cell.text[i];
            if (cell.text[i] == '"') ++i;
        }
        cell.text = unescaped_.emplace_back(std::move(plain));
    }
    if (end_of_field()) return true;
    problems_.error("bad-quote", {file_, line_, column(), ""},
                    "text after the closing quote of a field",
                    "put a comma between fields; a quote within the text is written twice");
    return false;
}

}  // namespace muster
