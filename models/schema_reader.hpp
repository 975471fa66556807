#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "models/dtdl_model.hpp"
#include "models/json_cursor.hpp"

namespace muster::models {

/// Reads schemas, and the elements that have one, of a single interface; follows references to the
/// schemas that the interface names. Valid as long as the JSON document.
class schema_reader {
public:
    /// Remembers the named schemas of an interface.
    explicit schema_reader(const json_cursor& interface);

    /// A schema as the value of a member. Null after a diagnostic.
    schema_ptr read(const json_cursor& at) { return read(at, 1); }

    /// An element with its schema. Empty after a diagnostic that leaves nothing to work with.
    std::optional<element> read_element(const json_cursor& at) { return read_element(at, 1); }

private:
    schema_ptr read(const json_cursor& at, int level);
    schema_ptr read_reference(const json_cursor& at, const std::string& name, int level);
    schema_ptr read_complex(const json_cursor& at, int level);
    schema_ptr read_named(const json_cursor& at, const std::string& name, int level);
    std::optional<element> read_element(const json_cursor& at, int level);

    bool read_object(const json_cursor& at, schema& into, int level);
    bool read_array(const json_cursor& at, schema& into, int level);
    bool read_map(const json_cursor& at, schema& into, int level);

    std::map<std::string, json_cursor> named_;
    std::map<std::string, schema_ptr> read_;  ///< named schemas done, null where they failed
    std::set<std::string> open_;              ///< named schemas being read
};

/// The name of an element, checked; empty after a diagnostic.
std::string read_name(const json_cursor& at);

/// The types of an element: a list in DTDL, often a single text.
std::vector<std::string> read_types(const json_cursor& at);

}  // namespace muster::models
