#include "models/schema_depth.hpp"

#include <algorithm>

#include "models/limits.hpp"

namespace muster::models {
namespace {

/// Whether a member leads one level down. An enum's values and a map's key and value are of the
/// level of the schema that has them.
bool is_step(const member_rule& member) {
    return member.name == "schema" || member.name == "elementSchema";
}

int levels_max(int version) {
    return version == 4 ? schema_levels_max_of_4 : schema_levels_max;
}

}  // namespace

schema_depth::schema_depth(const model_graph& graph, diagnostics& problems)
    : graph_(graph), problems_(problems), found_(graph.elements.size()) {}

const schema_depth::facts& schema_depth::visit(element_index index, int steps) {
    auto& own = found_[index];
    if (own.how != state::fresh || steps > walk_depth_max) return own;
    const auto& element = graph_.elements[index];
    own.how = state::open;
    own.array = element.kind == element_class::array || element.known.has_array;
    own.levels = element.known.levels;
    for (const auto& link : element.links) {
        if (link.member == nullptr || link.element == no_element) continue;
        if (graph_.elements[link.element].kind == element_class::interface) continue;
        if (found_[link.element].how == state::open) {
            refuse_cycle(link, element.version);
            continue;
        }
        const auto& below = visit(link.element, steps + 1);
        own.levels = std::max(own.levels, below.levels + (is_step(*link.member) ? 1 : 0));
        own.array |= below.array;
    }
    own.how = state::done;
    return own;
}

/// From DTDL 4 on a schema may contain itself.
void schema_depth::refuse_cycle(const model_link& link, int version) {
    if (version >= 4) return;
    problems_.error("schema-cycle", link.where, "'" + link.target + "' contains itself",
                    "break the circle");
}

void schema_depth::check(element_index index) {
    const auto& element = graph_.elements[index];
    if (element.kind == element_class::interface) return;
    const auto& own = visit(index);
    const auto most = levels_max(element.version);
    if (own.levels != most + 1 || !is_a(element.kind, element_class::complex_schema)) return;
    problems_.error("schema-too-deep", element.where,
                    "schemas within each other on more than " + std::to_string(most) + " levels",
                    "flatten them");
}

bool schema_depth::has_array(const model_element& schema) {
    return visit(graph_.find(schema.id)).array;
}

}  // namespace muster::models
