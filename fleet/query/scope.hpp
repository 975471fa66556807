#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/problem.hpp"
#include "fleet/query/value.hpp"

namespace muster {

class area;

namespace query {

/// The scope's own number of a name; a row is asked by it.
using field_id = std::uint32_t;

/// What a name stands for.
struct field {
    field_id id = 0;
    type kind = type::number;
    std::vector<std::string> words;  ///< the only texts it takes; empty: any
    bool has_whole = false;          ///< it is part of a whole, so it compares with a percentage
};

/// The answer of a scope to a name.
struct lookup {
    enum class outcome : std::uint8_t {
        found,
        unknown,
        ambiguous,       ///< `spellings` are the full names of all it could mean
        conflicting,     ///< of several kinds; `spellings` say which kind where
        not_available,   ///< known to the language, not built yet
        not_filterable,  ///< a metric that takes no filter
    };
    outcome what = outcome::unknown;
    field found;
    std::vector<std::string> spellings;
};

/// The names that an expression may use.
class scope {
public:
    virtual ~scope() = default;

    /// `path` is in canonical spelling: segments with dots between, a segment that is no plain word
    /// in double quotes.
    virtual lookup find(std::string_view path) const = 0;

    /// A metric counted only over the devices for which `filter` holds. Adds what is wrong with the
    /// filter to `problems` (and then answers anything). The default has no metrics:
    /// `not_filterable` or what `find` says.
    virtual lookup filtered(std::string_view path, const node_ptr& filter,
                            std::vector<problem>& problems) const;

    /// The condition that a name stands for, as `groups.pilots` does for that of the group; null,
    /// as by default, where it stands for itself.
    virtual node_ptr meaning_of(std::string_view path) const;

    /// The time span that has passed since the instant of that name; null, as by default, where it
    /// is no instant.
    virtual node_ptr age_of(std::string_view path) const;

    /// All names, to suggest the nearest from.
    virtual std::vector<std::string> names() const = 0;

    /// The area of that name; null where there is none, as by default.
    virtual std::shared_ptr<const area> find_area(std::string_view name) const;
    virtual std::vector<std::string> area_names() const { return {}; }
};

}  // namespace query

}  // namespace muster
