#pragma once

#include <cstdint>
#include <string_view>

#include "models/name_words.hpp"

namespace muster::models {

/// How a plausible number moves in its range.
enum class movement : std::uint8_t {
    daily,    ///< a day's curve, highest at `detail` o'clock
    walk,     ///< wanders about the middle
    slow,     ///< wanders by small steps and does not return: positions, batteries
    normal,   ///< Gaussian about the middle
    counter,  ///< grows by up to `detail` a reading, from `low`; starts again at `high`
    ticker,   ///< as a counter, by `detail` exactly
    drawn,    ///< anything in the range, anew each time
    fixed,    ///< always `low`
};

/// What numbers of a kind usually are.
struct range_rule {
    std::string_view semantic;  ///< empty: for numbers without a semantic type
    std::string_view phrase;    ///< words of the name; empty: any name
    movement moves = movement::walk;
    double low = 0, high = 100;  ///< in the base unit of the semantic type
    double detail = 0;
};

/// The rule for a semantic type (empty: none) and a name; 0 to 100 where nothing is known.
const range_rule& range_rule_for(std::string_view semantic, const name_words& name);

}  // namespace muster::models
