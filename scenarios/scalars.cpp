#include "scenarios/scalars.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "scenarios/decimal.hpp"
#include "scenarios/defaults.hpp"

namespace muster::scalars {

namespace {

constexpr std::uint64_t thousand = 1'000, million = 1'000'000;

std::string tick(std::string_view text) {
    return '`' + std::string(text) + '`';
}

// `0.5` as the percentage that it may mean; by hand, since a double would print 28.999.
std::string as_percentage(std::string_view text) {
    auto rest = text;
    auto number = take_decimal(rest);
    if (!number || !rest.empty() || number->scale == 0 || number->digits == 0)
        return tick(std::string(text) + '%');
    while (number->scale > 2 && number->digits % 10 == 0)
        number->digits /= 10, --number->scale;
    if (number->scale < 2) number->digits *= 10, ++number->scale;
    auto digits = std::to_string(number->digits);
    unsigned places = number->scale - 2;
    if (places > 0) {
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, ".");
    }
    return tick(digits + '%') + " or " + tick(std::string(text) + '%');
}

/// Whether a text begins with more digits than any number of the language has.
bool has_too_many_digits(std::string_view text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    return end - text.begin() > 18;
}

refusal too_large(const std::string& limit) {
    return {"out-of-range", "at most " + limit, "the number is too large"};
}

}  // namespace

parsed<std::uint64_t> parse_count(std::string_view text) {
    const std::string expected = "a whole number such as `250`, `300k` or `1M`";
    auto rest = text;
    if (has_too_many_digits(text)) return too_large("18 digits");
    auto number = take_decimal(rest);
    if (!number) return refusal{"bad-count", expected, ""};
    std::uint64_t factor = 1;
    if (rest == "k") factor = thousand;
    if (rest == "M") factor = million;
    if (rest == "m" || rest == "K") {
        std::string meant(text.substr(0, text.size() - 1));
        meant += rest == "m" ? 'M' : 'k';
        return refusal{"bad-count", expected,
                       "did you mean " + tick(meant) + "? `k` is thousand, `M` is million"};
    }
    if (factor == 1 && !rest.empty()) {
        std::string remedy;
        if (rest[0] == '_' || rest[0] == ',') remedy = "write the digits without separators";
        if (rest[0] == 'e' || rest[0] == 'E') remedy = "write it with `k` or `M`";
        if (rest == "%") remedy = "a percentage is not possible here";
        return refusal{"bad-count", expected, remedy};
    }
    auto whole = number->times(factor);
    if (!whole && number->scale == 0) return too_large("18 digits");
    if (!whole) return refusal{"bad-count", expected, "there are no parts of a device"};
    return *whole;
}

parsed<std::uint64_t> parse_devices(std::string_view text) {
    auto count = parse_count(text);
    const bool fits = count && *count.value >= 1 && *count.value <= scenario_limits::devices;
    if (fits || (!count && count.why.code != "out-of-range")) return count;
    const bool none = count && *count.value == 0;
    return refusal{"out-of-range", "from 1 to 100M devices", none ? "" : "the number is too large"};
}

parsed<std::uint64_t> parse_whole(std::string_view text) {
    std::uint64_t number = 0;
    auto end = text.data() + text.size();
    auto [stop, bad] = std::from_chars(text.data(), end, number);
    if (bad == std::errc::result_out_of_range && stop == end)
        return too_large("18446744073709551615");
    if (bad != std::errc{} || stop != end)
        return refusal{"bad-count", "a whole number from 0 to 18446744073709551615", ""};
    return number;
}

parsed<share> parse_percentage(std::string_view text) {
    const std::string expected = "a percentage such as `2%`";
    auto rest = text;
    auto number = take_decimal(rest);
    if (!number) return refusal{"bad-share", expected, ""};
    if (rest.empty()) return refusal{"missing-percent", expected, "write " + as_percentage(text)};
    if (rest != "%") return refusal{"bad-share", expected, ""};
    constexpr std::uint64_t percent = share::whole / 100;
    auto parts = number->times(percent);
    constexpr std::uint64_t most = std::uint64_t{share::whole} * 1'000'000;
    if ((!parts && number->scale == 0) || (parts && *parts > most)) return too_large("100000000%");
    if (!parts) return refusal{"bad-share", "a percentage with at most seven decimals", ""};
    return share{static_cast<std::int64_t>(*parts)};
}

parsed<share> parse_share(std::string_view text) {
    auto part = parse_percentage(text);
    if (part ? *part.value > all_of_it : part.why.code == "out-of-range")
        return refusal{"out-of-range", "a percentage from 0% to 100%", ""};
    return part;
}

parsed<share> parse_signed_share(std::string_view text) {
    const bool negative = text.substr(0, 1) == "-";
    auto size = parse_share(text.substr(negative ? 1 : 0));
    if (!size && size.why.code == "out-of-range")
        size.why.expected = "a percentage of -100% to 100%";
    if (size && negative) size.value->ppb = -size.value->ppb;
    return size;
}

parsed<amount> parse_amount(std::string_view text) {
    amount result;
    if (!text.empty() && text.back() == '%') {
        auto part = parse_share(text);
        if (!part) return part.why;
        result.is_share = true;
        result.part = *part.value;
        return result;
    }
    auto count = parse_count(text);
    if (count) {
        result.count = *count.value;
        return result;
    }
    count.why.expected = "a percentage such as `2%` or a whole number";
    auto rest = text;
    if (take_decimal(rest) && rest.empty())
        return refusal{"missing-percent", count.why.expected, "write " + as_percentage(text)};
    return count.why;
}

namespace {

/// `1k` and `0x10` as plain numbers; empty: they are none.
std::string in_digits(std::string_view text) {
    if (text.starts_with('-')) {
        const auto size = in_digits(text.substr(1));
        return size.empty() ? size : '-' + size;
    }
    auto rest = text;
    const auto number = take_decimal(rest);
    if (number && (rest == "k" || rest == "M"))
        if (const auto whole = number->times(rest == "k" ? thousand : million))
            return std::to_string(*whole);
    std::uint64_t value = 0;
    if (!text.starts_with("0x") && !text.starts_with("0X")) return {};
    const auto* end = text.data() + text.size();
    const auto [stop, bad] = std::from_chars(text.data() + 2, end, value, 16);
    return stop == end && bad == std::errc{} ? std::to_string(value) : std::string();
}

/// What to write for a number that goes on with `tail`.
std::string number_remedy(std::string_view text, std::string_view tail) {
    if (tail == "%") return "a percentage is not possible here";
    if (tail[0] == '_' || tail[0] == ',')
        return "write it without separators, with a decimal point";
    if (const auto digits = in_digits(text); !digits.empty()) return "write " + tick(digits);
    const auto unit = tail.substr(std::min(tail.find_first_not_of(' '), tail.size()));
    const bool is_unit = unit.empty() || static_cast<unsigned char>(unit[0]) >= 0x80 ||
                         (unit[0] >= 'a' && unit[0] <= 'z') || (unit[0] >= 'A' && unit[0] <= 'Z');
    if (!is_unit) return {};
    const auto bare = tick(text.substr(0, text.size() - tail.size()));
    return "write " + bare + (unit.empty() ? "" : " and say the unit with `unit:`");
}

}  // namespace

parsed<double> parse_number(std::string_view text) {
    const std::string expected = "a plain number";
    auto digits = text;
    if (!digits.empty() && digits[0] == '+') digits.remove_prefix(1);
    bool starts_well = !digits.empty() && (is_digit(digits[0]) || digits[0] == '-') &&
                       digits.substr(0, 2) != "-i" && digits.substr(0, 2) != "-n";
    double number = 0;
    auto end = digits.data() + digits.size();
    auto [stop, bad] = std::from_chars(digits.data(), end, number);
    if (starts_well && bad == std::errc::result_out_of_range)
        return refusal{"out-of-range", expected,
                       "the number is too large or too small for a double"};
    if (!starts_well || bad != std::errc{} || !std::isfinite(number))
        return refusal{"bad-number", expected, ""};
    if (stop == end) return number;
    const auto tail = std::string_view(stop, static_cast<std::size_t>(end - stop));
    return refusal{"bad-number", expected, number_remedy(digits, tail)};
}

parsed<bool> parse_boolean(std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    std::string word(text), remedy;
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (word == "yes" || word == "on" || word == "true" || word == "1") remedy = "write `true`";
    if (word == "no" || word == "off" || word == "false" || word == "0") remedy = "write `false`";
    return refusal{"bad-boolean", "`true` or `false`", remedy};
}

parsed<pace> parse_pace(std::string_view text) {
    if (text == "max") return pace{};
    if (text == "realtime") return pace{pace::mode::factor, 1.0};
    const std::string expected = "`max`, `realtime` or a factor such as `60x`";
    if (text.size() < 2 || text.back() != 'x') return refusal{"bad-speed", expected, ""};
    auto factor = parse_number(text.substr(0, text.size() - 1));
    const bool plain = text.find_first_not_of("0123456789.x") == std::string_view::npos;
    if (!plain || !factor || *factor.value <= 0) return refusal{"bad-speed", expected, ""};
    return pace{pace::mode::factor, *factor.value};
}

parsed<rate> parse_rate(std::string_view text) {
    const refusal bad{"bad-rate", "a rate such as `500/s`, `20/m`, `3/h` or `1/d`", ""};
    auto slash = text.find('/');
    if (slash == std::string_view::npos) return bad;
    auto unit = text.substr(slash + 1);
    auto amount_text = text.substr(0, slash);
    rate result;
    if (unit == "s") result.per = std::chrono::seconds(1);
    if (unit == "m") result.per = std::chrono::minutes(1);
    if (unit == "h") result.per = std::chrono::hours(1);
    if (unit == "d") result.per = std::chrono::hours(24);
    if (result.per == duration{}) return bad;
    if (auto number = parse_number(amount_text)) {
        result.amount = *number.value;
    } else if (auto count = parse_count(amount_text)) {
        result.amount = static_cast<double>(*count.value);
    } else {
        return bad;
    }
    return result;
}

parsed<double> parse_per_second(std::string_view text) {
    auto rate = parse_rate(text);
    if (!rate) return rate.why;
    const double seconds = static_cast<double>(rate.value->per.count()) / 1e6;
    const double each = rate.value->amount / seconds;
    // So many apart that they can be told in microseconds, or so few that nobody sees the next one.
    if (each < 1e-6 || each > 1e9)
        return refusal{"out-of-range", "a rate above zero and up to 1000M/s", ""};
    return each;
}

std::optional<reference> parse_reference(std::string_view text) {
    for (const char* root : {"params", "request", "env"}) {
        std::string prefix = std::string(root) + '.';
        if (text.substr(0, prefix.size()) != prefix) continue;
        auto name = text.substr(prefix.size());
        if (is_model_name(name)) return reference{root, std::string(name)};
    }
    return std::nullopt;
}

bool is_name(std::string_view text) {
    if (text.empty() || text[0] < 'a' || text[0] > 'z') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_'; });
}

bool is_model_name(std::string_view text) {
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (text.empty() || !letter(text[0])) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || is_digit(c) || c == '_'; });
}

bool is_forbidden_word(std::string_view text) {
    std::string word(text);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    static const std::array<std::string_view, 6> words{"on", "off", "yes", "no", "null", "~"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace muster::scalars
