#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/query/expression.hpp"
#include "fleet/query/typed.hpp"

namespace muster::query {

/// Empty where a problem was noted.
using maybe_typed = std::optional<typed_node>;

/// Makes a typed tree of a parsed one: resolves the names and checks the types. Goes on behind a
/// problem, so that all are found. Serves one query.
class binder {
public:
    explicit binder(const scope& names) : names_(names) {}
    bind_result run(const node_ptr& tree, std::optional<type> wanted);

private:
    maybe_typed fail(const node& at, std::string code, std::string text, std::string remedy = {});
    maybe_typed visit(const node& n);
    maybe_typed misplaced_percent(const node& n);
    maybe_typed visit_name(const node& n);
    /// The field of a name or filtered metric; what is wrong with it is noted.
    std::optional<field> find(const node& n);
    /// The field that a name stands for, with no complaint if there is none.
    std::optional<field> peek(const node& n) const;
    /// Whether it is a name that the scope does not know.
    bool is_unknown(const node& n) const;
    /// A name that the language knows and the scope has not.
    bool is_missing(const node& n) const;
    maybe_typed visit_arithmetic(const node& n);
    maybe_typed visit_negate(const node& n);
    maybe_typed wrong_type(const node& n, const typed_node& t, const std::string& wanted);
    /// An operand of AND, OR, NOT.
    maybe_typed visit_truth(const node& n);
    maybe_typed visit_not(const node& n);
    maybe_typed visit_chain(const node& n, opcode code);
    maybe_typed visit_call(const node& n);
    maybe_typed visit_is_null(const node& n);

    // Places: a position, or a latitude and a longitude.
    bool add_position(const node& n, std::vector<typed_node>& to) const;
    bool add_coordinate(const node& n, double most, std::vector<typed_node>& to);
    bool add_place(const node& call, std::size_t& next, std::vector<typed_node>& to);
    maybe_typed visit_distance(const node& n);
    maybe_typed visit_inside(const node& n);

    // Comparisons and lists, where a side can be a percentage or one of the words of the other.
    /// An operand that stands opposite `other`, where a bare word may be one of a field's words.
    maybe_typed visit_opposite(const node& n, const node& other);
    maybe_typed visit_comparison(const node& n);
    maybe_typed compare(const node& n, relation how, typed_node a, typed_node b);
    maybe_typed number_for_text(const node& number, const node& text);
    maybe_typed mismatch(const node& n, const typed_node& a, const typed_node& b);
    maybe_typed compare_part(const node& metric, const node& percent, relation how);
    maybe_typed visit_in(const node& n);
    bool add_item(typed_node& list, const node& item, const node& left, const maybe_typed& sought);
    maybe_typed visit_like(const node& n);

    const scope& names_;
    std::vector<problem> problems_;
};

/// A piece of the query for a message.
std::string shown(const node& n);

/// `a number`, ..., `NULL` for messages.
std::string kind_text(const std::optional<type>& kind);

/// An operator over typed operands.
typed_node operation(opcode code, std::optional<type> kind, std::vector<typed_node> children);

/// A constant; `text` of a text, else `number`.
typed_node constant(opcode code, type kind, double number, std::string text = {});

}  // namespace muster::query
