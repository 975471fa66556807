#include "models/element_references.hpp"

#include <algorithm>

#include "models/quantities.hpp"

namespace muster::models {
namespace {

bool is_reserved(std::string_view id) {
    return id.starts_with("dtmi:dtdl:") || id.starts_with("dtmi:standard:") ||
           id.starts_with("dtmi:iotcentral:");
}

class reference_check {
public:
    reference_check(const model_graph& graph, diagnostics& problems)
        : graph_(graph), problems_(problems) {}

    void check(const model_element& from, const model_link& link) {
        const auto& to = graph_.elements[link.element];
        if (link.member == nullptr) return check_unit(from, to, link.where);
        if (!is_a(to.kind, link.member->of)) {
            return error("wrong-class", link.where,
                         in_quotes(to.id) + " is of the class " + std::string(name_of(to.kind)) +
                             " where " + in_quotes(link.member->name) + " wants " +
                             std::string(name_of(link.member->of)),
                         "refer to another element");
        }
        if (link.in_place) return;
        check_version(from, to, link);
        // What belongs to one interface is not seen from another; DTDL's own belongs to none.
        if (to.is_built_in || to.kind == element_class::interface) return;
        if (to.interface != from.interface) {
            error("foreign-element", link.where,
                  in_quotes(to.id) + " belongs to " + in_quotes(graph_.elements[to.interface].id),
                  "define it in this interface as well, under an id of its own");
        }
    }

private:
    void check_version(const model_element& from, const model_element& to, const model_link& link) {
        const bool fits =
            link.member->same_version ? to.version == from.version : to.version <= from.version;
        if (fits) return;
        error("other-version", link.where,
              in_quotes(to.id) + " is of DTDL " + std::to_string(to.version) +
                  ", this element of " + std::to_string(from.version),
              "give both the same context");
    }

    void check_unit(const model_element& from, const model_element& to, const place& where) {
        for (const auto& type : from.co_types) {
            if (type.unit_type.empty() || type.unit_type == to.known.unit_type) continue;
            error("unit-mismatch", where,
                  in_quotes(to.id) + " is no unit of " + std::string(type.name),
                  "use " + one_unit_of(type.unit_type, type.quantities));
        }
    }

    void error(const char* code, const place& where, std::string text, std::string remedy) {
        problems_.error(code, where, std::move(text), std::move(remedy));
    }

    const model_graph& graph_;
    diagnostics& problems_;
};

}  // namespace

std::vector<unresolved_reference> resolve_references(model_graph& graph, element_index from,
                                                     diagnostics& problems) {
    std::vector<unresolved_reference> missing;
    reference_check check(graph, problems);
    for (auto index = from; index < graph.elements.size(); ++index) {
        for (auto& link : graph.elements[index].links) {
            if (link.element == no_element) link.element = graph.find(link.target);
            if (link.element != no_element) {
                check.check(graph.elements[index], link);
            } else if (is_reserved(link.target)) {
                problems.error("unknown-reference", link.where,
                               in_quotes(link.target) + " is not defined by DTDL",
                               "use one of its words, such as \"double\"");
            } else {
                missing.push_back({link.target, link.where});
            }
        }
    }
    return missing;
}

void resolve_what_was_missing(model_graph& graph, diagnostics& problems) {
    reference_check check(graph, problems);
    for (auto& element : graph.elements) {
        for (auto& link : element.links) {
            if (link.element != no_element) continue;
            link.element = graph.find(link.target);
            if (link.element != no_element) check.check(element, link);
        }
    }
}

}  // namespace muster::models
