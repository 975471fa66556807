#include "fleet/query/expansion.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "fleet/query/lexer.hpp"
#include "fleet/query/limits.hpp"
#include "fleet/query/printer.hpp"

namespace muster::query {
namespace {

constexpr const char* circle_code = "group-circle";
constexpr const char* depth_code = "too-many-groups";

class expander {
public:
    expander(const scope& names, std::vector<problem>& problems)
        : names_(names), problems_(problems) {}

    /// Null where a problem was noted; the same tree where nothing in it stands for anything.
    node_ptr visit(const node_ptr& tree) {
        if (tree->kind == node_kind::name) return name(tree);
        // The names in the filter of a metric are those of another scope.
        if (tree->kind == node_kind::filtered || tree->children.empty()) return tree;
        if (tree->kind == node_kind::call && tree->text == "age") return age(tree);
        std::vector<node_ptr> children;
        for (const auto& child : tree->children)
            children.push_back(visit(child));
        if (std::find(children.begin(), children.end(), nullptr) != children.end()) return nullptr;
        if (children == tree->children) return tree;
        auto copy = *tree;
        copy.children = std::move(children);
        return std::make_shared<const node>(std::move(copy));
    }

private:
    node_ptr fail(span where, const char* code, std::string text, std::string remedy) {
        problems_.push_back({where, code, std::move(text), std::move(remedy)});
        return nullptr;
    }

    node_ptr name(const node_ptr& tree) {
        const auto meaning = names_.meaning_of(tree->text);
        if (!meaning) return tree;
        if (copied_ > limits::expanded_nodes) return nullptr;  // which was said
        const auto where = under_way_.empty() ? tree->where : first_;
        const auto again = std::find(under_way_.begin(), under_way_.end(), tree->text);
        if (again != under_way_.end()) return circle(where, again, tree->text);
        if (under_way_.size() == limits::nested_groups)
            return fail(
                where, depth_code,
                "groups name groups more than " + std::to_string(limits::nested_groups) + " deep",
                "write some of their conditions out");
        if (under_way_.empty()) first_ = tree->where;
        under_way_.push_back(tree->text);
        auto out = visit(meaning);
        under_way_.pop_back();
        if (out) out = placed(out, where);
        return out;
    }

    node_ptr circle(span where, std::vector<std::string>::const_iterator from,
                    const std::string& back) {
        std::string path;
        for (auto each = from; each != under_way_.end(); ++each)
            path += *each + " -> ";
        return fail(where, circle_code, "groups name each other in a circle: " + path + back,
                    "let one of them say who belongs to it without the others");
    }

    node_ptr age(const node_ptr& call) {
        const auto& of = *call->children.front();
        auto span = of.kind == node_kind::name ? names_.age_of(of.text) : nullptr;
        if (span) return placed(span, call->where);
        return fail(of.where, "no-instant", "`" + to_text(of) + "` is no instant, so it has no age",
                    "age takes `$last_seen`, or a name whose values are times");
    }

    /// A copy of the whole tree with one place. Counts what it copies: groups that name the same
    /// groups twice could else grow without end.
    node_ptr placed(const node_ptr& tree, span where) {
        if (++copied_ > limits::expanded_nodes) {
            if (copied_ == limits::expanded_nodes + 1)
                fail(where, depth_code,
                     "the groups that it names come to more than " +
                         std::to_string(limits::expanded_nodes) + " parts",
                     "name fewer of them, or groups with shorter conditions");
            return nullptr;
        }
        auto copy = *tree;
        copy.where = where;
        for (auto& child : copy.children) {
            child = placed(child, where);
            if (!child) return nullptr;
        }
        return std::make_shared<const node>(std::move(copy));
    }

    const scope& names_;
    std::vector<problem>& problems_;
    std::vector<std::string> under_way_;  ///< groups whose conditions are being put in
    span first_;                          ///< the name in the query that led there
    std::size_t copied_ = 0;
};

}  // namespace

node_ptr expand(const node_ptr& tree, const scope& names, std::vector<problem>& problems) {
    return expander(names, problems).visit(tree);
}

bool is_of_groups(const problem& p) {
    return p.code == circle_code || p.code == depth_code;
}

std::string group_path(std::string_view name) {
    return std::string(group_prefix) + path_segment(name);
}

}  // namespace muster::query
