#include "tests/tidy/functions.hpp"

#include <cctype>
#include <regex>

namespace muster::tidy {

namespace {

enum class block { scope, initializer, function };

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

/// The code without preprocessor lines and their continuations.
std::string joined_code(const source_file& file) {
    std::string text;
    bool directive = false;
    for (const std::string& line : file.code) {
        const std::size_t first = line.find_first_not_of(" \t");
        directive = directive || (first != std::string::npos && line[first] == '#');
        text += directive ? std::string(line.size(), ' ') : line;
        text += '\n';
        directive = directive && line.ends_with('\\');
    }
    return text;
}

/// What a `{` after `head` (all since the last statement's end) opens.
block kind_of(const std::string& head) {
    static const std::regex scope(
        R"(^(template\s*<[^{]*>\s*)?(export |inline |static |typedef |const |constexpr )*)"
        R"((namespace|class|struct|union|enum|extern)\b)");
    const std::string text = trimmed(head);
    if (std::regex_search(text, scope)) return block::scope;
    if (text.empty() || std::string_view("=,({").find(text.back()) != std::string_view::npos) {
        return block::initializer;
    }
    return text.find('(') == std::string::npos ? block::initializer : block::function;
}

std::string name_of(const std::string& head) {
    static const std::regex test(R"(BOOST_\w+\(\s*(\w+))");
    static const std::regex plain(R"(([\w:~]+|operator\s*\S+?)\s*\()");
    std::smatch match;
    if (std::regex_search(head, match, test) || std::regex_search(head, match, plain)) {
        return match[1];
    }
    return "function";
}

class scanner {
public:
    explicit scanner(const source_file& file) : text_(joined_code(file)) {}

    std::vector<function_extent> run() {
        for (at_ = 0; at_ < text_.size(); ++at_) {
            switch (text_[at_]) {
                case '\n':
                    end_line();
                    break;
                case ':':
                    end_access();
                    break;
                case '{':
                    open();
                    continue;
                case '}':
                    close();
                    continue;
                case '(':
                    ++parentheses_;
                    break;
                case ')':
                    --parentheses_;
                    break;
                case ';':
                    if (parentheses_ <= 0) {
                        restart();
                        continue;
                    }
                    break;
                default:
                    break;
            }
            if (text_[at_] != ':' || !head_.empty()) extend_head();
        }
        return std::move(found_);
    }

private:
    void extend_head() {
        if (in_function_ > 0) return;
        const bool blank = std::isspace(static_cast<unsigned char>(text_[at_])) != 0;
        if (head_.empty() && blank) return;
        if (head_.empty()) head_line_ = line_;
        head_ += text_[at_];
    }

    void restart() {
        if (in_function_ > 0) return;
        head_.clear();
        parentheses_ = 0;
    }

    /// A macro alone on its line, such as BOOST_AUTO_TEST_SUITE(x), is no part of what follows.
    void end_line() {
        static const std::regex macro(R"(^[A-Z][A-Z0-9_]*\(.*\)\s*$)");
        ++line_;
        if (parentheses_ == 0 && std::regex_match(head_, macro)) restart();
    }

    void end_access() {
        if (head_ == "public" || head_ == "private" || head_ == "protected") head_.clear();
    }

    /// `member_{value}` in a constructor's head or a declaration: no blank before the brace.
    bool is_braced_value() const {
        if (head_.empty() || head_.find('(') == std::string::npos) return false;
        const char before = head_.back();
        return std::isalnum(static_cast<unsigned char>(before)) != 0 || before == '_' ||
               before == '>';
    }

    void skip_braced_value() {
        int depth = 0;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] == '{') ++depth;
            if (text_[at_] == '}' && --depth == 0) return;
        }
    }

    void open() {
        if (in_function_ > 0) {
            ++in_function_;
        } else if (is_braced_value()) {
            skip_braced_value();
        } else if (kind_of(head_) == block::function) {
            in_function_ = 1;
            current_ = {name_of(head_), head_line_, 0};
        } else {
            restart();
        }
    }

    void close() {
        if (in_function_ > 0 && --in_function_ == 0) {
            current_.last_line = line_;
            found_.push_back(current_);
        }
        restart();
    }

    std::string text_, head_;
    std::vector<function_extent> found_;
    function_extent current_;
    std::size_t at_ = 0, line_ = 1, head_line_ = 1;
    int in_function_ = 0, parentheses_ = 0;
};

}  // namespace

std::vector<function_extent> functions_of(const source_file& file) {
    return scanner(file).run();
}

}  // namespace muster::tidy
