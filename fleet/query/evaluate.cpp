#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>

#include "fleet/area.hpp"
#include "fleet/math.hpp"
#include "fleet/query/comparison.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/query/limits.hpp"
#include "fleet/query/program.hpp"
#include "fleet/query/text_match.hpp"

namespace muster::query {
namespace {

/// Also guards against a row that answers NaN for "no value".
bool is_usable_number(const value& v) {
    return v.is_number() && !std::isnan(v.number());
}

value finite(double number) {
    return std::isfinite(number) ? value(number) : value();
}

value compare_number(const instruction& i, const value& left, double right) {
    return is_usable_number(left) ? value(related(i.how, left.number(), right)) : value();
}

value compare_text(const instruction& i, const value& left, const value& right) {
    return left.is_text() ? value(equal_texts(left, right) == (i.how == relation::equal)) : value();
}

value compare_part(const instruction& i, const row& r) {
    const auto part = r.get(i.field);
    const double whole = r.whole(i.field);
    if (!is_usable_number(part) || !(whole > 0)) return {};
    return related(i.how, part.number() / whole, i.number);
}

value load(const instruction& i, const row& r) {
    const auto v = r.get(i.field);
    if (v.what() != i.wanted || (v.is_number() && std::isnan(v.number()))) return {};
    return v;
}

/// Both are true, false or null; `decisive` is the truth that wins over null.
value join(const value& a, const value& b, bool decisive) {
    if (a.is_boolean() && a.truth() == decisive) return a;
    if (b.is_boolean() && b.truth() == decisive) return b;
    return a.is_null() ? a : b;
}

value unary_number(opcode code, double x) {
    switch (code) {
        case opcode::negate:
            return -x;
        case opcode::abs:
            return std::fabs(x);
        case opcode::round:
            return std::round(x);
        case opcode::floor:
            return std::floor(x);
        case opcode::ceil:
            return std::ceil(x);
        case opcode::sqrt:
            return finite(std::sqrt(x));
        case opcode::sin:
            return finite(math::sin(x));
        case opcode::cos:
            return finite(math::cos(x));
        case opcode::exp:
            return finite(math::exp(x));
        case opcode::log:
            return finite(math::log(x));
        default:
            return {};
    }
}

value binary_number(opcode code, double x, double y) {
    switch (code) {
        case opcode::add:
            return finite(x + y);
        case opcode::subtract:
            return finite(x - y);
        case opcode::multiply:
            return finite(x * y);
        case opcode::divide:
            return finite(x / y);
        case opcode::modulo:
            return finite(std::fmod(x, y));
        case opcode::min:
            return std::min(x, y);
        case opcode::max:
            return std::max(x, y);
        case opcode::pow:
            return finite(math::pow(x, y));
        default:
            return {};
    }
}

value unary_text(opcode code, const value& x) {
    switch (code) {
        case opcode::lower:
            return x.with_casing(value::letters::lower);
        case opcode::upper:
            return x.with_casing(value::letters::upper);
        case opcode::length:
            return length_of_text(x);
        default:
            return {};
    }
}

value binary_text(opcode code, const value& x, const value& y) {
    switch (code) {
        case opcode::contains:
            return contains_text(x, y);
        case opcode::starts_with:
            return starts_with_text(x, y);
        case opcode::ends_with:
            return ends_with_text(x, y);
        default:
            return {};
    }
}

/// Tests of one value against constants of the program.
value test(const program& p, const instruction& i, const value& v) {
    if (i.code == opcode::is_null) return v.is_null() != i.negated;
    if (v.is_null()) return v;
    bool found = false;
    if (i.code == opcode::in_numbers) {
        const auto& list = p.number_lists[i.index];
        found = std::binary_search(list.begin(), list.end(), v.number());
    } else if (i.code == opcode::in_texts) {
        found = among_texts(v, p.text_lists[i.index]);
    } else {
        found = like_text(v, p.texts[i.index]);
    }
    return found != i.negated;
}

value compare(const instruction& i, const value& a, const value& b) {
    if (a.is_null() || b.is_null()) return {};
    if (i.code == opcode::compare_numbers) return related(i.how, a.number(), b.number());
    if (i.code == opcode::compare_texts) return compare_text(i, a, b);
    return related(i.how, a.truth(), b.truth());
}

/// Every operator with one operand.
value unary(const program& p, const instruction& i, const value& x) {
    switch (i.code) {
        case opcode::in_numbers:
        case opcode::in_texts:
        case opcode::like:
        case opcode::is_null:
            return test(p, i, x);
        case opcode::logical_not:
            return x.is_null() ? x : value(!x.truth());
        case opcode::lower:
        case opcode::upper:
        case opcode::length:
            return x.is_null() ? x : unary_text(i.code, x);
        default:
            return x.is_null() ? x : unary_number(i.code, x.number());
    }
}

/// Every operator with two operands.
value binary(const instruction& i, const value& a, const value& b) {
    switch (i.code) {
        case opcode::join_and:
            return join(a, b, false);
        case opcode::join_or:
            return join(a, b, true);
        case opcode::compare_numbers:
        case opcode::compare_texts:
        case opcode::compare_truths:
            return compare(i, a, b);
        default:
            break;
    }
    if (a.is_null() || b.is_null()) return {};
    return a.is_text() ? binary_text(i.code, a, b) : binary_number(i.code, a.number(), b.number());
}

/// Null where one of the values is, or is no latitude.
std::optional<geo_point> place_of(const value& lat, const value& lon) {
    const bool good = is_usable_number(lat) && is_usable_number(lon) &&
                      std::fabs(lat.number()) <= 90 && std::isfinite(lon.number());
    return good ? std::optional<geo_point>({lat.number(), lon.number()}) : std::nullopt;
}

value distance_of(const value* places) {
    const auto a = place_of(places[0], places[1]), b = place_of(places[2], places[3]);
    return a && b ? value(distance_km(*a, *b)) : value();
}

value inside_of(const std::vector<std::shared_ptr<const area>>& areas, const value* place) {
    const auto at = place_of(place[0], place[1]);
    if (!at) return {};
    return std::any_of(areas.begin(), areas.end(), [&](const auto& a) { return a->contains(*at); });
}

bool is_binary(opcode code) {
    switch (code) {
        case opcode::join_and:
        case opcode::join_or:
        case opcode::compare_numbers:
        case opcode::compare_texts:
        case opcode::compare_truths:
        case opcode::add:
        case opcode::subtract:
        case opcode::multiply:
        case opcode::divide:
        case opcode::modulo:
        case opcode::min:
        case opcode::max:
        case opcode::pow:
        case opcode::contains:
        case opcode::starts_with:
        case opcode::ends_with:
            return true;
        default:
            return false;
    }
}

/// Takes an operator's operands off the stack, puts its result there and returns the new top.
value* operate(const program& p, const instruction& i, value* top) {
    if (is_binary(i.code)) {
        --top;
        *top = binary(i, top[0], top[1]);
    } else if (i.code == opcode::distance) {
        top -= 3;
        *top = distance_of(top);
    } else if (i.code == opcode::inside) {
        --top;
        *top = inside_of(p.area_lists[i.index], top);
    } else {
        *top = unary(p, i, *top);
    }
    return top;
}

/// Requires that the program needs at most `Size` values at once.
template <std::size_t Size>
value run_with(const program& p, const row& r) {
    std::array<value, Size + 1> stack;
    value* top = stack.data();  // the last value; the first slot stays empty
    const instruction* const begin = p.code.data();
    const instruction* const end = begin + p.code.size();
    for (const instruction* i = begin; i != end; ++i) {
        switch (i->code) {
            case opcode::push_field:
                *++top = load(*i, r);
                break;
            case opcode::push_number:
                *++top = i->number;
                break;
            case opcode::push_text:
                *++top = std::string_view(p.texts[i->index]);
                break;
            case opcode::push_truth:
                *++top = i->number != 0;
                break;
            case opcode::push_null:
                *++top = value();
                break;
            case opcode::compare_field_number:
                *++top = compare_number(*i, r.get(i->field), i->number);
                break;
            case opcode::compare_field_text:
                *++top = compare_text(*i, r.get(i->field), std::string_view(p.texts[i->index]));
                break;
            case opcode::compare_part:
                *++top = compare_part(*i, r);
                break;
            case opcode::skip_if_false:
                if (top->is_boolean() && !top->truth()) i = begin + i->index - 1;
                break;
            case opcode::skip_if_true:
                if (top->is_boolean() && top->truth()) i = begin + i->index - 1;
                break;
            case opcode::jump_unless: {
                const value v = *top--;
                if (!v.is_boolean() || !v.truth()) i = begin + i->index - 1;
                break;
            }
            case opcode::jump:
                i = begin + i->index - 1;
                break;
            default:
                top = operate(p, *i, top);
        }
    }
    return *top;
}

// Most programs need no more; clearing the large stack would cost more than running them.
constexpr std::size_t small_stack = 6;

}  // namespace

value run(const program& p, const row& r) {
    const auto result =
        p.stack <= small_stack ? run_with<small_stack>(p, r) : run_with<limits::stack>(p, r);
    if (!result.is_text() || result.casing() == value::letters::as_they_are) return result;
    thread_local std::string buffer;
    buffer = cased_copy(result);
    return std::string_view(buffer);
}

expression::expression(std::shared_ptr<const program> compiled) : program_(std::move(compiled)) {}

value expression::evaluate(const row& r) const {
    return program_ ? run(*program_, r) : value();
}

bool expression::holds(const row& r) const {
    const auto result = evaluate(r);
    return result.is_boolean() && result.truth();
}

std::vector<field_id> expression::fields() const {
    return program_ ? program_->fields : std::vector<field_id>();
}

type expression::result() const noexcept {
    return program_ ? program_->result : type::number;
}

}  // namespace muster::query
