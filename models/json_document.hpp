#pragma once

#include <boost/json/value.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "fleet/diagnostic.hpp"

namespace muster::models {

/// A JSON text that kept to the limits of `limits.hpp`, is UTF-8 and has no key twice in an object.
struct json_document {
    std::string file;  ///< for diagnostics
    boost::json::value root;
};

/// What a text may be at most.
struct json_limits {
    std::size_t bytes, depth;
    std::size_t members;  ///< members of objects and items of arrays, all together
    const char* noun = "model file";
    /// What to do about a file that is not there, a text with too many bytes, levels or members.
    const char* when_missing = "give the path of a file, or where models are looked up a DTMI";
    const char* when_large = "split it, one interface a file";
    const char* when_deep = "name inner schemas in the interface's 'schemas'";
    const char* when_many = "split the model into several interfaces";
};
/// Those of one model, and of a set of models that is only checked.
extern const json_limits limits_of_model, limits_of_set;
/// Those of a patch of a twin, and of a whole twin.
extern const json_limits limits_of_patch, limits_of_twin;

/// Empty where anything is wrong; every duplicate key is reported, up to `problems_max`, of other
/// errors the first. A byte order mark at the start is passed over.
std::optional<json_document> parse_json(std::string_view text, const std::string& file,
                                        diagnostics& problems,
                                        const json_limits& limits = limits_of_model);

/// As `parse_json`; a missing, oversized or special file is an error too.
std::optional<json_document> read_json_file(const std::filesystem::path& file,
                                            diagnostics& problems,
                                            const json_limits& limits = limits_of_model);

/// What is quoted of a text: all of it, or its first `quoted_bytes_max` bytes and `...`.
std::string shortened(std::string_view text);
/// `key` as one step of a JSON pointer: shortened, `~` and `/` escaped, with the slash before it.
std::string pointer_step(std::string_view key);

}  // namespace muster::models
