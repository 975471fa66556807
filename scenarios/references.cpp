#include <algorithm>
#include <set>

#include "scenarios/defaults.hpp"
#include "scenarios/preparation.hpp"

namespace muster::preparation {

std::size_t tree_size(const yaml::node& root) {
    std::size_t size = 1;
    for (const auto& item : root.items)
        size += tree_size(item);
    for (const auto& item : root.entries)
        size += tree_size(item.value);
    return size;
}

namespace {

// Copies are bounded together: a large value referred to often would fill the memory.
class copy_budget {
public:
    bool take(const yaml::node& source, const place& where, diagnostics& problems) {
        auto size = tree_size(source);
        if (exceeded_) return false;
        if (size <= left_) {
            left_ -= size;
            return true;
        }
        exceeded_ = true;
        problems.error("too-large", where,
                       "references copy more than " +
                           std::to_string(scenario_limits::copied_nodes) + " values");
        return false;
    }

private:
    std::size_t left_ = scenario_limits::copied_nodes;
    bool exceeded_ = false;
};

std::vector<std::string> keys_of(const yaml::node& map) {
    std::vector<std::string> keys;
    for (const auto& item : map.entries)
        keys.push_back(item.key);
    return keys;
}

class param_resolver {
public:
    param_resolver(const yaml::node* params, diagnostics& problems)
        : params_(params), problems_(problems) {}

    void walk(yaml::node& node) {
        for (auto& item : node.items)
            walk(item);
        for (auto& item : node.entries)
            walk(item.value);
        if (!node.is_scalar() || node.quoted) return;
        auto reference = scalars::parse_reference(node.text);
        if (reference && reference->root == "params") replace(node, reference->name);
    }

private:
    void replace(yaml::node& node, const std::string& name) {
        const auto* found = params_ == nullptr ? nullptr : params_->find(name);
        if (found == nullptr) {
            unknown(node, name);
            node.what = yaml::node::kind::nothing;
            return;
        }
        place here = node.where;
        std::string origin = node.text;
        if (!budget_.take(*found, here, problems_)) {
            node.what = yaml::node::kind::nothing;
            return;
        }
        node = *found;
        node.where = here;
        node.origin = origin;
        node.verbatim = false;
    }

    void unknown(const yaml::node& node, const std::string& name) {
        std::string nearest;
        if (params_ != nullptr && ++suggested_ <= scenario_limits::suggestions)
            nearest = nearest_name(name, keys_of(*params_));
        problems_.error("unknown-param", node.where, "there is no parameter " + ticked(name),
                        nearest.empty() ? "add it to `params`"
                                        : "did you mean " + ticked("params." + nearest) + '?');
    }

    const yaml::node* params_;
    diagnostics& problems_;
    copy_budget budget_;
    std::size_t suggested_ = 0;
};

void refuse_nested_params(yaml::node& params, diagnostics& problems) {
    for (auto& item : params.entries) {
        auto reference = item.value.is_scalar() && !item.value.quoted
                             ? scalars::parse_reference(item.value.text)
                             : std::nullopt;
        if (!reference || reference->root != "params") continue;
        problems.error("nested-param", item.value.where, "a parameter stands for another parameter",
                       "write its value");
        item.value.what = yaml::node::kind::nothing;
    }
}

class like_resolver {
public:
    like_resolver(yaml::node& section, std::string kind, diagnostics& problems)
        : section_(section), kind_(std::move(kind)), problems_(problems) {}

    void resolve_all() {
        for (std::size_t i = 0; i < section_.entries.size(); ++i)
            resolve(i);
    }

private:
    void resolve(std::size_t index) {
        auto& thing = section_.entries[index].value;
        if (!thing.is_map() || done_.count(index) > 0) return;
        auto* like = thing.find_entry("like");
        if (like == nullptr) return;
        auto other = sibling(like->value, index);
        if (!under_way_.insert(index).second || !other || under_way_.count(*other) > 0) {
            if (other)
                problems_.error("like-cycle", like->value.where,
                                ticked(section_.entries[index].key) + " copies itself",
                                "write the keys of one of them");
            drop_like(thing);
            thing.incomplete = true;
            return;
        }
        resolve(*other);
        merge(thing, section_.entries[*other].value);
        under_way_.erase(index);
        done_.insert(index);
    }

    /// The thing that `like` of the thing `own` names.
    std::optional<std::size_t> sibling(const yaml::node& like, std::size_t own) {
        if (like.what == yaml::node::kind::nothing) return std::nullopt;
        for (std::size_t i = 0; i < section_.entries.size(); ++i)
            if (like.is_scalar() && section_.entries[i].key == like.text) return i;
        std::string nearest;
        if (like.is_scalar() && ++suggested_ <= scenario_limits::suggestions)
            nearest = nearest_name(like.text, others(own));
        problems_.error("unknown-" + kind_, like.where,
                        "there is no " + kind_ + ' ' + found_text(like) + " to copy",
                        nearest.empty() ? "" : "did you mean " + ticked(nearest) + '?');
        return std::nullopt;
    }

    std::vector<std::string> others(std::size_t own) const {
        auto names = keys_of(section_);
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(own));
        return names;
    }

    static void drop_like(yaml::node& thing) {
        auto& entries = thing.entries;
        entries.erase(std::remove_if(entries.begin(), entries.end(),
                                     [](const yaml::entry& e) { return e.key == "like"; }),
                      entries.end());
    }

    void merge(yaml::node& thing, const yaml::node& other) {
        drop_like(thing);
        thing.incomplete = thing.incomplete || other.incomplete;
        if (!other.is_map() || !budget_.take(other, thing.where, problems_)) return;
        auto copied = other.entries;
        for (auto& item : copied)
            if (item.key != "title" && thing.find(item.key) == nullptr)
                thing.entries.push_back(std::move(item));
    }

    yaml::node& section_;
    std::string kind_;
    diagnostics& problems_;
    std::set<std::size_t> under_way_, done_;
    copy_budget budget_;
    std::size_t suggested_ = 0;
};

}  // namespace

void resolve_params(yaml::node& root, diagnostics& problems) {
    auto* params = root.find_entry("params");
    if (params != nullptr && params->value.is_map()) refuse_nested_params(params->value, problems);
    yaml::node copy = params == nullptr ? yaml::node{} : params->value;
    param_resolver resolver(copy.is_map() ? &copy : nullptr, problems);
    for (auto& item : root.entries)
        if (item.key != "params") resolver.walk(item.value);
}

void resolve_likes(yaml::node& root, diagnostics& problems) {
    for (const char* section : {"templates", "fleets", "faults", "rules", "jobs"}) {
        auto* found = root.find_entry(section);
        if (found == nullptr || !found->value.is_map()) continue;
        std::string kind(section);
        kind.pop_back();
        like_resolver(found->value, kind, problems).resolve_all();
    }
}

}  // namespace muster::preparation
