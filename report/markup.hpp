#pragma once

#include <string>
#include <string_view>

namespace muster::report {

/// The text for the content or a quoted attribute of XML and HTML: `& < > " '` as entities,
/// ill-formed UTF-8 and characters that XML 1.0 excludes as U+FFFD.
std::string markup_escaped(std::string_view text);

}  // namespace muster::report
