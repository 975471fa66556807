#include "fleet/text_pattern.hpp"

#include <algorithm>
#include <charconv>

namespace muster {

text_pattern::text_pattern(std::string_view pattern) {
    const auto first = pattern.find('#');
    if (first == std::string_view::npos) {
        before_ = pattern;
        return;
    }
    const auto last = std::min(pattern.find_first_not_of('#', first), pattern.size());
    before_ = pattern.substr(0, first);
    after_ = pattern.substr(last);
    width_ = static_cast<std::uint32_t>(last - first);
}

std::uint64_t text_pattern::capacity() const {
    if (width_ == 0) return 0;
    std::uint64_t limit = 1;
    for (std::uint32_t i = 0; i < std::min(width_, 18U); ++i)
        limit *= 10;
    return limit - 1;
}

std::uint64_t text_pattern::number_of(std::string_view text) const {
    if (width_ == 0 || text.size() < before_.size() + width_ + after_.size()) return 0;
    if (!text.starts_with(before_) || !text.ends_with(after_)) return 0;
    const auto digits = text.substr(before_.size(), text.size() - before_.size() - after_.size());
    if (digits.size() > width_ && digits.front() == '0') return 0;
    std::uint64_t number = 0;
    const auto end = digits.data() + digits.size();
    const auto [stop, bad] = std::from_chars(digits.data(), end, number);
    return bad == std::errc{} && stop == end ? number : 0;
}

void text_pattern::write(std::uint64_t number, std::string& out) const {
    out.clear();
    append(number, out);
}

void text_pattern::append(std::uint64_t number, std::string& out) const {
    out += before_;
    if (width_ == 0) return;
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    const auto length = static_cast<std::size_t>(end - digits);
    if (length < width_) out.append(width_ - length, '0');
    out.append(digits, length);
    out += after_;
}

std::string text_pattern::text(std::uint64_t number) const {
    std::string out;
    write(number, out);
    return out;
}

}  // namespace muster
