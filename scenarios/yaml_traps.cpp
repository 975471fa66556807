#include "scenarios/yaml_traps.hpp"

#include <algorithm>

namespace muster::yaml {

namespace {

constexpr const char* quote_it = "put this condition in double quotes";

bool contains(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

std::string trimmed(std::string_view text) {
    auto first = text.find_first_not_of(' ');
    auto last = text.find_last_not_of(' ');
    return first == std::string_view::npos ? std::string()
                                           : std::string(text.substr(first, last - first + 1));
}

// `{limit: ${limit}}`, `{where: x in [1]}`, `{check: devices{...}}`, `{always: jobs["fw"].x}`
bool explain_bracket(const syntax_error& error, const source& text, diagnostics& problems) {
    auto here = text.rest_of_line(error.where);
    auto before = text.before(error.where);
    if (here.empty() || std::string_view("{[(\"':").find(here[0]) == std::string_view::npos)
        return false;
    if (here[0] == '{' && !before.empty() && before.back() == '$') {
        place dollar = error.where;
        --dollar.column;
        problems.error("dollar-brace", dollar, "`${` is not part of the language",
                       "write `params.x` for the parameter `x`");
        return true;
    }
    bool same_line =
        error.last_scalar.line == error.where.line && error.last_scalar.column < error.where.column;
    if (!same_line) return false;
    auto length = error.where.column - error.last_scalar.column;
    auto piece = trimmed(text.rest_of_line(error.last_scalar).substr(0, length));
    problems.error("unquoted-condition", error.last_scalar,
                   "YAML ends `" + piece + "` before `" + std::string(1, here[0]) + '`', quote_it);
    return true;
}

}  // namespace

void explain(const syntax_error& error, const source& text, diagnostics& problems) {
    bool flow = contains(error.message, "flow not found");
    bool at_end = error.where.line == 1 && error.where.column == 1;
    if (flow && at_end && error.open) {
        // The library makes a key without a value of the text before the end of the file.
        if (!problems.items.empty() && problems.items.back().code == "empty-value")
            problems.items.pop_back();
        auto bracket = text.rest_of_line(*error.open).substr(0, 1);
        problems.error("yaml-syntax", *error.open, "`" + std::string(bracket) + "` is never closed",
                       bracket == "{" ? "add the `}`" : "add the `]`");
        return;
    }
    if (flow && explain_bracket(error, text, problems)) return;
    std::string remedy, found = error.message;
    if (flow) {
        found = "the `{` or `[` before this does not end where it should";
        remedy = "a comma or a closing bracket is missing, or a text needs double quotes";
    } else if (contains(error.message, "illegal map value")) {
        found = "a second `: ` in one value";
        remedy = "put a text with `: ` in double quotes; check the indentation";
    } else if (contains(error.message, "end of map not found")) {
        found = "this does not line up with the keys above";
        remedy = "check the indentation and the quotes";
    } else if (contains(error.message, "anchor is not defined")) {
        problems.error("yaml-alias", error.where, "a YAML alias (`*name`)",
                       "name the value in `params`, or copy a sibling with `like:`");
        return;
    } else if (contains(error.message, "unknown token")) {
        found = "no value begins with this character";
        remedy = "put the text in double quotes";
    }
    problems.error("yaml-syntax", error.where, found, remedy);
}

namespace {

// A condition has few commas; looking further would take time for every odd text of a long list.
constexpr std::ptrdiff_t most_pieces = 16;

struct balance {
    int parentheses = 0;
    bool open_quote = false;
};

balance balance_of(const std::string& text, bool in_quote = false) {
    balance result{0, in_quote};
    for (char c : text) {
        if (c == '\'') result.open_quote = !result.open_quote;
        if (result.open_quote) continue;
        if (c == '(') ++result.parentheses;
        if (c == ')') --result.parentheses;
    }
    return result;
}

bool cut_open(const node& n) {
    if (!n.is_scalar() || n.quoted || !n.in_flow) return false;
    auto found = balance_of(n.text);
    return found.parentheses > 0 || found.open_quote;
}

// Whether `text` ends what `cut` left open.
bool closes(const std::string& text, const balance& cut) {
    auto found = balance_of(text, cut.open_quote);
    return cut.open_quote ? !found.open_quote : found.parentheses < 0;
}

void report_cut(node& piece, diagnostics& problems) {
    problems.error("unquoted-condition", piece.where,
                   "YAML cuts this text at the comma after `" + piece.text + '`', quote_it);
    piece.what = node::kind::nothing;
}

void check_list(node& list, diagnostics& problems) {
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (!cut_open(list.items[i])) continue;
        auto cut = balance_of(list.items[i].text);
        auto from = list.items.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        auto last = from + std::min(most_pieces, list.items.end() - from);
        auto end = std::find_if(from, last, [&cut](const node& n) {
            return n.is_scalar() && !n.quoted && closes(n.text, cut);
        });
        if (end == last) continue;
        report_cut(list.items[i], problems);
        list.items.erase(from, end + 1);
    }
}

void check_map(node& map, diagnostics& problems) {
    for (std::size_t i = 0; i < map.entries.size(); ++i) {
        if (!cut_open(map.entries[i].value)) continue;
        auto cut = balance_of(map.entries[i].value.text);
        auto from = map.entries.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        auto last = from + std::min(most_pieces, map.entries.end() - from);
        auto end = std::find_if(from, last, [&cut](const entry& e) { return closes(e.key, cut); });
        if (end == last) continue;
        report_cut(map.entries[i].value, problems);
        map.entries.erase(from, end + 1);
    }
}

}  // namespace

void report_cut_texts(node& root, diagnostics& problems) {
    if (root.is_list()) {
        check_list(root, problems);
        for (auto& item : root.items)
            report_cut_texts(item, problems);
    } else if (root.is_map()) {
        check_map(root, problems);
        for (auto& item : root.entries)
            report_cut_texts(item.value, problems);
    }
}

}  // namespace muster::yaml
