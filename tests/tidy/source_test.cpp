#include <boost/test/unit_test.hpp>

#include "tests/tidy/source.hpp"

namespace muster::tidy {

BOOST_AUTO_TEST_SUITE(source_test)

BOOST_AUTO_TEST_CASE(blanks_comments_and_the_insides_of_literals) {
    const auto file = parse_source("fleet/a.cpp", R"x(int a = 1;  // rand()
/* rand()
   rand() */ f("rand() \" rand()", 'r');
)x");
    BOOST_TEST(file.code.size() == 3U);
    BOOST_TEST(file.code[0] == "int a = 1;           ");
    BOOST_TEST(file.code[1] == "         ");
    BOOST_TEST(file.code[2] == "             f(\"                \", ' ');");
    BOOST_TEST(file.comments[0] == "            // rand()");
    BOOST_TEST(file.lines[0] == "int a = 1;  // rand()");
}

BOOST_AUTO_TEST_CASE(blanks_raw_strings_over_several_lines) {
    const auto file = parse_source("fleet/a.cpp", "f(R\"y(a \" {\n // }\n)y\"); g();\n");
    BOOST_TEST(file.code[1] == "     ");
    BOOST_TEST(file.code[2] == "  \"); g();");
    BOOST_TEST(file.comments[1] == "     ");
}

BOOST_AUTO_TEST_CASE(takes_a_digit_separator_for_no_literal) {
    const auto file = parse_source("fleet/a.cpp", "f(1'000'000, 0xFF'FF, 'x'); g(); // c\n");
    BOOST_TEST(file.code[0] == "f(1'000'000, 0xFF'FF, ' '); g();     ");
}

BOOST_AUTO_TEST_CASE(leaves_other_files_as_they_are) {
    const auto file = parse_source("dev", "echo '# no comment'\n");
    BOOST_TEST(file.is_script());
    BOOST_TEST(file.code[0] == "echo '# no comment'");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace muster::tidy
