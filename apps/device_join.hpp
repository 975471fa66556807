#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "apps/run_folder.hpp"

namespace muster::app {

/// What the file of devices says of the device of each message. Keeps the columns that a query
/// wants of all devices in memory.
class device_join {
public:
    /// Reads the file where one of the columns is joined; throws std::runtime_error where that
    /// fails.
    device_join(const folder_table& table, const std::vector<query::field_id>& columns);

    bool empty() const { return slots_.empty(); }
    /// Fills in the columns of the device; NULL where there is none of that id.
    void fill(const query::value& id, std::vector<query::value>& to) const;

private:
    std::vector<std::size_t> slots_;
    std::unordered_map<std::string, std::vector<query::kept_value>> devices_;
};

}  // namespace muster::app
