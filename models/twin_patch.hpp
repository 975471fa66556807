#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>

#include "models/bounded_problems.hpp"
#include "models/json_document.hpp"
#include "models/twin_document.hpp"
#include "models/twin_outline.hpp"

namespace muster::models {

/// Whose patch it is. The operator's side sets writable and cloud properties; a device reports any
/// property but those of the cloud.
enum class patch_origin : std::uint8_t { operator_side, device_side };

/// Merge: a merge patch (RFC 7386), in which null removes. Replace: what is not named is removed.
enum class patch_kind : std::uint8_t { merge, replace };

/// The twin after a patch of a device, which was parsed within `limits_of_patch`; empty where
/// anything is wrong with it, all of which is then in `problems`, `twin_problems_max` at most.
/// Components are objects of their properties, with or without the marker `"__t": "c"`; null for
/// one removes all that this side has set in it. Within a property objects are merged, too. A
/// device reports a writable property as its plain value, which takes an earlier acknowledgement
/// away, or as `{value, ac, av, ad}`. `at`, in the years 1900 to 2199, is the time of what changes.
/// Pure.
std::optional<twin_document> patched(const twin_document& before, const twin_outline& outline,
                                     const json_document& patch, patch_origin origin,
                                     patch_kind kind, calendar_time at, diagnostics& problems);

/// Which sections a text may set properties of.
struct patch_scope {
    bool desired = false, reported = false, cloud = false;
};

/// As `patched`, of an object within a larger document; its numbers are unified.
std::optional<twin_document> patched_at(const json_spot& spot, const boost::json::value& patch,
                                        const twin_document& before, const twin_outline& outline,
                                        patch_scope scope, patch_kind kind, calendar_time at,
                                        bounded_problems& problems);

}  // namespace muster::models
