#include "models/model_check.hpp"

#include <algorithm>

#include "models/element_reader.hpp"
#include "models/structure_rules.hpp"

namespace muster::models {

void model_check::add(const json_document& document, diagnostics& problems) {
    element_reader(graph_, policy_, problems).read(document.root, document.file);
}

std::vector<unresolved_reference> model_check::resolve(diagnostics& problems) {
    auto missing = resolve_references(graph_, resolved_, problems);
    resolved_ = static_cast<element_index>(graph_.elements.size());
    return missing;
}

void model_check::finish(diagnostics& problems) {
    resolve_what_was_missing(graph_, problems);
    check_structure(graph_, 0, problems);
}

std::size_t model_check::interfaces() const {
    return static_cast<std::size_t>(std::count_if(
        graph_.elements.begin(), graph_.elements.end(),
        [](const model_element& item) { return item.kind == element_class::interface; }));
}

model_findings check_models(const json_document& document, extension_policy policy) {
    model_findings found;
    model_check check(policy);
    check.add(document, found.problems);
    found.unresolved = check.resolve(found.problems);
    check.finish(found.problems);
    return found;
}

}  // namespace muster::models
