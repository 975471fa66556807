#include "models/answer_numbers.hpp"

#include <algorithm>
#include <cmath>

#include "models/leaf_values.hpp"

namespace muster::models {
namespace {

double number_in(const answer_field& field) {
    return field.value.to_number<double>();
}

/// Where a number of no rank stands beside those that have one.
int place_of(rank order) {
    if (order == rank::least) return 0;
    return order == rank::most ? 2 : 1;
}

bool may_be_ordered(const answer_field& field) {
    const bool ranked = field.role.order != rank::none;
    return is_number(field) && !field.role.totals && !field.role.lasts &&
           (ranked || (!field.role.counts && !field.role.derived));
}

bool same_subject(const answer_field& a, const answer_field& b) {
    return a.role.subject == b.role.subject && a.plain->unit == b.plain->unit;
}

/// The fields that are ordered with `first`, the least first; empty where nothing is.
std::vector<answer_field*> group_of(answer_fields& fields, const answer_field& first) {
    std::vector<answer_field*> group;
    for (auto& other : fields)
        if (may_be_ordered(other) && same_subject(first, other)) group.push_back(&other);
    const bool ranked = std::any_of(group.begin(), group.end(), [](const auto* field) {
        return field->role.order != rank::none;
    });
    if (!ranked || group.size() < 2) return {};
    std::stable_sort(group.begin(), group.end(), [](const auto* a, const auto* b) {
        return place_of(a->role.order) < place_of(b->role.order);
    });
    return group;
}

/// Where every number of a group may be so that the others find room above and below it.
std::vector<number_range> room_of(const std::vector<answer_field*>& group) {
    std::vector<number_range> room;
    for (const auto* field : group) {
        const auto own = bounds_of(*field->plain);
        room.push_back(field->given ? number_range{number_in(*field), number_in(*field)} : own);
    }
    for (std::size_t i = 1; i < room.size(); ++i)
        room[i].low = std::max(room[i].low, room[i - 1].low);
    for (auto i = room.size() - 1; i > 0; --i)
        room[i - 1].high = std::min(room[i - 1].high, room[i].high);
    return room;
}

/// A minimum is not above what is so right now, nor a maximum below it.
double beyond_present(const answer_field& field, double drawn) {
    if (!field.now || field.role.order == rank::none) return drawn;
    if (field.role.order == rank::least) return std::min(drawn, *field.now);
    return field.role.order == rank::most ? std::max(drawn, *field.now) : drawn;
}

int fewest_decimals(const std::vector<answer_field*>& group) {
    int fewest = 9;
    for (const auto* field : group)
        fewest = std::min(fewest, number_of(*field->plain).decimals.value_or(9));
    return fewest;
}

void order_group(const std::vector<answer_field*>& group, const answer_draw& draw) {
    std::vector<double> drawn;
    for (const auto* field : group) {
        const auto usual = number_of(*field->plain);
        drawn.push_back(usual.low + (usual.high - usual.low) * draw.unit(field->path));
    }
    std::sort(drawn.begin(), drawn.end());
    const auto room = room_of(group);
    const auto decimals = fewest_decimals(group);
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (group[i]->given) continue;
        const double drawn_here = beyond_present(*group[i], drawn[i]);
        const double x = std::min(std::max(drawn_here, room[i].low), room[i].high);
        group[i]->set(number_value(*group[i]->plain, x, decimals));
    }
}

// -- totals

bool may_be_part(const answer_field& field) {
    return is_number(field) && field.role.order == rank::none && !field.role.totals &&
           !field.role.derived && !field.role.lasts;
}

bool is_part_of(const answer_field& part, const answer_field& total) {
    const bool whole = is_whole(primitive_of(*total.plain));
    return may_be_part(part) && part.plain->unit == total.plain->unit &&
           part.plain->semantic == total.plain->semantic &&
           (!whole || is_whole(primitive_of(*part.plain))) &&
           part.role.subject.size() > total.role.subject.size() &&
           has_words(part.role.subject, total.role.subject);
}

double sum_of(const std::vector<answer_field*>& parts) {
    double sum = 0;
    for (const auto* part : parts)
        sum += number_in(*part);
    return sum;
}

int most_decimals(const answer_field& total, const std::vector<answer_field*>& parts) {
    int most = number_of(*total.plain).decimals.value_or(9);
    for (const auto* part : parts)
        most = std::max(most, number_of(*part->plain).decimals.value_or(9));
    return most;
}

void set_part(answer_field& part, double x, int decimals) {
    if (!part.given) part.set(number_value(*part.plain, x, decimals));
}

/// Brings the parts to where their sum is one that the total may be.
void scale_parts(const std::vector<answer_field*>& parts, number_range bounds, int decimals) {
    const double sum = sum_of(parts);
    const double aim = std::min(std::max(sum, bounds.low), bounds.high);
    if (aim == sum || sum == 0) return;
    for (auto* part : parts)
        set_part(*part, number_in(*part) * aim / sum, decimals);
    // What rounding left over goes to the greatest.
    auto* greatest = *std::max_element(
        parts.begin(), parts.end(), [](auto* a, auto* b) { return number_in(*a) < number_in(*b); });
    set_part(*greatest, number_in(*greatest) + aim - sum_of(parts), decimals);
}

void sum_total(answer_field& total, const std::vector<answer_field*>& parts) {
    const auto decimals = most_decimals(total, parts);
    if (parts.size() == 1) {
        set_part(*parts.front(), std::min(number_in(*parts.front()), number_in(total)), decimals);
        return;
    }
    auto bounds = bounds_of(*total.plain);
    if (total.given) bounds = {number_in(total), number_in(total)};
    scale_parts(parts, bounds, decimals);
    set_part(total, sum_of(parts), decimals);
}

}  // namespace

number_range bounds_of(const leaf& from) {
    auto bounds = range_of_schema(primitive_of(from));
    bounds.low = std::max(bounds.low, from.min.value_or(bounds.low));
    bounds.high = std::min(bounds.high, from.max.value_or(bounds.high));
    return bounds;
}

boost::json::value number_value(const leaf& from, double x, std::optional<int> decimals) {
    const auto bounds = bounds_of(from);
    if (is_whole(primitive_of(from))) {
        const double low = std::ceil(bounds.low), high = std::floor(bounds.high);
        return static_cast<std::int64_t>(std::min(std::max(std::nearbyint(x), low), high));
    }
    const double held = std::min(std::max(rounded(x, decimals), bounds.low), bounds.high);
    return held == 0 ? 0.0 : held;  // of either sign
}

boost::json::value wire_value(const plain_value& held) {
    if (const auto* text = std::get_if<std::string>(&held)) return boost::json::string(*text);
    const double number = std::get<double>(held);
    return std::fabs(number) < 9e15 ? boost::json::value(static_cast<std::int64_t>(number))
                                    : boost::json::value(number);
}

boost::json::value drawn_number(const leaf& from, const answer_draw& draw, std::string_view path) {
    const auto usual = number_of(from);
    const double x = usual.low + (usual.high - usual.low) * draw.unit(path);
    return number_value(from, x, usual.decimals);
}

bool is_number(const answer_field& field) {
    return field.plain && is_number(*field.plain);
}

void order_numbers(answer_fields& fields, const answer_draw& draw) {
    for (auto& first : fields)
        if (may_be_ordered(first) && !first.found)
            if (const auto group = group_of(fields, first); !group.empty())
                order_group(group, draw);
}

void sum_totals(answer_fields& fields) {
    std::vector<answer_field*> totals;
    for (auto& field : fields)
        if (is_number(field) && field.role.totals) totals.push_back(&field);
    std::stable_sort(totals.begin(), totals.end(), [](const auto* a, const auto* b) {
        return a->role.subject.size() > b->role.subject.size();
    });
    // What is part of one sum is of no other, so that no two of them pull at it.
    std::vector<const answer_field*> taken;
    for (auto* total : totals) {
        std::vector<answer_field*> parts;
        for (auto& other : fields) {
            const bool is_free = std::find(taken.begin(), taken.end(), &other) == taken.end();
            if (&other != total && is_free && is_part_of(other, *total)) parts.push_back(&other);
        }
        if (parts.empty()) continue;
        sum_total(*total, parts);
        taken.insert(taken.end(), parts.begin(), parts.end());
    }
}

}  // namespace muster::models
