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

BOOST_AUTO_TEST_CASE(a_text_without_a_run_stays_as_it_is) {
    BOOST_TEST(text_pattern("gateway").text(12) == "gateway");
}

BOOST_AUTO_TEST_CASE(adds_its_text_to_the_end) {
    std::string out = "id=";
    text_pattern("a##").append(5, out);
    BOOST_TEST(out == "id=a05");
}

BOOST_AUTO_TEST_SUITE_END()
