#include "report/figure_text.hpp"

#include <algorithm>
#include <vector>

#include "report/format.hpp"
#include "report/text.hpp"

namespace muster::report {

std::string part_text(double part) {
    // Three digits: whole seeds can't tell shares apart any better.
    constexpr double thousand = 1000;
    return number_text(static_cast<double>(static_cast<std::int64_t>(part * thousand + 0.5)) / 10) +
           " %";
}

std::string figure_text(measured_figure::unit kind, double value) {
    switch (kind) {
        case measured_figure::unit::fraction:
            return number_text(100 * value) + " %";
        case measured_figure::unit::seconds:
            return number_text(value) + " s";
        case measured_figure::unit::number:
        case measured_figure::unit::word:
            break;
    }
    return number_text(value);
}

std::string words_of(const figure_spread& spread) {
    std::vector<std::pair<std::string, std::uint64_t>> words(spread.words.begin(),
                                                             spread.words.end());
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> parts;
    for (const auto& [word, runs] : words)
        parts.push_back(words.size() == 1 ? word : word + " " + count_text(runs));
    return join(parts, ", ");
}

std::string middle_text(const figure_spread& spread) {
    if (spread.count == 0) return "-";
    if (spread.kind == measured_figure::unit::word) return words_of(spread);
    return figure_text(spread.kind, spread.p50);
}

}  // namespace muster::report
