#pragma once

#include <string>
#include <vector>

#include "models/model_graph.hpp"

namespace muster::models {

/// An element that a model needs and that nothing defines.
struct unresolved_reference {
    std::string dtmi;
    place where;
};

/// Follows every reference of the graph from element `from` on, and checks that what it names can
/// stand there. What cannot be found is given back, in the order of the documents.
std::vector<unresolved_reference> resolve_references(model_graph& graph, element_index from,
                                                     diagnostics& problems);

/// Follows the references that were missing and that elements added since define; checks them, too.
void resolve_what_was_missing(model_graph& graph, diagnostics& problems);

}  // namespace muster::models
