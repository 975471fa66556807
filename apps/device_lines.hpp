#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/device_columns.hpp"
#include "fleet/fleet_view.hpp"

namespace muster::app {

/// Lines of devices.ndjson: a JSON object for a device, with all that a condition can name of it.
/// Values that there are none of are left out. Of a device that was removed it says so, and its
/// tags, which what it sent before still has.
class device_lines {
public:
    /// The view outlives it.
    explicit device_lines(const fleet_view& all);

    /// Adds the device's line.
    void append(std::string& to, const device_place& where);

private:
    /// A value and the keys of the objects that it lies in, each as JSON with a colon.
    struct member {
        query::field_id id = 0;
        std::string section, inner;  ///< empty: none
        std::string key;             ///< empty: only the section
        value_kind kind = value_kind::number;
        bool is_age = false;  ///< a time span since now, written as the instant
        bool stays = false;   ///< also of a device that was removed
        std::optional<std::uint32_t> group = {};
    };
    static member member_of(const device_column& column, const device_name& name,
                            query::field_id id);
    query::value value_of(const member& m, const device_place& where) const;
    query::value membership(std::uint32_t group, const device_place& where) const;
    void enter(std::string& to, const std::string& section, const std::string& inner);
    void key(std::string& to, const std::string& text);
    void put(std::string& to, value_kind kind, const query::value& v) const;
    /// As the scenario has it: the world's own is that of its warm-up.
    calendar_time start() const { return all_.w->source().time.start + warm_up_; }
    double since_start() const { return static_cast<double>((all_.now - warm_up_).count()); }

    const fleet_view& all_;
    duration warm_up_;
    std::vector<device_row> rows_;  ///< by shard
    std::vector<member> members_;
    std::string section_, inner_;  ///< objects that are being written
    bool first_ = true;            ///< nothing stands in the innermost of them yet
};

}  // namespace muster::app
