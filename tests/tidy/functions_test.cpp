#include "tests/tidy/functions.hpp"

#include <boost/test/unit_test.hpp>

namespace muster::tidy {

namespace {

/// `name first..last` of each function, in order.
std::vector<std::string> extents(std::string_view text) {
    std::vector<std::string> found;
    for (const function_extent& each : functions_of(parse_source("fleet/a.cpp", text))) {
        found.push_back(each.name + " " + std::to_string(each.first_line) + ".." +
                        std::to_string(each.last_line));
    }
    return found;
}

void expect(std::string_view text, const std::vector<std::string>& wanted) {
    const std::vector<std::string> found = extents(text);
    BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(functions_test)

BOOST_AUTO_TEST_CASE(finds_free_and_member_functions) {
    expect(R"(namespace a {
struct b : c<d> {
    int e = 3;
public:
    int f() const { return e; }
};
int g(int x,
      int y) {
    if (x) {
        return y;
    }
    return 0;
}
}
)",
           {"f 5..5", "g 7..13"});
}

BOOST_AUTO_TEST_CASE(sees_through_braces_in_a_constructors_head) {
    expect("foo::foo(int a)\n    : b_{a}, c_{1,\n 2} {\n    run();\n}\nvoid g() {\n}\n",
           {"foo::foo 1..5", "g 6..7"});
}

BOOST_AUTO_TEST_CASE(counts_lambdas_as_part_of_their_function) {
    expect("void f() {\n    auto g = [](int x) {\n        return x;\n    };\n}\n", {"f 1..5"});
}

BOOST_AUTO_TEST_CASE(finds_lambdas_in_a_table) {
    expect("const map table = {\n    {1, [](int x) {\n        return x;\n    }},\n};\n",
           {"function 2..4"});
}

BOOST_AUTO_TEST_CASE(takes_tables_and_enums_for_no_functions) {
    expect("enum class a { b, c };\nconst int d[] = {f(1), f(2)};\nstruct alignas(64) e {\n};\n",
           {});
}

BOOST_AUTO_TEST_CASE(names_test_cases_and_skips_suites) {
    expect("BOOST_AUTO_TEST_SUITE(x)\n\n#define Y {\nBOOST_AUTO_TEST_CASE(says_so) {\n}\n",
           {"says_so 4..5"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace muster::tidy
