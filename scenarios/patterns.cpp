#include "scenarios/patterns.hpp"

#include <algorithm>

#include "fleet/text_pattern.hpp"

namespace muster {

namespace {

// The value of `<params.x>`.
std::optional<std::string> parameter(reading& r, const yaml::node& found, const std::string& name) {
    const auto* params = r.root().find("params");
    const auto* value = params == nullptr ? nullptr : params->find(name);
    if (value != nullptr && value->is_scalar()) return value->text;
    r.error("unknown-param", found.where, "there is no parameter " + ticked(name),
            r.suggestion(name, r.names_in("params")));
    return std::nullopt;
}

std::optional<std::string> replacement(reading& r, const yaml::node& found, const std::string& word,
                                       pattern_words allowed) {
    const auto reference = scalars::parse_reference(word);
    if (reference && reference->root == "params") return parameter(r, found, reference->name);
    if (allowed == pattern_words::tags) return '<' + word + '>';
    r.error("bad-pattern", found.where, "`<" + word + ">` in a text that only counts",
            "write `<params.x>`, or a text without angle brackets");
    return std::nullopt;
}

std::optional<std::string> expand(reading& r, const yaml::node& found, pattern_words allowed) {
    std::string out;
    std::size_t at = 0;
    const auto& text = found.text;
    while (at < text.size()) {
        auto open = text.find('<', at);
        auto close = open == std::string::npos ? open : text.find('>', open);
        if (close == std::string::npos) break;
        auto value = replacement(r, found, text.substr(open + 1, close - open - 1), allowed);
        if (!value) return std::nullopt;
        out += text.substr(at, open - at) + *value;
        at = close + 1;
    }
    return out + text.substr(at);
}

}  // namespace

std::optional<std::string> read_pattern(reading& r, const yaml::node& found,
                                        pattern_words allowed) {
    if (found.what == yaml::node::kind::nothing) return std::nullopt;
    if (!found.is_scalar()) {
        r.wrong_type(found, "a text with a run of `#`");
        return std::nullopt;
    }
    auto text = expand(r, found, allowed);
    if (!text) return std::nullopt;
    if (std::count(text->begin(), text->end(), '<') !=
        std::count(text->begin(), text->end(), '>')) {
        r.error("bad-pattern", found.where, "found " + found_text(found) + ", a `<` without a `>`",
                "write `<region>` for the device's tag");
        return std::nullopt;
    }
    auto first = text->find('#');
    auto end = first == std::string::npos ? first : text->find_first_not_of('#', first);
    bool again = end != std::string::npos && text->find('#', end) != std::string::npos;
    if (first == std::string::npos || again) {
        r.error("bad-pattern", found.where,
                "found " + found_text(found) + ", expected a text with one run of `#`",
                "such as `m-######`: each `#` is one digit of the running number");
        return std::nullopt;
    }
    return text;
}

std::size_t digits_for(std::uint64_t count) {
    return std::to_string(count).size();
}

namespace {

struct run {
    std::int64_t begin, end;  // columns of the `#`
};

run run_of(const std::string& pattern) {
    auto begin = pattern.find('#');
    auto end = std::min(pattern.find_first_not_of('#', begin), pattern.size());
    return {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end)};
}

constexpr std::int64_t most_digits = 18;

std::int64_t power_of_ten(std::int64_t n) {
    std::int64_t result = 1;
    for (std::int64_t i = 0; i < n; ++i)
        result *= 10;
    return result;
}

// The number of an id is `fixed + free * scale`: digits that the other pattern writes as text, and
// digits that both number.
struct number_form {
    std::int64_t fixed = 0, scale = 1;
    std::uint64_t count = 0;
};

// Empty where the other pattern has something else than a digit in this one's run.
std::optional<number_form> form_of(const id_range& own, const id_range& other, run shared) {
    auto mine = run_of(own.pattern);
    number_form form;
    form.count = own.count;
    form.scale = power_of_ten(mine.end - shared.end);
    for (auto column = mine.begin; column < mine.end; ++column) {
        bool free = column >= shared.begin && column < shared.end;
        char c = free ? '0' : other.pattern[static_cast<std::size_t>(column)];
        if (c < '0' || c > '9') return std::nullopt;
        form.fixed = form.fixed * 10 + (c - '0');
    }
    return form;
}

std::int64_t ceiling(std::int64_t a, std::int64_t b) {
    return a <= 0 ? 0 : (a + b - 1) / b;
}

std::optional<run> first_and_last(const number_form& form) {
    auto count = static_cast<std::int64_t>(std::min<std::uint64_t>(form.count, 1ULL << 60));
    if (form.fixed > count) return std::nullopt;
    return run{ceiling(1 - form.fixed, form.scale), (count - form.fixed) / form.scale};
}

bool texts_agree(const std::string& a, const std::string& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && a[i] != '#' && b[i] != '#') return false;
    return true;
}

}  // namespace

std::optional<std::string> common_id(const id_range& a, const id_range& b) {
    if (a.pattern.size() != b.pattern.size() || !texts_agree(a.pattern, b.pattern))
        return std::nullopt;
    auto left = run_of(a.pattern), right = run_of(b.pattern);
    if (left.end - left.begin > most_digits || right.end - right.begin > most_digits)
        return std::nullopt;
    run shared{std::max(left.begin, right.begin), std::min(left.end, right.end)};
    if (shared.end < shared.begin) shared = {left.end, left.end};
    bool apart = shared.begin == shared.end;
    auto of_a = form_of(a, b, apart ? run{left.end, left.end} : shared);
    auto of_b = form_of(b, a, apart ? run{right.end, right.end} : shared);
    if (!of_a || !of_b) return std::nullopt;
    auto in_a = first_and_last(*of_a), in_b = first_and_last(*of_b);
    if (!in_a || !in_b) return std::nullopt;
    auto most = apart ? 0 : power_of_ten(shared.end - shared.begin) - 1;
    auto first = std::max(in_a->begin, in_b->begin);
    if (first > std::min({in_a->end, in_b->end, most})) return std::nullopt;
    auto number = of_a->fixed + (apart ? 0 : first * of_a->scale);
    return text_pattern(a.pattern).text(static_cast<std::uint64_t>(number));
}

}  // namespace muster
