#include <boost/test/unit_test.hpp>

#include "report/vary.hpp"

using namespace muster;
using namespace muster::report;

namespace {

std::vector<std::string> values_of(const std::string& text) {
    diagnostics problems;
    const auto spec = parse_vary(text, problems);
    BOOST_REQUIRE_MESSAGE(spec, text);
    return spec->values;
}

std::string code_of(const std::string& text) {
    diagnostics problems;
    BOOST_TEST(!parse_vary(text, problems).has_value());
    BOOST_REQUIRE(problems.items.size() == 1);
    return problems.items.front().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vary_test)

BOOST_AUTO_TEST_CASE(divides_values_at_commas) {
    diagnostics problems;
    const auto spec = parse_vary("params.limit=1%, 2%,5%", problems);
    BOOST_TEST(spec->path == "params.limit");
    BOOST_TEST((spec->values == std::vector<std::string>{"1%", "2%", "5%"}));
    BOOST_TEST((values_of("a=1") == std::vector<std::string>{"1"}));
}

BOOST_AUTO_TEST_CASE(a_comma_in_quotes_or_brackets_divides_nothing) {
    BOOST_TEST((values_of("a='x, y',z") == std::vector<std::string>{"'x, y'", "z"}));
    BOOST_TEST((values_of("a=\"x,y\"") == std::vector<std::string>{"\"x,y\""}));
    BOOST_TEST((values_of("a=[1%, rest],[pilots, rest]") ==
                std::vector<std::string>{"[1%, rest]", "[pilots, rest]"}));
    BOOST_TEST(
        (values_of("a={x: [1, 2], y: 3},4") == std::vector<std::string>{"{x: [1, 2], y: 3}", "4"}));
    BOOST_TEST((values_of("expect.0=devices.online(r = 'a,b') >= 1,x >= 2") ==
                std::vector<std::string>{"devices.online(r = 'a,b') >= 1", "x >= 2"}));
    BOOST_TEST((values_of("a=don't,won't") == std::vector<std::string>{"don't", "won't"}));
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong) {
    BOOST_TEST(code_of("a") == "bad-vary");
    BOOST_TEST(code_of("=1") == "bad-vary");
    BOOST_TEST(code_of("a=") == "empty-value");
    BOOST_TEST(code_of("a=1,,2") == "empty-value");
    BOOST_TEST(code_of("a=1,") == "empty-value");
    BOOST_TEST(code_of("a=[1,2") == "bad-vary");
    BOOST_TEST(code_of("a='1,2") == "bad-vary");
}

BOOST_AUTO_TEST_CASE(combines_every_value_with_every_other_the_last_path_fastest) {
    const std::vector<vary_spec> specs{{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}};
    const auto all = variants_of(specs);
    BOOST_TEST(all.size() == 6u);
    BOOST_TEST((all[0] == std::vector<std::string>{"1", "x"}));
    BOOST_TEST((all[1] == std::vector<std::string>{"1", "y"}));
    BOOST_TEST((all[5] == std::vector<std::string>{"2", "z"}));
    BOOST_TEST(count_variants(specs, 100) == 6u);
    const std::vector<vary_spec> many(60, {"a", std::vector<std::string>(1000, "x")});
    BOOST_TEST(count_variants(many, 1000) > 1000u);
}

BOOST_AUTO_TEST_SUITE_END()
