#include "fleet/device_table.hpp"

#include <algorithm>
#include <numeric>

#include "fleet/hash.hpp"

namespace muster {

namespace {

using row_list = std::vector<std::uint32_t>;

/// The numbers 0 .. n-1 in the order of a hash of what they stand for.
template <class Text>
row_list by_hash(std::size_t n, std::uint64_t key, Text text) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> hashed;
    hashed.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i)
        hashed.emplace_back(mix(key, device_key(text(i))), i);
    std::sort(hashed.begin(), hashed.end());
    row_list order;
    order.reserve(n);
    for (const auto& item : hashed)
        order.push_back(item.second);
    return order;
}

/// Sorts rows by a column without mixing up those that are equal in it: a counting sort.
void sort_by(const table_column& column, std::uint64_t key, row_list& rows) {
    const auto order =
        by_hash(column.texts.size(), key, [&](std::uint32_t i) { return column.texts[i]; });
    row_list rank(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        rank[order[i]] = i;
    const auto rank_of = [&](std::uint32_t row) {
        const auto code = column.codes[row];
        return code == no_cell ? rank.size() : rank[code];
    };
    std::vector<std::uint32_t> next(rank.size() + 2);
    for (const auto row : rows)
        ++next[rank_of(row) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    row_list sorted(rows.size());
    for (const auto row : rows)
        sorted[next[rank_of(row)]++] = row;
    rows = std::move(sorted);
}

/// Like rows beside each other: by the column with the fewest values first, then the next.
row_list like_beside_like(const device_table& table, std::uint64_t key) {
    std::vector<const table_column*> columns;
    for (const auto& column : table.columns)
        if (column.texts.size() < table.rows()) columns.push_back(&column);
    std::sort(columns.begin(), columns.end(), [](const auto* a, const auto* b) {
        const auto sizes = std::pair(a->texts.size(), b->texts.size());
        return sizes.first != sizes.second ? sizes.first > sizes.second : a->name > b->name;
    });
    auto rows = by_hash(table.rows(), key, [&](std::uint32_t row) { return table.ids[row]; });
    for (const auto* column : columns)  // the coarsest last, so that it leads
        sort_by(*column, mix(key, device_key(column->name)), rows);
    return rows;
}

}  // namespace

std::vector<std::uint32_t> sample_rows(const device_table& table, std::uint64_t count,
                                       std::uint64_t key) {
    const auto rows = table.rows();
    if (count == rows) return {};
    const auto order = like_beside_like(table, key);
    const auto offset = mix(key, count) % rows;
    row_list copies(rows);
    for (std::uint64_t i = 0; i < count; ++i)  // every so many rows, from a drawn one on
        ++copies[order[(i * rows + offset) / count]];
    row_list chosen;
    chosen.reserve(count);
    for (std::uint32_t row = 0; row < rows; ++row)
        chosen.insert(chosen.end(), copies[row], row);
    return chosen;
}

}  // namespace muster
