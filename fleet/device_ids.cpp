#include "fleet/device_ids.hpp"

#include <algorithm>

namespace muster {

std::string device_ids::text(std::uint64_t ordinal) const {
    std::string out;
    append(ordinal, out);
    return out;
}

void device_ids::append_listed(std::uint64_t ordinal, std::string& out) const {
    if (!rows_) {
        out += table_->ids[ordinal];
        return;
    }
    const auto row = (*rows_)[ordinal];
    out += table_->ids[row];
    if (ordinal == 0 || (*rows_)[ordinal - 1] != row) return;
    const auto first = std::lower_bound(rows_->begin(), rows_->end(), row) - rows_->begin();
    out += '~' + std::to_string(ordinal - static_cast<std::uint64_t>(first) + 1);
}

bool is_copy_id(std::string_view id) {
    const auto mark = id.rfind('~');
    return mark != std::string_view::npos && mark + 1 < id.size() &&
           id.find_first_not_of("0123456789", mark + 1) == std::string_view::npos;
}

}  // namespace muster
