#pragma once

#include <algorithm>
#include <chrono>
#include <string_view>

namespace muster::models {

/// Takes a text apart from its beginning. Once something is missing it stays so.
class text_scanner {
public:
    explicit text_scanner(std::string_view text) : rest_(text) {}

    bool at_end() const { return sound_ && rest_.empty(); }
    bool sound() const { return sound_; }

    /// A number of exactly so many digits, from `least` to `most`.
    int number(std::size_t digits, int least, int most) {
        const auto found = leading_digits();
        if (found < digits) return refuse();
        int value = 0;
        for (const char c : rest_.substr(0, digits))
            value = value * 10 + (c - '0');
        rest_.remove_prefix(digits);
        return value < least || value > most ? refuse() : value;
    }
    /// The digits that are next, however many.
    std::string_view digits() {
        const auto found = rest_.substr(0, leading_digits());
        rest_.remove_prefix(found.size());
        return found;
    }
    /// Whether one of these comes next; it is passed over.
    bool passes(std::string_view any_of) {
        if (!sound_ || rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos)
            return false;
        last_ = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }
    void expect(std::string_view any_of) {
        if (!passes(any_of)) refuse();
    }
    /// The character that was passed over last.
    char last() const { return last_; }
    int refuse() {
        sound_ = false;
        return 0;
    }

private:
    std::size_t leading_digits() const {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(),
                                          [](char c) { return c >= '0' && c <= '9'; });
        return static_cast<std::size_t>(end - rest_.begin());
    }

    std::string_view rest_;
    char last_ = 0;
    bool sound_ = true;
};

/// A `full-date` of RFC 3339; refused where there is no such day.
std::chrono::sys_days scan_date(text_scanner& text);
/// A `full-time`: the span since midnight UTC, which an offset can make negative.
std::chrono::microseconds scan_time(text_scanner& text);

}  // namespace muster::models
