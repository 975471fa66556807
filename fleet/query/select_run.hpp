#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fleet/query/group_values.hpp"
#include "fleet/query/select_plan.hpp"

namespace muster::query {

/// Takes a row of the result; the values are parallel to the plan's columns and live until it
/// returns.
using row_taker = std::function<void(const std::vector<value>&)>;

/// Answers a query from the rows of its table, one after the other. What it keeps grows with the
/// groups, and behind ORDER BY with the rows that LIMIT lets through; never with the rows it reads.
/// The plan and the taker have to outlive it. Not thread-safe.
class select_run {
public:
    select_run(const select_plan& plan, row_taker take);

    /// Takes a row of the table; false: no further row can alter the result.
    bool add(const row& r);
    /// Gives the taker what it has not had yet. Once, and not after a failure.
    void finish();
    /// Not empty: a limit of `limits.hpp` was passed, and what to do about it.
    const std::string& failure() const { return failure_; }

private:
    /// A row of the result with what it is ordered by.
    struct kept_row {
        std::vector<kept_value> values, order;
        std::uint64_t number = 0;  ///< of rows with equal keys the first comes first
    };

    bool add_to_group(const row& r);
    std::vector<group_value>* group_of(const row& r);
    void finish_groups();
    /// A row of the result; false as `add`.
    bool emit(const row& r);
    bool keep(const row& r);
    void give(const std::vector<kept_value>& values);
    bool comes_before(const kept_row& a, const kept_row& b) const;
    bool fail(std::string why);

    const select_plan& plan_;
    row_taker take_;
    std::uint64_t given_ = 0, seen_ = 0;
    std::vector<value> shown_;
    std::vector<kept_value> current_;

    std::unordered_map<std::string, std::size_t> group_index_;
    std::vector<std::vector<kept_value>> group_keys_;
    std::vector<std::vector<group_value>> groups_;
    std::size_t histograms_ = 0;
    std::string key_;             ///< kept for its memory
    std::vector<kept_row> rows_;  ///< a heap whose first is the last of those kept
    std::string failure_;
};

}  // namespace muster::query
