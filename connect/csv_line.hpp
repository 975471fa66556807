#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Cuts a line of a CSV file (RFC 4180) into its fields; false where a quote is never closed. A
/// field lives as long as the line, or in `scratch`, which must have room for the line.
bool cut_csv_line(std::string_view line, std::vector<std::string_view>& fields,
                  std::string& scratch);

}  // namespace muster
