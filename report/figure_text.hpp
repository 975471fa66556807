#pragma once

#include <string>

#include "report/seed_study.hpp"

namespace muster::report {

/// A measured figure as a person reads it, in its unit: `96.4 %`, `1,234`, `12.5 s`.
std::string figure_text(measured_figure::unit kind, double value);

/// What the figure is at the median, or the words that it took: `96.4 %`, `complete 18, cancelled
/// 2`; `-` where no run had it.
std::string middle_text(const figure_spread& spread);

/// `19 cancelled · 1 complete` and the like, the most frequent first.
std::string words_of(const figure_spread& spread);

/// A share of the seeds with the digits that mean something: `83.9 %`.
std::string part_text(double part);

}  // namespace muster::report
