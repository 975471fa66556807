#include "scenarios/decimal.hpp"

#include <limits>

#include "fleet/uint128.hpp"

namespace muster::scalars {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<std::uint64_t> decimal::times(std::uint64_t factor) const {
    uint128 product = static_cast<uint128>(digits) * factor;
    std::uint64_t divisor = 1;
    for (unsigned i = 0; i < scale; ++i)
        divisor *= 10;
    if (product % divisor != 0) return std::nullopt;
    product /= divisor;
    if (product > std::numeric_limits<std::uint64_t>::max()) return std::nullopt;
    return static_cast<std::uint64_t>(product);
}

std::optional<decimal> take_decimal(std::string_view& text) {
    constexpr unsigned most_digits = 18;
    decimal number;
    unsigned count = 0;
    std::size_t i = 0;
    auto digits = [&](bool behind_point) {
        std::size_t from = i;
        for (; i < text.size() && is_digit(text[i]); ++i) {
            if (number.digits > 0 || text[i] != '0') ++count;
            if (count > most_digits || (behind_point && number.scale >= most_digits)) return false;
            number.digits = number.digits * 10 + static_cast<unsigned>(text[i] - '0');
            if (behind_point) ++number.scale;
        }
        return i > from;
    };
    if (!digits(false)) return std::nullopt;
    if (i + 1 < text.size() && text[i] == '.' && is_digit(text[i + 1])) {
        ++i;
        if (!digits(true)) return std::nullopt;
    }
    text.remove_prefix(i);
    return number;
}

}  // namespace muster::scalars
