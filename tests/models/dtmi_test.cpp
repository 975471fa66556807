#include <boost/test/unit_test.hpp>

#include "models/dtmi.hpp"

using namespace muster::models;

BOOST_AUTO_TEST_SUITE(dtmi_test)

BOOST_AUTO_TEST_CASE(knows_an_id) {
    for (const char* good :
         {"dtmi:a;1", "dtmi:com:example:Thermostat;1", "dtmi:a_b:c9;999999999"}) {
        BOOST_TEST(is_dtmi(good), good);
    }
    for (const char* bad :
         {"", "dtmi:", "dtmi:;1", "dtmi:a", "dtmi:a;0", "dtmi:a;01", "dtmi:a;1234567890",
          "dtmi:a_;1", "dtmi:_a;1", "dtmi:1a;1", "dtmi:a::b;1", "dtmi:a:;1", "dtmi:a b;1",
          "DTMI:a;1", "dtmi:a;1x", "dtmi:../../etc/passwd;1", "dtmi:a/b;1", "dtmi:\xC3\xA9;1"}) {
        BOOST_TEST(!is_dtmi(bad), bad);
    }
}

BOOST_AUTO_TEST_CASE(knows_what_later_versions_take_for_an_id) {
    for (const char* good : {"dtmi:a", "dtmi:a;1", "dtmi:a:b;1.2", "dtmi:a:b_c"})
        BOOST_TEST(is_id_of(good, 3), good);
    for (const char* bad :
         {"dtmi:_a;1", "dtmi:a;1#b", "dtmi:a;1.0", "dtmi:a;0", "dtmi:a;1.1234567"})
        BOOST_TEST(!is_id_of(bad, 3), bad);
    BOOST_TEST(!is_id_of("dtmi:a", 2));
    BOOST_TEST(!is_id_of("dtmi:a;1.2", 2));
    const auto parts = read_dtmi("dtmi:a:__b;3.14#_c");
    BOOST_REQUIRE(parts);
    BOOST_TEST((parts->major == 3 && parts->minor == 14));
    BOOST_TEST((parts->is_system && parts->has_fragment));
    for (const char* none : {"", "a:b", "dtmi:", "dtmi:a_;1", "dtmi:_;1", "dtmi:a;1#1"})
        BOOST_TEST(!read_dtmi(none), none);
}

BOOST_AUTO_TEST_CASE(gives_the_path_of_the_public_repository) {
    BOOST_TEST(repository_path("dtmi:com:Example:TemperatureController;4") ==
               "dtmi/com/example/temperaturecontroller-4.json");
    BOOST_TEST(flat_file_name("dtmi:org:muster:heatpump;3") == "heatpump-3.json");
}

BOOST_AUTO_TEST_CASE(knows_a_name) {
    BOOST_TEST(is_dtdl_name("a"));
    BOOST_TEST(is_dtdl_name("SystemAlarm_0_5026"));
    BOOST_TEST(is_dtdl_name(std::string(64, 'a')));
    for (const std::string bad : {"", "1a", "a_", "a.b", "a b", "_a"})
        BOOST_TEST(!is_dtdl_name(bad));
    BOOST_TEST(!is_dtdl_name(std::string(65, 'a')));
}

BOOST_AUTO_TEST_SUITE_END()
