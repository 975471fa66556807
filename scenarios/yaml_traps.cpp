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
    if (piece.ends_with(':')) {
        problems.error("yaml-syntax", error.last_scalar,
                       "YAML takes `" + piece + "` for a text, not for a key",
                       "write a space after the colon: `" + piece + ' ' + here[0] + '`');
        return true;
    }
    problems.error("unquoted-condition", error.last_scalar,
                   "YAML ends `" + piece + "` before `" + std::string(1, here[0]) + '`', quote_it);
    return true;
}

// `{where: x IN ('a', 'b'), ...}`: cut at the comma, and what follows the quotes makes no sense.
bool explain_cut(const syntax_error& error, const source& text, diagnostics& problems) {
    auto before = text.before(error.where);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] == '(') open.push_back(i);
        if (before[i] == ')' && !open.empty()) open.pop_back();
    }
    if (open.empty() || text.rest_of_line(error.where).find(')') == std::string_view::npos)
        return false;
    auto head = before.substr(0, open.front());
    auto begin = head.find_last_of(":[{");
    if (begin == std::string_view::npos) return false;
    begin = before.find_first_not_of(' ', begin + 1);
    place where = error.where;
    where.column = static_cast<std::uint32_t>(begin + 1);
    auto comma = std::min(before.find(',', open.front()), before.size());
    problems.error("unquoted-condition", where,
                   "YAML cuts this text at the comma after `" +
                       trimmed(before.substr(begin, comma - begin)) + '`',
                   quote_it);
    return true;
}

std::string line_and_column(const place& where) {
    return "line " + std::to_string(where.line) + ", column " + std::to_string(where.column);
}

// The library makes a key without a value of the text before an error.
void forget_empty_value(diagnostics& problems) {
    if (!problems.items.empty() && problems.items.back().code == "empty-value")
        problems.items.pop_back();
}

// False where the brackets are not what is wrong.
bool explain_flow(const syntax_error& error, const source& text, diagnostics& problems) {
    if (!contains(error.message, "flow not found")) return false;
    forget_empty_value(problems);
    if (!error.open) return false;
    auto bracket = std::string(text.rest_of_line(*error.open).substr(0, 1));
    bool at_end = (error.where.line == 1 && error.where.column == 1) ||
                  (error.where.line >= text.line_count() && text.rest_of_line(error.where).empty());
    if (at_end) {
        problems.error("yaml-syntax", *error.open, "`" + bracket + "` is never closed",
                       bracket == "{" ? "add the `}`" : "add the `]`");
        return true;
    }
    if (explain_cut(error, text, problems) || explain_bracket(error, text, problems)) return true;
    problems.error("yaml-syntax", error.where,
                   "the `" + bracket + "` at " + line_and_column(*error.open) +
                       " does not end where it should",
                   "a comma or a closing bracket is missing, or a text needs double quotes");
    return true;
}

/// What the library says, by a part of it, in the words of the language.
struct own_words {
    const char* part;
    const char* found;
    const char* remedy;
};

const own_words* words_of(const std::string& message) {
    static constexpr const char* no_marks = "a YAML tag, anchor or alias that is malformed";
    static constexpr const char* quote = "put the text in double quotes";
    static constexpr own_words all[] = {
        {"illegal map value", "a second `: ` in one value",
         "put a text with `: ` in double quotes; check the indentation"},
        {"illegal map key", "a key where none can begin", "check the indentation"},
        {"illegal block entry", "an item of a list where none can begin",
         "write the list on lines of its own below the key, or as `[a, b]`"},
        {"end of map not found", "this does not line up with the keys above",
         "check the indentation and the quotes"},
        {"end of sequence not found", "this does not line up with the items above",
         "check the indentation and the quotes"},
        {"illegal flow end", "a bracket closes here that none has opened",
         "remove it, or add the opening one"},
        {"unknown token", "no value begins with this character", quote},
        {"illegal EOF in scalar", "the file ends within a text in quotes", "add the closing quote"},
        {"illegal document indicator", "`---` or `...` within a text in quotes",
         "add the closing quote before it"},
        {"illegal character in scalar", "a character that a text can't have", quote},
        {"illegal tab", "a tab in the indentation", "indent with spaces"},
        {"scanning hex number", "a `\\x` or `\\u` without its hexadecimal digits",
         "write the character itself"},
        {"invalid unicode", "a `\\u` that is no character", "write the character itself"},
        {"unknown escape character", "a `\\` before a character that it gives no meaning",
         "write it twice, or put the text in single quotes"},
        {"single-quoted string", "a character that single quotes can't hold",
         "put the text in double quotes"},
        {"block scalar", "a block text whose head or indentation is wrong",
         "write `|` alone, then the lines, indented more than the key"},
        {"directive", "a YAML directive (`%`) that is malformed", "remove the line"},
        {"YAML version", "another version of YAML than 1.2", "remove the line"},
        {"YAML major version", "another version of YAML than 1.2", "remove the line"},
        {"tag", no_marks, quote},
        {"anchor", no_marks, quote},
        {"alias", no_marks, quote},
    };
    const auto* found = std::find_if(std::begin(all), std::end(all), [&](const own_words& words) {
        return contains(message, words.part);
    });
    return found == std::end(all) ? nullptr : found;
}

}  // namespace

void explain(const syntax_error& error, const source& text, diagnostics& problems) {
    if (explain_flow(error, text, problems)) return;
    if (contains(error.message, "anchor is not defined"))
        return problems.error("yaml-alias", error.where, "a YAML alias (`*name`)",
                              "name the value in `params`, or copy a sibling with `like:`");
    const auto* words = words_of(error.message);
    if (words == nullptr)
        problems.error("yaml-syntax", error.where, "YAML can't be read from here on",
                       "check the quotes, the brackets and the indentation before it");
    else
        problems.error("yaml-syntax", error.where, words->found, words->remedy);
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

// A piece that YAML took for a key has no value, which says nothing more.
void forget_empty_value(diagnostics& problems, const place& key) {
    auto& items = problems.items;
    items.erase(std::remove_if(items.begin(), items.end(),
                               [&key](const diagnostic& d) {
                                   return d.code == "empty-value" && d.where.line == key.line &&
                                          d.where.column == key.column;
                               }),
                items.end());
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
        for (auto piece = from; piece <= end; ++piece)
            forget_empty_value(problems, piece->where);
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
