#include "fleet/query/lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "fleet/query/literals.hpp"

namespace muster::query {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_word(char c) {
    return is_word_start(c) || is_digit(c);
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct keyword {
    std::string_view word;
    token_kind kind;
};

constexpr std::array<keyword, 9> keywords{{{"and", token_kind::key_and},
                                           {"or", token_kind::key_or},
                                           {"not", token_kind::key_not},
                                           {"in", token_kind::key_in},
                                           {"like", token_kind::key_like},
                                           {"is", token_kind::key_is},
                                           {"null", token_kind::key_null},
                                           {"true", token_kind::key_true},
                                           {"false", token_kind::key_false}}};

const keyword* find_keyword(std::string_view word) {
    const auto it = std::find_if(keywords.begin(), keywords.end(),
                                 [&](const keyword& k) { return same_word(k.word, word); });
    return it == keywords.end() ? nullptr : &*it;
}

struct symbol {
    std::string_view text;
    token_kind kind;
};

// A longer symbol stands before its own beginning.
constexpr std::array<symbol, 18> symbols{{{"==", token_kind::equal},
                                          {"=", token_kind::equal},
                                          {"!=", token_kind::not_equal},
                                          {"<>", token_kind::not_equal},
                                          {"<=", token_kind::less_equal},
                                          {"<", token_kind::less},
                                          {">=", token_kind::greater_equal},
                                          {">", token_kind::greater},
                                          {"+", token_kind::plus},
                                          {"-", token_kind::minus},
                                          {"*", token_kind::star},
                                          {"/", token_kind::slash},
                                          {"%", token_kind::modulo},
                                          {"(", token_kind::open},
                                          {")", token_kind::close},
                                          {"[", token_kind::open_bracket},
                                          {"]", token_kind::close_bracket},
                                          {",", token_kind::comma}}};

struct foreign_symbol {
    std::string_view text, remedy;
};

constexpr std::array<foreign_symbol, 11> foreign_symbols{
    {{"&&", "write AND"},
     {"||", "write OR"},
     {"!", "write NOT"},
     {"=>", "write >="},
     {"=<", "write <="},
     {"{", "the filter of a metric is put in parentheses: devices.online(region = 'coast')"},
     {"}", "the filter of a metric is put in parentheses: devices.online(region = 'coast')"},
     {"‘", "a text is put in straight quotes: '"},
     {"’", "a text is put in straight quotes: '"},
     {"“", "a text is put in straight quotes: '"},
     {"”", "a text is put in straight quotes: '"}}};

class lexer {
public:
    explicit lexer(std::string_view text) : text_(text) {}

    lex_result run() {
        while (skip_spaces(), at_ < text_.size())
            read_token();
        add(token_kind::end, at_);
        return std::move(result_);
    }

private:
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    std::string_view rest() const { return text_.substr(at_); }

    void skip_spaces() {
        while (at_ < text_.size() && is_space(text_[at_]))
            ++at_;
    }

    span since(std::size_t begin) const {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_ - begin)};
    }

    token& add(token_kind kind, std::size_t begin) {
        token t;
        t.kind = kind;
        t.where = since(begin);
        return result_.tokens.emplace_back(std::move(t));
    }

    void complain(std::size_t begin, std::string code, std::string text, std::string remedy = {}) {
        result_.problems.push_back(
            {since(begin), std::move(code), std::move(text), std::move(remedy)});
    }

    void read_token() {
        const char c = peek();
        if (is_digit(c)) {
            read_figure();
        } else if (is_word_start(c) || (c == '$' && is_word_start(peek(1)))) {
            read_path();
        } else if (c == '\'' || c == '"') {
            const auto begin = at_;
            if (auto content = read_quoted())
                add(token_kind::text, begin).text = std::move(*content);
        } else {
            read_symbol();
        }
    }

    void read_figure() {
        const auto begin = at_;
        while (is_word(peek()) || peek() == '.')
            ++at_;
        const auto run = text_.substr(begin, at_ - begin);
        const bool is_percent = peek() == '%' && !begins_operand(peek(1));
        const auto found = is_percent ? read_percent(run) : read_number(run);
        if (is_percent) ++at_;
        if (!found.code.empty()) return complain(begin, found.code, found.text, found.remedy);
        const auto kind = found.kind == node_kind::percent    ? token_kind::percent
                          : found.kind == node_kind::duration ? token_kind::duration
                                                              : token_kind::number;
        add(kind, begin).number = found.number;
    }

    /// A sign right between two operands, `7%3`, is the modulo; any other right behind a number is
    /// a percentage's.
    static bool begins_operand(char c) {
        return is_word(c) || c == '$' || c == '(' || c == '\'' || c == '"';
    }

    /// The content of a text in either kind of quotes; a doubled quote stands for one.
    std::optional<std::string> read_quoted() {
        const auto begin = at_;
        const char quote = text_[at_++];
        std::string content;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c != quote) {
                content += c;
            } else if (peek() == quote) {
                content += quote;
                ++at_;
            } else {
                return content;
            }
        }
        complain(begin, "unterminated-text", "the text that begins here has no end",
                 std::string("close it with ") + quote);
        return std::nullopt;
    }

    std::string_view read_word() {
        const auto begin = at_;
        while (is_word(peek()))
            ++at_;
        return text_.substr(begin, at_ - begin);
    }

    void read_path() {
        const auto begin = at_;
        ++at_;
        read_word();
        const auto first = text_.substr(begin, at_ - begin);
        if (peek() != '.') {
            if (const auto* k = find_keyword(first)) return static_cast<void>(add(k->kind, begin));
        }
        if (first.front() == 'P' && read_iso(begin)) return;
        if (peek() == ':' && same_word(first, "dtmi")) return read_model_id(begin);
        std::string path(first);
        bool one_word = true;
        while (at_next_segment()) {
            one_word = false;
            if (!read_segment(path)) return;
        }
        auto& t = add(token_kind::path, begin);
        t.text = std::move(path);
        t.one_word = one_word;
    }

    /// An ISO 8601 duration, which may hold a dot: `PT0.5S`.
    bool read_iso(std::size_t begin) {
        auto end = begin;
        while (end < text_.size() && (is_word(text_[end]) || text_[end] == '.'))
            ++end;
        const auto found = read_iso_duration(text_.substr(begin, end - begin));
        if (!found) return false;
        at_ = end;
        add(token_kind::duration, begin).number = *found;
        return true;
    }

    /// `dtmi:com:example:meter;1`, which is how IoT Central writes a template: a text.
    void read_model_id(std::size_t begin) {
        while (is_word(peek()) || peek() == ':' || peek() == ';')
            ++at_;
        add(token_kind::text, begin).text = text_.substr(begin, at_ - begin);
    }

    bool at_next_segment() const {
        return peek() == '.' || (peek() == '[' && (peek(1) == '"' || peek(1) == '\''));
    }

    bool read_segment(std::string& path) {
        const auto begin = at_;
        const bool bracket = text_[at_++] == '[';
        path += '.';
        if (is_word(peek())) {
            path += read_word();
            return true;
        }
        if (peek() != '"' && !bracket) {
            complain(begin, "unexpected-character", "a name is expected after the dot");
            return false;
        }
        const auto segment = read_quoted();
        if (!segment) return false;
        path += path_segment(*segment);
        if (segment->empty()) {
            complain(begin, "unexpected-character", "a name is expected between the quotes");
            return false;
        }
        if (bracket && peek() != ']') {
            complain(begin, "unexpected-character", "the bracket that begins here has no end",
                     "close it with ]");
            return false;
        }
        if (bracket) ++at_;
        return true;
    }

    void read_symbol() {
        const auto begin = at_;
        for (const auto& s : foreign_symbols) {
            // `!=` is ours although `!` alone is not.
            if (!rest().starts_with(s.text) || rest().starts_with("!=")) continue;
            at_ += s.text.size();
            return complain(begin, "unexpected-character",
                            "`" + std::string(s.text) + "` has no meaning here",
                            std::string(s.remedy));
        }
        for (const auto& s : symbols) {
            if (!rest().starts_with(s.text)) continue;
            at_ += s.text.size();
            add(s.kind, begin);
            return;
        }
        read_unknown();
    }

    void read_unknown() {
        const auto begin = at_;
        const bool fraction = peek() == '.' && is_digit(peek(1));
        ++at_;
        while ((static_cast<unsigned char>(peek()) & 0xc0) == 0x80)
            ++at_;
        const auto shown = "`" + std::string(text_.substr(begin, at_ - begin)) + "`";
        if (fraction) {
            read_word();
            return complain(begin, "bad-number", "a number begins with a digit",
                            "write 0" + std::string(text_.substr(begin, at_ - begin)));
        }
        complain(begin, "unexpected-character", shown + " has no meaning here");
    }

    std::string_view text_;
    std::size_t at_ = 0;
    lex_result result_;
};

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::string path_segment(std::string_view name) {
    if (std::all_of(name.begin(), name.end(), is_word)) return std::string(name);
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

lex_result lex(std::string_view text) {
    return lexer(text).run();
}

}  // namespace muster::query
