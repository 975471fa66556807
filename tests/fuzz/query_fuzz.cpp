#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fleet/query/limits.hpp"
#include "fleet/query/parser.hpp"
#include "fleet/query/printer.hpp"
#include "tests/query/fixed_scope.hpp"

namespace {

using namespace muster::query;

fixed_row some_row() {
    fixed_row r;
    r.values = {{fixed_scope::voltage, 230.0},
                {fixed_scope::current, -4.5},
                {fixed_scope::region, std::string_view("North Sea")},
                {fixed_scope::state, std::string_view("failed")},
                {fixed_scope::connected, true},
                {fixed_scope::seen, 90e6},
                {fixed_scope::position_lat, 52.37},
                {fixed_scope::position_lon, 4.9},
                {fixed_scope::online, 97.0}};
    return r;
}

/// What was parsed has a text, and that text means the same.
void check_printer(const node& tree) {
    const auto text = to_text(tree);
    if (text.size() > limits::text_bytes) return;
    const auto again = parse(text);
    if (!again.tree || !same_tree(tree, *again.tree)) std::abort();
}

void check_places(const std::vector<problem>& problems, std::size_t size) {
    for (const auto& p : problems) {
        if (p.where.offset + std::size_t{p.where.length} > size || p.code.empty()) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = parse(text);
    check_places(parsed.problems, size);
    if (parsed.problems.empty() == !parsed.tree) std::abort();
    if (!parsed.tree) return 0;
    check_printer(*parsed.tree);
    static const fixed_scope names;
    static const fixed_row row = some_row();
    const auto bound = muster::query::bind(parsed.tree, names);
    check_places(bound.problems, size);
    if (bound.problems.empty() == !bound.bound) std::abort();
    if (!bound.bound) return 0;
    const auto result = bound.bound.evaluate(row);
    // The value itself is of no interest, only that reading it touches nothing that is gone.
    if (result.is_text() && result.text().size() > 100 * limits::text_bytes) std::abort();
    return 0;
}
