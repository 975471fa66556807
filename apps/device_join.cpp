#include "apps/device_join.hpp"

namespace muster::app {

device_join::device_join(const folder_table& table, const std::vector<query::field_id>& columns) {
    std::vector<source_column> wanted{{0, {"device"}, query::type::text}};
    for (const auto id : columns) {
        const auto found = table.joined.find(id);
        if (found == table.joined.end()) continue;
        slots_.push_back(id);
        wanted.push_back(found->second);
        wanted.back().slot = slots_.size();
    }
    if (empty()) return;
    const auto rows = json_rows(line_reader(open_source(table.devices_file)), std::move(wanted));
    std::vector<query::value> row(slots_.size() + 1);
    while (rows->next(row)) {
        if (!row[0].is_text()) continue;
        auto& kept = devices_[std::string(row[0].text())];
        kept.clear();
        for (std::size_t i = 1; i < row.size(); ++i)
            kept.emplace_back(row[i]);
    }
}

void device_join::fill(const query::value& id, std::vector<query::value>& to) const {
    if (empty()) return;
    const auto found = id.is_text() ? devices_.find(std::string(id.text())) : devices_.end();
    for (std::size_t i = 0; i < slots_.size(); ++i)
        to[slots_[i]] = found == devices_.end() ? query::value() : found->second[i].get();
}

}  // namespace muster::app
