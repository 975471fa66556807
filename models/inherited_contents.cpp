#include "models/inherited_contents.hpp"

#include <algorithm>

#include "models/limits.hpp"

namespace muster::models {
namespace {

bool is_named(const model_link& link, std::string_view member) {
    return link.member != nullptr && link.member->name == member && link.element != no_element;
}

int depth_max(int version) {
    return version == 4 ? extends_depth_max_of_4 : extends_depth_max;
}

/// No model in use comes near; what is counted is only compared with limits far below.
constexpr std::uint64_t countable_max = std::uint64_t{1} << 40;

}  // namespace

inherited_contents::inherited_contents(const model_graph& graph, diagnostics& problems)
    : graph_(graph), problems_(problems) {}

const inherited_contents::facts& inherited_contents::visit(element_index interface, int steps) {
    auto& own = found_[interface];
    if (own.how != state::fresh || steps > walk_depth_max) return own;
    own.how = state::open;
    const auto& element = graph_.elements[interface];
    for (const auto& link : element.links) {
        if (!is_named(link, "extends")) continue;
        if (graph_.elements[link.element].kind != element_class::interface) continue;
        if (found_[link.element].how == state::open) {
            problems_.error("extends-cycle", link.where, in_quotes(link.target) + " extends itself",
                            "break the circle");
            continue;
        }
        const auto& base = visit(link.element, steps + 1);
        own.depth = std::max(own.depth, base.depth + 1);
        own.bases = std::min(own.bases + base.bases + 1, countable_max);
        if (!is_sound(own)) continue;
        own.ancestors.push_back(link.element);
        own.ancestors.insert(own.ancestors.end(), base.ancestors.begin(), base.ancestors.end());
    }
    std::sort(own.ancestors.begin(), own.ancestors.end());
    own.ancestors.erase(std::unique(own.ancestors.begin(), own.ancestors.end()),
                        own.ancestors.end());
    own.ancestors.shrink_to_fit();
    if (!is_sound(own)) own.ancestors = {};
    own.how = state::done;
    return own;
}

/// Whether `extends` is within the widest limits of all versions: 2 interfaces on each level of
/// DTDL 2 make more than `bases_max`.
bool inherited_contents::is_sound(const facts& of) {
    return of.depth <= extends_depth_max_of_4 && of.bases <= 2 * bases_max;
}

void inherited_contents::check(element_index interface) {
    const auto& own = visit(interface);
    const auto& element = graph_.elements[interface];
    const auto most = depth_max(element.version);
    if (own.depth == most + 1) {
        problems_.error("extends-too-deep", element.where,
                        "more than " + std::to_string(most) + " interfaces extend one another",
                        "merge some of them");
    }
    if (element.version > 2 && own.bases > bases_max) {
        problems_.error("too-many", element.where,
                        "more than " + std::to_string(bases_max) + " interfaces are extended",
                        "merge some of them");
    }
    if (is_sound(own)) check_contents(interface);
    if (element.version > 2) check_size(interface);
}

void inherited_contents::check_contents(element_index interface) {
    const auto& element = graph_.elements[interface];
    const auto* rule = find_member(element_class::interface, "contents", element.version);
    const auto most = static_cast<std::size_t>(rule->count_max.of(element.version));
    std::map<std::string_view, element_index> names;
    const auto is_full = [&] { return most != 0 && names.size() > most; };
    const auto add = [&](element_index from) {
        for (const auto& link : graph_.elements[from].links) {
            if (is_full()) return;
            if (!is_named(link, "contents") || graph_.elements[link.element].name.empty()) continue;
            const auto& item = graph_.elements[link.element];
            const auto added = names.emplace(item.name, link.element);
            if (added.second || added.first->second == link.element || from == interface) continue;
            problems_.error("duplicate-name", element.where,
                            in_quotes(item.name) + " is inherited from " +
                                in_quotes(graph_.elements[from].id) + " and defined once more",
                            "rename one of the two");
        }
    };
    add(interface);
    for (const auto base : found_.at(interface).ancestors)
        if (!crowded_.contains(base)) add(base);
    if (!is_full()) return;
    crowded_.insert(interface);
    problems_.error("too-many", element.where,
                    "more than " + std::to_string(most) + " contents, inherited ones among them",
                    "move some into components");
}

/// Elements below one, each as often as it is used.
std::uint64_t inherited_contents::size_of(element_index index, int steps) {
    if (steps > walk_depth_max) return 0;
    const auto there = sizes_.find(index);
    if (there != sizes_.end()) return there->second;
    sizes_.emplace(index, 0);  // what contains itself is counted once
    std::uint64_t size = 0;
    for (const auto& link : graph_.elements[index].links) {
        const bool counts = link.member != nullptr && link.member->name != "extends" &&
                            link.member->name != "schemas" && link.member->name != "mapKey" &&
                            link.member->name != "valueSchema" && link.element != no_element;
        if (counts) size = std::min(size + 1 + size_of(link.element, steps + 1), countable_max);
    }
    sizes_[index] = size;
    return size;
}

void inherited_contents::check_size(element_index interface) {
    if (size_of(interface) <= elements_max) return;
    problems_.error("too-many", graph_.elements[interface].where,
                    "more than " + std::to_string(elements_max) + " elements",
                    "split the interface");
}

const model_element* inherited_contents::first_component(element_index interface, int steps) {
    if (steps > walk_depth_max) return nullptr;
    const auto [known, is_new] = components_.emplace(interface, nullptr);
    if (!is_new) return known->second;  // null also on the way round a circle
    auto& found = known->second;
    const auto& links = graph_.elements[interface].links;
    for (const auto& link : links) {
        if (!is_named(link, "contents")) continue;
        const auto& item = graph_.elements[link.element];
        if (item.kind == element_class::component) return found = &item;
    }
    for (const auto& link : links) {
        if (!is_named(link, "extends")) continue;
        found = first_component(link.element, steps + 1);
        if (found != nullptr) return found;
    }
    return nullptr;
}

}  // namespace muster::models
