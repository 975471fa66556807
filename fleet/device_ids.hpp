#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/device_table.hpp"
#include "fleet/text_pattern.hpp"

namespace muster {

class attribute;
class dictionary;

/// The ids of a fleet's devices by ordinal: numbered by a pattern from 1, or listed by a file. The
/// second device of one row is called `ID~2`, the next `ID~3`; no id of a file ends like that.
class device_ids {
public:
    device_ids() = default;
    /// Every `<tag>` of the pattern stands for the device's value of that tag. Requires that `tags`
    /// has them, as texts that follow the device's position; `texts` has to outlive this.
    device_ids(std::string_view pattern, const std::vector<attribute>& tags,
               const dictionary& texts);
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
        if (table_)
            append_listed(ordinal, out);
        else if (tagged_)
            append_tagged(ordinal, out);
        else
            pattern_.append(ordinal + 1, out);
    }
    std::string text(std::uint64_t ordinal) const;

private:
    struct tagged_form;

    void append_listed(std::uint64_t ordinal, std::string& out) const;
    void append_tagged(std::uint64_t ordinal, std::string& out) const;

    text_pattern pattern_;
    std::shared_ptr<const tagged_form> tagged_;  ///< null: the pattern has no tags
    std::shared_ptr<const device_table> table_;
    row_choice rows_;
};

/// The names of the tags that an id's pattern has in angle brackets, in their order.
std::vector<std::string> tags_of(std::string_view id_pattern);

/// Whether an id looks like that of a copy: it ends with `~` and a number.
bool is_copy_id(std::string_view id);

}  // namespace muster
