#pragma once

#include <string_view>

namespace muster::report {

/// The report page's style sheet and script, as they stand inside it.
extern const std::string_view page_style;
extern const std::string_view page_script;

}  // namespace muster::report
