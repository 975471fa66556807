#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/metamodel.hpp"
#include "models/model_context.hpp"

namespace muster::models {

/// An element that DTDL brings itself: a plain or geospatial schema, a unit, a type of commands.
struct built_in {
    std::string id;
    element_class kind = element_class::none;
    int version = 2;
    int levels = 0;  ///< of schemas below it
    bool has_array = false;
    std::string_view unit_type;  ///< of a unit, such as `PressureUnit`
};

/// By its name, as far as `context` has it, or by its DTMI.
std::optional<built_in> find_built_in(std::string_view written, const model_context& context);

/// What a semantic type asks of the schema beside it.
enum class schema_demand : std::uint8_t { any, numeric, event, enumeration, location, vector };

/// A type beside the element's own that DTDL or IoT Central defines.
struct co_type {
    std::string_view name;
    int quantities = 0;  ///< version of the extension that it is from; 0: DTDL 2 has it
    schema_demand demand = schema_demand::any;
    std::string_view unit_type;  ///< empty: it has no `unit`
    bool unit_required = false;
};

/// What a word of `@type` that is no class of DTDL says.
struct type_word {
    enum class sense : std::uint8_t {
        undefined,  ///< no word of the contexts, nor a DTMI
        bad_id,     ///< looks like a DTMI and is none
        no_type,    ///< defined, but not as something that an element can be
        co_type,
    };
    sense what = sense::undefined;
    models::co_type type;
};
type_word read_type_word(std::string_view written, const model_context& context);

/// Whether the contexts define a word, as a class, a member, a unit or anything else.
bool is_defined(std::string_view word, const model_context& context);

}  // namespace muster::models
