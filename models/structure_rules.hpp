#pragma once

#include "models/model_graph.hpp"

namespace muster::models {

/// Reports what breaks a rule between the elements of a graph, from element `from` on: names and
/// values that are there twice, too many elements, schemas and `extends` that are too deep or
/// contain themselves, components within components, types that do not go with a schema.
/// References are followed already; those that lead nowhere are passed over.
void check_structure(const model_graph& graph, element_index from, diagnostics& problems);

}  // namespace muster::models
