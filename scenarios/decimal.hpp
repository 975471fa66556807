#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace muster::scalars {

/// A decimal number as written, exact: `digits` / 10^`scale`. Without a sign.
struct decimal {
    std::uint64_t digits = 0;
    unsigned scale = 0;

    /// The number times `factor`, where that is whole and fits.
    std::optional<std::uint64_t> times(std::uint64_t factor) const;
};

/// Reads `12`, `2.5` at the beginning of `text` and moves `text` behind it. Empty where there is
/// none or it has more than 18 digits.
std::optional<decimal> take_decimal(std::string_view& text);

bool is_digit(char c);

}  // namespace muster::scalars
