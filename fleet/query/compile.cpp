#include "fleet/query/compile.hpp"

#include <algorithm>

#include "fleet/query/expression.hpp"
#include "fleet/query/limits.hpp"

namespace muster::query {
namespace {

value::kind value_kind_of(type kind) {
    switch (kind) {
        case type::number:
        case type::time_span:
            return value::kind::number;
        case type::text:
            return value::kind::text;
        case type::boolean:
            return value::kind::boolean;
    }
    return value::kind::null;
}

class compiler {
public:
    program take(const typed_node& tree) {
        emit(tree);
        out_.result = tree.kind.value_or(type::number);
        std::sort(out_.fields.begin(), out_.fields.end());
        out_.fields.erase(std::unique(out_.fields.begin(), out_.fields.end()), out_.fields.end());
        return std::move(out_);
    }

private:
    /// Adds an instruction that changes the number of values on the stack by `growth`.
    instruction& add(opcode code, int growth) {
        held_ += growth;
        out_.stack = std::max(out_.stack, static_cast<std::size_t>(std::max(held_, 0)));
        auto& i = out_.code.emplace_back();
        i.code = code;
        return i;
    }

    std::uint32_t here() const { return static_cast<std::uint32_t>(out_.code.size()); }

    std::uint32_t text_index(const std::string& text) {
        out_.texts.push_back(text);
        return static_cast<std::uint32_t>(out_.texts.size() - 1);
    }

    void emit(const typed_node& n) {
        switch (n.code) {
            case opcode::push_field:
            case opcode::push_number:
            case opcode::push_text:
            case opcode::push_truth:
            case opcode::push_null:
            case opcode::compare_part:
                return emit_leaf(n);
            case opcode::compare_numbers:
            case opcode::compare_texts:
            case opcode::compare_truths:
                return emit_comparison(n);
            case opcode::in_numbers:
            case opcode::in_texts:
            case opcode::like:
            case opcode::is_null:
                return emit_test(n);
            case opcode::skip_if_false:
                return emit_chain(n, opcode::join_and);
            case opcode::skip_if_true:
                return emit_chain(n, opcode::join_or);
            case opcode::jump_unless:
                return emit_choice(n);
            case opcode::distance:
            case opcode::inside:
                return emit_places(n);
            default:
                return emit_operator(n);
        }
    }

    void use(instruction& i, const typed_node& field) {
        i.field = field.field;
        i.wanted = value_kind_of(field.kind.value_or(type::number));
        out_.fields.push_back(field.field);
    }

    void emit_leaf(const typed_node& n) {
        auto& i = add(n.code, 1);
        i.number = n.number;
        i.how = n.how;
        if (n.code == opcode::push_text) i.index = text_index(n.text);
        if (n.code == opcode::push_field || n.code == opcode::compare_part) use(i, n);
    }

    /// A field against a constant is one instruction.
    void emit_comparison(const typed_node& n) {
        const auto& left = n.children[0];
        const auto& right = n.children[1];
        const bool field_first = left.code == opcode::push_field;
        if (field_first && right.code == opcode::push_number) {
            auto& i = add(opcode::compare_field_number, 1);
            i.how = n.how;
            i.number = right.number;
            return use(i, left);
        }
        if (field_first && right.code == opcode::push_text) {
            auto& i = add(opcode::compare_field_text, 1);
            i.how = n.how;
            i.index = text_index(right.text);
            return use(i, left);
        }
        emit(left);
        emit(right);
        add(n.code, -1).how = n.how;
    }

    void emit_test(const typed_node& n) {
        emit(n.children[0]);
        auto& i = add(n.code, 0);
        i.negated = n.negated;
        if (n.code == opcode::like) i.index = text_index(n.text);
        if (n.code == opcode::in_numbers) {
            i.index = static_cast<std::uint32_t>(out_.number_lists.size());
            out_.number_lists.push_back(n.numbers);
            std::sort(out_.number_lists.back().begin(), out_.number_lists.back().end());
        }
        if (n.code == opcode::in_texts) {
            i.index = static_cast<std::uint32_t>(out_.text_lists.size());
            out_.text_lists.push_back(n.texts);
            std::sort(out_.text_lists.back().begin(), out_.text_lists.back().end());
        }
    }

    void emit_chain(const typed_node& n, opcode join) {
        std::vector<std::uint32_t> exits;
        emit(n.children[0]);
        for (std::size_t c = 1; c < n.children.size(); ++c) {
            exits.push_back(here());
            add(n.code, 0);
            emit(n.children[c]);
            add(join, -1);
        }
        for (const auto e : exits)
            out_.code[e].index = here();
    }

    void emit_choice(const typed_node& n) {
        emit(n.children[0]);
        const auto test = here();
        add(opcode::jump_unless, -1);
        emit(n.children[1]);
        const auto done = here();
        add(opcode::jump, -1);  // one of the two branches leaves its value
        out_.code[test].index = here();
        emit(n.children[2]);
        out_.code[done].index = here();
    }

    void emit_places(const typed_node& n) {
        for (const auto& child : n.children)
            emit(child);
        auto& i = add(n.code, 1 - static_cast<int>(n.children.size()));
        if (n.code != opcode::inside) return;
        i.index = static_cast<std::uint32_t>(out_.area_lists.size());
        out_.area_lists.push_back(n.areas);
    }

    void emit_operator(const typed_node& n) {
        emit(n.children[0]);
        if (n.children.size() == 1 && n.code != opcode::min && n.code != opcode::max) {
            add(n.code, 0);
        }
        for (std::size_t c = 1; c < n.children.size(); ++c) {
            emit(n.children[c]);
            add(n.code, -1);
        }
    }

    program out_;
    int held_ = 0;
};

class no_row final : public row {
public:
    value get(field_id) const override { return {}; }
    double whole(field_id) const override { return 0; }
};

bool is_numeric(const typed_node& n) {
    return n.kind == type::number || n.kind == type::time_span;
}

}  // namespace

bool is_constant(const typed_node& n) {
    return n.code == opcode::push_number || n.code == opcode::push_text ||
           n.code == opcode::push_truth;
}

std::shared_ptr<const program> compile(const typed_node& tree) {
    auto compiled = compiler().take(tree);
    if (compiled.stack > limits::stack) return nullptr;
    return std::make_shared<const program>(std::move(compiled));
}

void fold(typed_node& tree) {
    const bool foldable = is_numeric(tree) && !tree.children.empty() &&
                          std::all_of(tree.children.begin(), tree.children.end(), is_constant);
    if (!foldable) return;
    const auto result = run(*compile(tree), no_row());
    if (!result.is_number()) return;
    const auto kind = tree.kind;
    tree = {};
    tree.code = opcode::push_number;
    tree.kind = kind;
    tree.number = result.number();
}

}  // namespace muster::query
