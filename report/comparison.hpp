#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "report/flat_result.hpp"
#include "report/style.hpp"
#include "report/tolerance.hpp"

namespace muster::report {

/// A figure that is not the same in two reports.
struct difference {
    flat_path path;
    std::optional<flat_value> a, b;  ///< empty: the report has no such figure
    std::optional<double> by;        ///< b - a of two numbers
    std::optional<double> part;      ///< of `a`; empty where `a` is 0
    bool beyond = true;              ///< more than its tolerance allows
    bool detail = false;  ///< follows from other figures: counts only where there is no tolerance
};

struct comparison {
    const flat_report *a = nullptr, *b = nullptr;
    std::vector<std::string> notes;  ///< what makes them runs of different things
    std::vector<difference> differences;
    std::uint64_t same = 0;  ///< figures that are equal

    std::uint64_t beyond() const;
};

/// Compares two reports. Of the tolerances that fit a path the last counts; none allows no
/// difference. Windows, hashes, overlaps and texts made from figures are details: where tolerances
/// are given, details count only if one names them without a wildcard. A tolerance that fits no
/// path of either report is an error. The reports have to outlive the comparison.
comparison compare_reports(const flat_report& a, const flat_report& b,
                           const std::vector<tolerance>& tolerances, diagnostics& problems);

/// `3 figures differ, 1 beyond tolerance`
std::string verdict_text(const comparison& c);

/// A table for people, a group for each thing.
void write_comparison(std::ostream& out, const comparison& c, const style& look);

/// The same as JSON; docs/report-json.md has every field.
std::string comparison_json(const comparison& c);

}  // namespace muster::report
