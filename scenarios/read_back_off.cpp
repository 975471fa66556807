#include <algorithm>

#include "scenarios/sections.hpp"

/// Pauses between attempts.
namespace muster::sections {

using scalars::parsed;
using scalars::refusal;

void read_back_off(reading& r, const yaml::node& map, back_off& pauses) {
    r.scalar(map, "first", pauses.first, scalars::parse_duration);
    r.scalar(map, "factor", pauses.factor, [](std::string_view text) -> parsed<double> {
        auto number = scalars::parse_number(text);
        if (number && *number.value < 1)
            return refusal{"out-of-range", "a number of at least 1", "write `factor: 1`"};
        return number;
    });
    r.scalar(map, "most", pauses.most, scalars::parse_duration);
    const auto* jitter = reading::get(map, "jitter");
    std::string word;
    if (jitter != nullptr && r.text(*jitter, word) &&
        r.known(*jitter, "unknown-word", "such word", {"full", "none"}))
        pauses.full_jitter = word == "full";
    const auto* most = reading::get(map, "most");
    if (most == nullptr)
        pauses.most = std::max(pauses.most, pauses.first);
    else if (pauses.most < pauses.first)
        r.error("bad-range", most->where, "`most` is shorter than `first`",
                "write a longer `most` or a shorter `first`");
}

}  // namespace muster::sections
