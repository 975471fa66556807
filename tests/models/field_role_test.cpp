#include <boost/test/unit_test.hpp>

#include "models/field_role.hpp"

using namespace muster::models;

using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(field_role_test)

BOOST_AUTO_TEST_CASE(reads_minima_means_and_maxima_with_what_they_are_of) {
    const auto most = role_of("maxTempSinceLastReboot");
    BOOST_TEST((most.order == rank::most));
    BOOST_TEST((most.subject == words{"temperature"}));
    BOOST_TEST((role_of("lowestFlow").order == rank::least));
    BOOST_TEST((role_of("avg_flow").order == rank::between));
    BOOST_TEST((role_of("flow").order == rank::none));
    BOOST_TEST((role_of("avg_flow").subject == words{"flow"}));
}

BOOST_AUTO_TEST_CASE(reads_starts_ends_and_what_is_to_come) {
    BOOST_TEST((role_of("startTime").when == time_place::start));
    BOOST_TEST((role_of("since").when == time_place::start));
    BOOST_TEST((role_of("job_end").when == time_place::end));
    BOOST_TEST((role_of("validUntil").when == time_place::end));
    BOOST_TEST((role_of("expiresAt").when == time_place::coming));
    BOOST_TEST((role_of("timestamp").when == time_place::moment));
    BOOST_TEST((role_of("startTime").subject == role_of("end").subject));
}

BOOST_AUTO_TEST_CASE(reads_counts_totals_spans_and_targets) {
    BOOST_TEST(role_of("tagCount").counts);
    BOOST_TEST((role_of("tagCount").subject == role_of("tags").subject));
    BOOST_TEST(role_of("totalEnergy").totals);
    BOOST_TEST(role_of("duration_ms").lasts);
    BOOST_TEST(role_of("percentUsed").derived);
    for (const auto* name :
         {"targetTemperature", "setpoint", "temperatureSetPoint", "desired_temp"})
        BOOST_TEST(role_of(name).target, name);
    BOOST_TEST((role_of("temperatureSetPoint").subject == words{"temperature"}));
}

BOOST_AUTO_TEST_SUITE_END()
