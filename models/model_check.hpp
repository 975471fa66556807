#pragma once

#include <string>
#include <vector>

#include "models/element_references.hpp"
#include "models/json_document.hpp"
#include "models/model_context.hpp"
#include "models/model_graph.hpp"

namespace muster::models {

/// Holds a set of models against the rules of DTDL, by the tables of `metamodel`. Stricter than the
/// reader that makes devices of models: every breach is an error here.
class model_check {
public:
    explicit model_check(extension_policy policy = extension_policy::allow) : policy_(policy) {}

    /// Adds a document to the set: an interface, or a list of them.
    void add(const json_document& document, diagnostics& problems);
    /// Follows the references of what was added since the last call; gives those that nothing in
    /// the set defines. What they need can be added and this called again.
    std::vector<unresolved_reference> resolve(diagnostics& problems);
    /// Checks what is between the elements of the set, once all is added.
    void finish(diagnostics& problems);

    bool defines(const std::string& dtmi) const { return graph_.find(dtmi) != no_element; }
    std::size_t interfaces() const;

private:
    extension_policy policy_;
    model_graph graph_;
    element_index resolved_ = 0;
};

/// What a check of one set of models found.
struct model_findings {
    diagnostics problems;
    std::vector<unresolved_reference> unresolved;
};
model_findings check_models(const json_document& document, extension_policy policy);

}  // namespace muster::models
