#include "report/vary.hpp"

#include <algorithm>
#include <string_view>

namespace muster::report {

namespace {

constexpr std::string_view form = "such as `--vary params.limit=1%,2%,5%`";

/// Goes through a text and knows whether it is within quotes or brackets.
class nesting {
public:
    void take(char c) {
        if (quote_ != 0) {
            if (c == quote_) quote_ = 0;
        } else if ((c == '"' || c == '\'') && !in_word_) {
            quote_ = c;
        } else if (c == '[' || c == '{' || c == '(') {
            ++depth_;
        } else if (c == ']' || c == '}' || c == ')') {
            --depth_;
        }
        // An apostrophe within a word, as in `don't`, opens nothing.
        in_word_ = quote_ == 0 &&
                   ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }
    bool inside() const { return quote_ != 0 || depth_ > 0; }

private:
    char quote_ = 0;
    int depth_ = 0;
    bool in_word_ = false;
};

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

}  // namespace

std::optional<vary_spec> parse_vary(const std::string& text, diagnostics& problems) {
    const auto equals = text.find('=');
    const place where{"--vary " + text.substr(0, equals), 0, 0, {}};
    if (equals == std::string::npos || equals == 0) {
        problems.error("bad-vary", where, "found `" + text + "`, expected PATH=VALUE,VALUE...",
                       std::string(form));
        return std::nullopt;
    }
    vary_spec spec{text.substr(0, equals), {}};
    nesting within;
    std::size_t begin = equals + 1;
    for (std::size_t i = begin; i <= text.size(); ++i) {
        const bool end = i == text.size();
        if (!end && (text[i] != ',' || within.inside())) {
            within.take(text[i]);
            continue;
        }
        spec.values.push_back(trimmed(std::string_view(text).substr(begin, i - begin)));
        begin = i + 1;
    }
    if (within.inside())
        problems.error("bad-vary", where, "a quote or bracket in `" + text + "` is not closed",
                       std::string(form));
    else if (std::any_of(spec.values.begin(), spec.values.end(),
                         [](const std::string& v) { return v.empty(); }))
        problems.error("empty-value", where, "a value is empty",
                       "write a value on both sides of every comma");
    else
        return spec;
    return std::nullopt;
}

std::uint64_t count_variants(const std::vector<vary_spec>& specs, std::uint64_t most) {
    std::uint64_t count = 1;
    for (const auto& spec : specs) {
        count *= spec.values.size();
        if (count > most) break;
    }
    return count;
}

std::vector<std::vector<std::string>> variants_of(const std::vector<vary_spec>& specs) {
    std::vector<std::vector<std::string>> all{{}};
    for (const auto& spec : specs) {
        std::vector<std::vector<std::string>> longer;
        for (const auto& begun : all)
            for (const auto& value : spec.values) {
                longer.push_back(begun);
                longer.back().push_back(value);
            }
        all = std::move(longer);
    }
    return all;
}

}  // namespace muster::report
