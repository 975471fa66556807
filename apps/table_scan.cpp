#include "apps/table_scan.hpp"

#include <algorithm>

#include "apps/device_join.hpp"

namespace muster::app {

namespace {

using taker = std::function<bool(const query::slot_row&)>;

scan_end scan_memory(const folder_table& table, const taker& take) {
    scan_end end;
    query::slot_row row(table.columns.columns().size());
    for (const auto& kept : table.rows) {
        for (std::size_t i = 0; i < kept.size(); ++i)
            row.values[i] = kept[i].get();
        ++end.rows;
        if (!take(row)) break;
    }
    return end;
}

/// Whether the row is one of the table's fleets, and of a device that the table has.
bool belongs(const folder_table& table, const query::slot_row& row, query::field_id fleet_id) {
    const auto& removed = row.values.back();
    if (removed.is_boolean() && removed.truth() && table.leaves_out_removed) return false;
    if (table.fleets.empty()) return true;
    const auto& fleet = row.values[fleet_id];
    return fleet.is_text() && table.fleets.contains(std::string(fleet.text()));
}

}  // namespace

scan_end scan(const folder_table& table, std::vector<query::field_id> columns, const taker& take) {
    if (table.from == folder_table::form::memory) return scan_memory(table, take);
    const device_join devices(table, columns);
    const auto add = [&](query::field_id id) {
        if (std::find(columns.begin(), columns.end(), id) == columns.end()) columns.push_back(id);
    };
    const auto fleet = table.columns.find("$fleet").found.id;
    const auto device = table.columns.find("$id").found.id;
    if (!table.fleets.empty()) add(fleet);
    if (!devices.empty()) add(device);
    const auto rows = open_rows(table, columns);
    query::slot_row row(table.columns.columns().size() + 1);
    scan_end end;
    while (rows->next(row.values)) {
        if (!belongs(table, row, fleet)) continue;
        devices.fill(row.values[device], row.values);
        ++end.rows;
        if (!take(row)) break;
    }
    end.unreadable = rows->unreadable();
    end.error = rows->error();
    return end;
}

}  // namespace muster::app
