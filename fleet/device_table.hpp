#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "fleet/text_list.hpp"

namespace muster {

/// In place of a code: the cell is empty.
inline constexpr std::uint32_t no_cell = 0xffffffffU;

/// One column of a fleet's file: every text once, and its number for each row.
struct table_column {
    std::string name;                  ///< as the file heads it
    text_list texts;                   ///< in the order of their first rows
    std::vector<std::uint32_t> codes;  ///< by row; `no_cell` where there is nothing
    bool gaps = false;                 ///< some cell is empty
};

/// The devices that a file lists: what `fleets.*.from` names. Read once, shared by everything that
/// computes ids, tags and properties from it.
struct device_table {
    std::string file;
    text_list ids;  ///< by row, all different
    std::vector<table_column> columns;

    std::uint64_t rows() const { return ids.size(); }
};

/// The rows that a fleet's devices are made of, by ordinal, ascending; null: every device is its
/// own row.
using row_choice = std::shared_ptr<const std::vector<std::uint32_t>>;

/// Which row each of `count` devices is made of, ascending: every row once or, where there are
/// fewer devices than rows, at most once; the further ones are copies. Of every combination of
/// values there are as many devices as its part of the file asks for, give or take one; so of every
/// value of the column with the fewest different ones. Among like rows those are taken that a hash
/// of (key, id) chooses, so that the order of the file means nothing. Empty where `count` is the
/// number of rows: every device is its own row.
std::vector<std::uint32_t> sample_rows(const device_table& table, std::uint64_t count,
                                       std::uint64_t key);

}  // namespace muster
