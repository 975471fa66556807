#include <boost/test/unit_test.hpp>

#include "fleet/text_pattern.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(text_pattern_test)

BOOST_AUTO_TEST_CASE(pads_the_running_number_to_the_width_of_its_run) {
    const text_pattern p("hp-####-eu");
    BOOST_TEST(p.text(7) == "hp-0007-eu");
    BOOST_TEST(p.text(1234) == "hp-1234-eu");
    BOOST_TEST(p.text(99999) == "hp-99999-eu");
    BOOST_TEST(text_pattern("#").text(3) == "3");
}

BOOST_AUTO_TEST_CASE(replaces_what_the_buffer_held) {
    std::string out = "something longer than that";
    text_pattern("a##").write(5, out);
    BOOST_TEST(out == "a05");
}

BOOST_AUTO_TEST_CASE(knows_the_largest_number_that_fits) {
    BOOST_TEST(text_pattern("m-###").capacity() == 999u);
    BOOST_TEST(text_pattern("m").capacity() == 0u);
    BOOST_TEST(text_pattern("####################").capacity() == 999'999'999'999'999'999u);
}

BOOST_AUTO_TEST_CASE(finds_the_number_of_a_text_that_it_made) {
    const text_pattern p("hp-###-eu");
    for (const std::uint64_t n : {1, 42, 999, 1000, 123456})
        BOOST_TEST(p.number_of(p.text(n)) == n);
    for (const char* other : {"hp-042", "hp-42-eu", "hp-0042-eu", "hp-0x2-eu", "xp-042-eu", "",
                              "hp--42-eu", "hp-000-eu"})
        BOOST_TEST(p.number_of(other) == 0u, other);
    BOOST_TEST(text_pattern("gateway").number_of("gateway") == 0u);
}

BOOST_AUTO_TEST_CASE(a_text_without_a_run_stays_as_it_is) {
    BOOST_TEST(text_pattern("gateway").text(12) == "gateway");
}

BOOST_AUTO_TEST_CASE(adds_its_text_to_the_end) {
    std::string out = "id=";
    text_pattern("a##").append(5, out);
    BOOST_TEST(out == "id=a05");
}

BOOST_AUTO_TEST_SUITE_END()
