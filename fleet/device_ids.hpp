#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "fleet/device_table.hpp"
#include "fleet/text_pattern.hpp"

namespace muster {

/// The rows that a fleet's devices are made of, by ordinal, ascending; null: every device is its
/// own row.
using row_choice = std::shared_ptr<const std::vector<std::uint32_t>>;

/// The ids of a fleet's devices by ordinal: numbered by a pattern from 1, or listed by a file. The
/// second device of one row is called `ID~2`, the next `ID~3`; no id of a file ends like that.
class device_ids {
public:
    device_ids() = default;
    explicit device_ids(text_pattern pattern) : pattern_(std::move(pattern)) {}
    device_ids(std::shared_ptr<const device_table> table, row_choice rows)
        : table_(std::move(table)), rows_(std::move(rows)) {}

    /// Whether they are texts of a file, not of a pattern.
    bool listed() const { return table_ != nullptr; }
    /// Writes the id of a device into `out`, replacing what it held.
    void write(std::uint64_t ordinal, std::string& out) const {
        out.clear();
        append(ordinal, out);
    }
    /// Adds it to the end of `out`.
    void append(std::uint64_t ordinal, std::string& out) const {
        table_ ? append_listed(ordinal, out) : pattern_.append(ordinal + 1, out);
    }
    std::string text(std::uint64_t ordinal) const;

private:
    void append_listed(std::uint64_t ordinal, std::string& out) const;

    text_pattern pattern_;
    std::shared_ptr<const device_table> table_;
    row_choice rows_;
};

/// Whether an id looks like that of a copy: it ends with `~` and a number.
bool is_copy_id(std::string_view id);

}  // namespace muster
