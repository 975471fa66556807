#include "apps/device_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "connect/json_text.hpp"

namespace muster::app {

namespace {

/// What a line has, in this order; any other member stands between the two.
constexpr std::array heads{"device", "fleet", "template"};
constexpr std::array sections{"tags",      "properties", "desired", "acknowledged",
                              "telemetry", "jobs",       "groups"};

std::string key_text(const std::string& key) {
    std::string out;
    append_json_text(out, key);
    return out + ':';
}

std::size_t rank_of(const device_column& column) {
    const auto& first = column.path.front();
    const auto head = std::find(heads.begin(), heads.end(), first);
    if (head != heads.end()) return static_cast<std::size_t>(head - heads.begin());
    if (column.path.size() == 1) return heads.size();
    const auto section = std::find(sections.begin(), sections.end(), first);
    return heads.size() + 1 + static_cast<std::size_t>(section - sections.begin());
}

}  // namespace

device_lines::device_lines(const fleet_view& all)
    : all_(all), warm_up_(all.w->source().time.warm_up) {
    const auto& names = all.w->metrics.devices();
    const auto columns = device_columns(all.w->source(), names);
    std::vector<query::field_id> order;
    for (query::field_id id = 0; id < columns.size(); ++id)
        if (names.all()[id].which != platform_field::display_name) order.push_back(id);
    std::stable_sort(order.begin(), order.end(), [&](query::field_id a, query::field_id b) {
        return rank_of(columns[a]) < rank_of(columns[b]);
    });
    for (const auto id : order)
        members_.push_back(member_of(columns[id], names.all()[id], id));
    for (const auto& shard : all.shards)
        rows_.emplace_back(*all.w, *shard.columns, *shard.state);
}

device_lines::member device_lines::member_of(const device_column& column, const device_name& name,
                                             query::field_id id) {
    const auto depth = column.path.size();
    member m;
    m.id = id;
    if (depth > 1) m.section = key_text(column.path[0]);
    if (depth > 2) m.inner = key_text(column.path[1]);
    m.key = key_text(column.path.back());
    m.kind = column.kind;
    m.is_age = name.which == platform_field::last_seen;
    m.stays = rank_of(column) < heads.size() || name.from == device_name::source::tag;
    m.group = column.group;
    return m;
}

void device_lines::append(std::string& to, const device_place& where) {
    rows_[where.shard].aim(where.place, all_.now);
    to += '{';
    first_ = true;
    for (const auto& m : members_) {
        if (where.removed && !m.stays) continue;
        const auto value = value_of(m, where);
        if (value.is_null()) continue;
        enter(to, m.section, m.inner);
        key(to, m.key);
        put(to, m.kind, value);
    }
    enter(to, {}, {});
    if (where.removed) to += ",\"removed\":true";
    to += "}\n";
}

query::value device_lines::value_of(const member& m, const device_place& where) const {
    if (m.group) return membership(*m.group, where);
    const auto value = rows_[where.shard].get(m.id);
    return m.is_age && !value.is_null() ? since_start() - value.number() : value;
}

/// As it is counted: a group is what its condition says of the device now, or its list.
query::value device_lines::membership(std::uint32_t group, const device_place& where) const {
    const auto& p = all_.w->populations[all_.w->first_group_population + group];
    if (p.listed)
        return all_.w->is_listed(group, all_.shards[where.shard].columns->keys[where.place]);
    return !p.who || p.who.holds(rows_[where.shard]);
}

/// Ends the objects that the next member does not lie in, and begins those that it does.
void device_lines::enter(std::string& to, const std::string& section, const std::string& inner) {
    const bool same = section == section_;
    if (same && inner == inner_) return;
    if (!inner_.empty()) to += '}';
    if (!same && !section_.empty()) to += '}';
    first_ = false;  // whatever has just ended stands before it
    for (const auto* next : {same ? nullptr : &section, &inner}) {
        if (next == nullptr || next->empty()) continue;
        key(to, *next);
        to += '{';
        first_ = true;
    }
    section_ = section;
    inner_ = inner;
}

void device_lines::key(std::string& to, const std::string& text) {
    if (!first_) to += ',';
    first_ = false;
    to += text;
}

void device_lines::put(std::string& to, value_kind kind, const query::value& v) const {
    if (v.is_text()) return append_json_text(to, v.text());
    if (v.is_boolean()) {
        to += v.truth() ? "true" : "false";
    } else if (kind == value_kind::instant) {
        to += '"';
        append_timestamp(to,
                         start() + duration(static_cast<std::int64_t>(std::llround(v.number()))));
        to += '"';
    } else {
        append_json_number(to, kind == value_kind::time_span ? v.number() / 1e6 : v.number());
    }
}

}  // namespace muster::app
