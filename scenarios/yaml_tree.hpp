#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster::yaml {

struct entry;

/// A value of a YAML file as written: a scalar is text whose type the place decides, never YAML's
/// guess. `nothing` stands where a value was wrong and has been reported.
struct node {
    enum class kind : std::uint8_t { nothing, scalar, list, map };
    kind what = kind::nothing;
    place where;
    std::string text;      ///< of a scalar
    bool quoted = false;   ///< in quotes or a block text: never a reference
    bool in_flow = false;  ///< inside `{ }` or `[ ]`
    /// The text stands in the file byte for byte on one line, `text_column` bytes right of `where`.
    bool verbatim = false;
    std::uint32_t text_column = 0;
    std::string origin;  ///< `params.x` where the value was written there
    /// Keys of this map were reported and taken out, so a missing one may be among them.
    bool incomplete = false;
    std::vector<node> items;
    std::vector<entry> entries;

    bool is_scalar() const { return what == kind::scalar; }
    bool is_map() const { return what == kind::map; }
    bool is_list() const { return what == kind::list; }
    /// The value of a key; null where the map has none.
    const node* find(std::string_view key) const;
    entry* find_entry(std::string_view key);
};

struct entry {
    std::string key;
    place where;
    node value;
};

/// Reads one YAML document. Anchors, aliases, tags, merge keys, duplicate keys, empty values and
/// further documents are problems with a place; what can be read is returned even so. Empty where
/// nothing could be read. Never throws on bad input.
std::optional<node> read_tree(std::string_view text, const std::string& file,
                              diagnostics& problems);

}  // namespace muster::yaml
