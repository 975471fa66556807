#include "scenarios/yaml_source.hpp"

#include <utility>

#include "scenarios/defaults.hpp"
#include "scenarios/utf8.hpp"

namespace muster::yaml {

source::source(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i)
        if (text_[i] == '\n') starts_.push_back(i + 1);
}

place source::at(int line, int column) const {
    return {file_, static_cast<std::uint32_t>(line < 0 ? 0 : line + 1),
            static_cast<std::uint32_t>(column < 0 ? 0 : column + 1), ""};
}

std::string_view source::line(std::size_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    std::size_t begin = starts_[number - 1];
    std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
    if (end > begin && text_[end - 1] == '\r') --end;
    return text_.substr(begin, end - begin);
}

std::string_view source::rest_of_line(const place& where) const {
    auto whole = line(where.line);
    if (where.column == 0 || where.column > whole.size()) return {};
    return whole.substr(where.column - 1);
}

std::string_view source::before(const place& where) const {
    auto whole = line(where.line);
    if (where.column == 0) return {};
    return whole.substr(0, where.column - 1);
}

bool source::quotes_end(const place& where) const {
    if (where.line == 0 || where.line > starts_.size()) return true;
    std::size_t at = starts_[where.line - 1] + where.column - 1;
    if (at >= text_.size() || (text_[at] != '"' && text_[at] != '\'')) return true;
    const char quote = text_[at];
    for (++at; at < text_.size(); ++at) {
        if (quote == '"' && text_[at] == '\\') {
            ++at;
        } else if (text_[at] == quote) {
            bool doubled = quote == '\'' && at + 1 < text_.size() && text_[at + 1] == quote;
            if (!doubled) return true;
            ++at;
        }
    }
    return false;
}

namespace {

bool check_bytes(const source& text, diagnostics& problems) {
    for (std::size_t number = 1; number <= text.line_count(); ++number) {
        auto line = text.line(number);
        for (std::size_t i = 0; i < line.size();) {
            auto byte = static_cast<unsigned char>(line[i]);
            auto length = utf8_length(line, i);
            bool control = (byte < 0x20 && byte != '\t') || byte == 0x7f;
            if (length == 0 || control) {
                problems.error("not-text",
                               text.at(static_cast<int>(number) - 1, static_cast<int>(i)),
                               control ? "a control character" : "a byte that is no UTF-8",
                               "save the file as UTF-8 text");
                return false;
            }
            i += length;
        }
    }
    return true;
}

bool check_tabs(const source& text, diagnostics& problems) {
    bool clean = true;
    for (std::size_t number = 1; number <= text.line_count(); ++number) {
        auto line = text.line(number);
        auto content = line.find_first_not_of(" \t");
        auto tab = line.find('\t');
        if (content == std::string_view::npos || tab >= content || line[content] == '#') continue;
        problems.error("tab-indent", text.at(static_cast<int>(number) - 1, static_cast<int>(tab)),
                       "a tab in the indentation", "indent with spaces");
        clean = false;
    }
    return clean;
}

bool is_marker(std::string_view line, std::string_view marker) {
    return line.substr(0, 3) == marker && (line.size() == 3 || line[3] == ' ' || line[3] == '\t');
}

// A reader of one document would leave the others unread without a word.
bool check_documents(const source& text, diagnostics& problems) {
    bool content = false;
    for (std::size_t number = 1; number <= text.line_count(); ++number) {
        auto line = text.line(number);
        bool begin = is_marker(line, "---"), end = is_marker(line, "...");
        bool directive = !content && line.substr(0, 1) == "%";  // `%YAML 1.2`, ended by `---`
        bool comment = line.empty() || line.front() == '#' || directive ||
                       line.find_first_not_of(" \t") == std::string_view::npos;
        if ((begin || end) && content) {
            problems.error("second-document", text.at(static_cast<int>(number) - 1, 0),
                           begin ? "a second YAML document" : "the end of a YAML document",
                           "a scenario is one document: remove this line");
            return false;
        }
        if (!comment) content = true;
    }
    return true;
}

}  // namespace

bool check_source(const source& text, diagnostics& problems) {
    if (text.text().size() > scenario_limits::file_bytes) {
        problems.error("too-large", {text.at(0, 0).file, 0, 0, ""},
                       std::to_string(text.text().size()) + " bytes, more than the limit of " +
                           std::to_string(scenario_limits::file_bytes),
                       "move lists of devices to a file of their own");
        return false;
    }
    return check_bytes(text, problems) && check_tabs(text, problems) &&
           check_documents(text, problems);
}

}  // namespace muster::yaml
