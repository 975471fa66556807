#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fleet/shard_columns.hpp"

namespace muster {

/// Some of a job's devices with an outcome, and how many of them did not succeed.
struct cause_tally {
    std::uint64_t all = 0, failed = 0;

    void add(const cause_tally& o) { all += o.all, failed += o.failed; }
    bool operator==(const cause_tally&) const = default;
};

/// Devices that have one value of a tag or property.
struct cause_value {
    std::string text;
    cause_tally devices;
    bool operator==(const cause_value&) const = default;
};

/// A tag or property, by name over all fleets.
struct cause_attribute {
    std::string name;
    bool many = false;  ///< it has more values than are counted, so none is
    std::vector<cause_value> values;
    bool operator==(const cause_attribute&) const = default;
};

/// Devices that have two values at once.
struct cause_cell {
    std::uint32_t first = 0, second = 0;  ///< places of the values in their attributes
    cause_tally devices;
    bool operator==(const cause_cell&) const = default;
};

/// Two attributes, by their places; `first` comes before `second`.
struct cause_pair {
    std::uint32_t first = 0, second = 0;
    std::vector<cause_cell> cells;  ///< by place of the first value, then of the second
    bool operator==(const cause_pair&) const = default;
};

/// How a job's devices differ, in whole numbers: the order in which shards are counted only
/// decides in which order the values stand.
struct cause_counts {
    cause_tally devices;
    std::vector<cause_attribute> attributes;
    std::vector<cause_pair> pairs;
    bool operator==(const cause_counts&) const = default;
};

/// The attributes by which devices are compared: `$fleet`, `$template`, then tags and properties
/// whose values are words, texts, truths or whole numbers, each by name. No more than
/// `defaults::cause_attributes`.
class cause_catalogue {
public:
    explicit cause_catalogue(const world& w);

    enum class home : std::uint8_t { absent, fleet, kind, tag, property };
    /// Where a fleet's devices have it.
    struct source {
        home where = home::absent;
        std::uint32_t index = 0;
    };

    const std::vector<std::string>& names() const { return names_; }
    source of(std::uint32_t fleet, std::size_t attribute) const {
        return sources_[fleet][attribute];
    }

private:
    std::vector<std::string> names_;
    std::vector<std::vector<source>> sources_;  ///< by fleet, then by attribute
};

/// Counts how the devices of a job differ, shard by shard, with what others have counted.
class cause_counter {
public:
    /// The world outlives it.
    explicit cause_counter(const world& w);

    /// The targets of a job in a shard. Properties count as they were when it began.
    void add(const shard_columns& columns, const shard_state& state, std::uint32_t job);
    /// Requires counts of the same world.
    void merge(const cause_counts& others);
    /// Pairs of two attributes that have too many of them together are left out.
    cause_counts counted() const;

private:
    using place = std::uint32_t;
    using cell_table = std::map<std::pair<place, place>, cause_tally>;
    /// The devices of one shard that count.
    struct rows;
    class values_at_start;
    /// Some of them, by their places in `rows`.
    struct span {
        std::size_t begin = 0, end = 0;
    };

    place place_of(std::size_t attribute, const std::string& text);
    void close(std::size_t attribute);
    void find_values(rows& r, std::size_t attribute);
    void find_values(rows& r, std::size_t attribute, std::uint32_t cohort, span devices);
    void count_values(const rows& r, std::size_t attribute);
    void count_pairs(const rows& r, std::size_t first, std::size_t second);
    bool countable(std::size_t first, std::size_t second) const;

    const world& world_;
    cause_catalogue catalogue_;
    cause_tally devices_;
    std::vector<cause_attribute> attributes_;
    std::vector<std::map<std::string, place>> places_;                 ///< by attribute
    std::map<std::pair<std::size_t, std::size_t>, cell_table> pairs_;  ///< by both attributes
};

}  // namespace muster
