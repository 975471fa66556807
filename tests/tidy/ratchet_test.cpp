#include "tests/tidy/ratchet.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

namespace muster::tidy {

namespace {

finding found(std::size_t line, std::size_t amount = 1) {
    return {"io", "fleet/a.cpp", line, "text", amount};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ratchet_test)

BOOST_AUTO_TEST_CASE(says_file_and_line_of_what_is_not_tolerated) {
    const auto complaints = compare({found(7)}, {});
    BOOST_TEST(complaints.size() == 1U);
    BOOST_TEST(complaints.at(0) == "fleet/a.cpp:7: [io] text");
}

BOOST_AUTO_TEST_CASE(tolerates_the_exact_number) {
    BOOST_TEST(compare({found(1), found(2)}, parse_ratchet("# why\n\nio fleet/a.cpp 2\n")).empty());
}

BOOST_AUTO_TEST_CASE(fails_when_it_gets_worse) {
    BOOST_TEST(compare({found(1), found(2)}, parse_ratchet("io fleet/a.cpp 1\n")).size() == 2U);
    BOOST_TEST(compare({found(1, 70)}, parse_ratchet("io fleet/a.cpp 69\n")).size() == 1U);
}

BOOST_AUTO_TEST_CASE(fails_when_it_gets_better_until_lowered) {
    const auto complaints = compare({found(1)}, parse_ratchet("io fleet/a.cpp 2\n"));
    BOOST_TEST(complaints.size() == 1U);
    BOOST_TEST(complaints.at(0) ==
               "tests/tidy/ratchet.txt: lower the ratchet: `io fleet/a.cpp 2` is now 1");
    BOOST_TEST(compare({}, parse_ratchet("io fleet/gone.cpp 1\n")).size() == 1U);
}

BOOST_AUTO_TEST_CASE(refuses_a_line_it_does_not_understand) {
    for (const char* text :
         {"io fleet/a.cpp\n", "io fleet/a.cpp many\n", "io fleet/a.cpp 0\n", "io a 1 2\n"}) {
        BOOST_CHECK_THROW(parse_ratchet(text), std::invalid_argument);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace muster::tidy
