#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "models/literal_rules.hpp"
#include "models/metamodel.hpp"
#include "models/vocabulary.hpp"

namespace muster::models {

using element_index = std::uint32_t;
inline constexpr element_index no_element = std::numeric_limits<element_index>::max();

/// From an element to one that it has or refers to.
struct model_link {
    const member_rule* member = nullptr;  ///< null: the unit of a semantic type
    std::string target;                   ///< its DTMI
    bool in_place = false;                ///< written down there, not referred to
    place where;
    element_index element = no_element;  ///< once it is found
};

struct model_element {
    std::string id;
    element_class kind = element_class::none;
    int version = 2;
    element_index interface = no_element;  ///< that it is part of; of an interface itself
    place where;
    std::string name;
    std::optional<literal> value;  ///< of an enum's entry
    std::vector<co_type> co_types;
    std::vector<model_link> links;  ///< in the order of the document
    bool is_built_in = false;
    built_in known;  ///< what is known of one that DTDL brings itself
};

/// Everything that a set of models defines, and what it uses of DTDL's own.
struct model_graph {
    std::vector<model_element> elements;
    std::unordered_map<std::string, element_index> by_id;

    element_index find(const std::string& id) const {
        const auto found = by_id.find(id);
        return found == by_id.end() ? no_element : found->second;
    }
    element_index add(model_element item) {
        const auto index = static_cast<element_index>(elements.size());
        by_id.emplace(item.id, index);
        elements.push_back(std::move(item));
        return index;
    }
};

}  // namespace muster::models
