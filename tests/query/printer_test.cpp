#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "fleet/query/parser.hpp"
#include "fleet/query/printer.hpp"

using namespace muster::query;

namespace {

/// Random trees of the shapes that `parse` makes.
class tree_maker {
public:
    explicit tree_maker(std::uint32_t seed) : random_(seed) {}

    node_ptr any(int depth) {
        if (depth <= 0) return leaf();
        switch (below(9)) {
            case 0:
                return make(node_kind::logical_or, several(depth));
            case 1:
                return make(node_kind::logical_and, several(depth));
            case 2:
                return make(node_kind::logical_not, {any(depth - 1)});
            case 3:
                return make(node_kind::negate, {any(depth - 1)});
            case 4:
                return call(depth);
            case 5:
                return test(depth);
            case 6:
            case 7:
                return arithmetic(depth);
            default:
                return leaf();
        }
    }

private:
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_()) % n; }

    static node_ptr make(node_kind kind, std::vector<node_ptr> children, std::string text = {},
                         double number = 0, bool negated = false) {
        node n;
        n.kind = kind;
        n.children = std::move(children);
        n.text = std::move(text);
        n.number = number;
        n.negated = negated;
        return std::make_shared<const node>(std::move(n));
    }

    std::vector<node_ptr> several(int depth) {
        std::vector<node_ptr> out;
        for (auto n = 2 + below(2); n > 0; --n)
            out.push_back(any(depth - 1));
        return out;
    }

    node_ptr arithmetic(int depth) {
        const auto first = static_cast<std::uint32_t>(node_kind::add);
        const auto last = static_cast<std::uint32_t>(node_kind::greater_equal);
        const auto kind = static_cast<node_kind>(first + below(last - first + 1));
        return make(kind, {any(depth - 1), any(depth - 1)});
    }

    node_ptr call(int depth) {
        if (below(2) == 0) return make(node_kind::filtered, {any(depth - 1)}, "devices.online");
        if (below(2) == 0) return make(node_kind::call, {any(depth - 1)}, "abs");
        return make(node_kind::call, several(depth), "min");
    }

    node_ptr test(int depth) {
        const bool negated = below(2) == 0;
        switch (below(3)) {
            case 0:
                return make(node_kind::in, several(depth), {}, 0, negated);
            case 1:
                return make(node_kind::like, {any(depth - 1), any(depth - 1)}, {}, 0, negated);
            default:
                return make(node_kind::is_null, {any(depth - 1)}, {}, 0, negated);
        }
    }

    node_ptr leaf() {
        static const std::vector<std::string> names{
            "a", "$id", "jobs.fw.state", "a.\"2.4 \"\"x\"", "min", "p1", "x.and.7"};
        static const std::vector<std::string> texts{"", "it's", "a\"b", "97%", "Zürich\n", "\\%"};
        switch (below(7)) {
            case 0:
                return make(node_kind::number, {}, {}, number());
            case 1:
                return make(node_kind::percent, {}, {}, below(1000) / 10.0);
            case 2:
                return make(node_kind::duration, {}, {}, duration());
            case 3:
                return make(node_kind::text, {}, texts[below(6)]);
            case 4:
                return make(node_kind::boolean, {}, {}, below(2));
            case 5:
                return make(node_kind::null_value, {});
            default:
                return make(node_kind::name, {}, names[below(7)]);
        }
    }

    double number() {
        const double mantissa = below(1'000'000'000);
        return below(2) == 0 ? mantissa : mantissa / (1 + below(100'000));
    }

    double duration() { return below(2) == 0 ? below(4'000'000'000) : below(4'000'000) * 1e6; }

    std::mt19937 random_;
};

std::uint32_t first_seed() {
    const char* given = std::getenv("MUSTER_SEED");
    return given ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10)) : 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(printer_test)

BOOST_AUTO_TEST_CASE(gives_a_text_that_parses_to_the_same_tree) {
    for (auto seed = first_seed(); seed < first_seed() + 3000; ++seed) {
        const auto tree = tree_maker(seed).any(4);
        const auto text = to_text(*tree);
        const auto again = parse(text);
        BOOST_TEST_CONTEXT("MUSTER_SEED=" << seed << " text: " << text) {
            if (text.size() > 4096) continue;
            if (!again.tree && again.problems.front().code == "too-large") continue;
            BOOST_REQUIRE_MESSAGE(
                again.tree, (again.problems.empty() ? std::string() : again.problems.front().text));
            BOOST_REQUIRE(same_tree(*tree, *again.tree));
            BOOST_REQUIRE(to_text(*again.tree) == text);
        }
    }
}

BOOST_AUTO_TEST_CASE(tells_trees_apart) {
    const auto same = [](const char* a, const char* b) {
        return same_tree(*parse(a).tree, *parse(b).tree);
    };
    BOOST_TEST(same("a = 1", "  (a)==1"));
    BOOST_TEST(same("x in [1]", "x IN (1)"));
    BOOST_TEST(!same("a = 1", "a = 2"));
    BOOST_TEST(!same("a in (1)", "a not in (1)"));
    BOOST_TEST(!same("a and b and c", "a and (b and c)"));
    BOOST_TEST(!same("a", "'a'"));
}

BOOST_AUTO_TEST_SUITE_END()
