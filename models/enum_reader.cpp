#include "models/enum_reader.hpp"

#include <set>

#include "models/schema_reader.hpp"

namespace muster::models {
namespace {

/// The value on the wire, of the type that the Enum's `valueSchema` names.
plain_value read_wire_value(const json_cursor& entry, bool texts) {
    const auto at = entry.require("enumValue");
    if (!at) return {};
    const bool fits = texts ? at->get().is_string() : at->get().is_int64() || at->get().is_uint64();
    if (fits) return at->literal();
    at->error("bad-enum", texts ? "the Enum's values are texts" : "the Enum's values are integers",
              "make 'enumValue' and 'valueSchema' agree");
    return {};
}

}  // namespace

bool read_enum_entries(const json_cursor& at, std::vector<enum_entry>& into) {
    const auto kind = at.required_text("valueSchema");
    if (kind.empty()) return false;
    if (kind != "string" && kind != "integer") {
        at.find("valueSchema")->error("bad-enum", "an Enum's values are 'integer' or 'string'");
        return false;
    }
    std::set<std::string> names;
    std::set<plain_value> wires;
    bool good = true;
    for (const auto& item : at.items("enumValues")) {
        enum_entry entry{read_name(item), item.localized("displayName"),
                         read_wire_value(item, kind == "string")};
        good = good && !entry.name.empty() && entry.wire.index() != 0;
        if (good && (!names.insert(entry.name).second || !wires.insert(entry.wire).second)) {
            item.error("duplicate-name", "'" + entry.name + "' or its value stands twice",
                       "give each entry its own name and value");
        }
        into.push_back(std::move(entry));
    }
    if (into.empty()) at.error("bad-enum", "an Enum without 'enumValues'", "list its values");
    return good && !into.empty();
}

}  // namespace muster::models
