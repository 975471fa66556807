#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "apps/run_folder.hpp"

namespace muster::app {

/// What came of reading a table.
struct scan_end {
    std::uint64_t rows = 0;        ///< that were looked at
    std::uint64_t unreadable = 0;  ///< lines that are no row
    std::string error;             ///< not empty: the file can't be read to its end, and why
};

/// Hands out the rows of a table with these columns filled in, until it ends or `take` wants no
/// more. Throws std::runtime_error where the file can't be opened.
scan_end scan(const folder_table& table, std::vector<query::field_id> columns,
              const std::function<bool(const query::slot_row&)>& take);

}  // namespace muster::app
