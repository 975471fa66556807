#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

#include "fleet/geo.hpp"
#include "fleet/query/from_text.hpp"
#include "tests/query/fixed_scope.hpp"

using namespace muster;
using namespace muster::query;
using boost::test_tools::tolerance;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

fixed_row at(double lat, double lon) {
    fixed_row r;
    r.values = {{fixed_scope::position_lat, lat}, {fixed_scope::position_lon, lon}};
    return r;
}

value of(const std::string& text, const fixed_row& r) {
    const auto result = from_text(text, fixed_scope());
    for (const auto& p : result.problems)
        BOOST_ERROR(text + ": " + p.code + ": " + p.text);
    return result.bound.evaluate(r);
}

problem problem_of(const std::string& text) {
    const auto result = from_text(text, fixed_scope());
    BOOST_REQUIRE_MESSAGE(!result.problems.empty(), text);
    return result.problems.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(places_test)

BOOST_AUTO_TEST_CASE(distances_are_kilometres_between_positions_and_coordinates) {
    const auto here = at(51.9225, 4.4792);
    const double km = distance_km({51.9225, 4.4792}, {52.37, 4.89});
    for (const auto* text : {"distance(position, 52.37, 4.89)", "distance(52.37, 4.89, position)",
                             "distance(position.lat, position.lon, 52.37, 4.89)",
                             "distance(position.lat, 4.4792, 52 + 0.37, 4.89)",
                             "DISTANCE(51.9225, 4.4792, 52.37, 4.89)"})
        BOOST_TEST(of(text, here).number() == km, tolerance(1e-12));
    BOOST_TEST(of("distance(position, position)", here).number() == 0);
    BOOST_TEST(of("distance(position, -33.9, -70.5) > 10k", here).truth());
    BOOST_TEST(of("distance(0, 179, 0, -179)", here).number() == 2 * degree_km, tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_place_is_inside_where_one_of_the_areas_holds_it) {
    BOOST_TEST(of("inside(position, depot)", at(52.37, 4.89)).truth());
    BOOST_TEST(of("inside(position, depot)", at(52.3879, 4.89)).truth());
    BOOST_TEST(!of("inside(position, depot)", at(52.3881, 4.89)).truth());
    BOOST_TEST(of("NOT inside(position, depot)", at(52.3881, 4.89)).truth());
    BOOST_TEST(!of("inside(position, depot)", at(0.5, 0.5)).truth());
    BOOST_TEST(of("inside(position, depot, field)", at(0.5, 0.5)).truth());
    BOOST_TEST(of("inside(position.lat, position.lon, field)", at(1, 1)).truth());
    BOOST_TEST(of("inside(0.2, 0.2, field) AND distance(position, 0, 0) < 1", at(0, 0)).truth());
}

BOOST_AUTO_TEST_CASE(what_has_no_place_is_null) {
    for (const auto& r : {at(no_value, 4), at(52, no_value), at(90.1, 0), fixed_row()}) {
        BOOST_TEST(of("distance(position, 52.37, 4.89)", r).is_null());
        BOOST_TEST(of("inside(position, depot)", r).is_null());
        BOOST_TEST(of("NOT inside(position, depot)", r).is_null());
    }
    BOOST_TEST(of("inside(position, depot) IS NULL", fixed_row()).truth());
}

BOOST_AUTO_TEST_CASE(it_reads_the_two_fields_of_a_position) {
    const auto fields = from_text("inside(position, depot)", fixed_scope()).bound.fields();
    BOOST_TEST(
        (fields == std::vector<field_id>{fixed_scope::position_lat, fixed_scope::position_lon}));
}

BOOST_AUTO_TEST_CASE(mistakes_have_a_place_and_a_remedy) {
    struct mistake {
        const char* text;
        const char* code;
        std::uint32_t offset;
        const char* remedy;
    };
    for (const mistake& m : std::initializer_list<mistake>{
             {"inside(positon, depot)", "unknown-name", 7, "did you mean position?"},
             {"inside(position, dept)", "unknown-area", 17, "did you mean depot?"},
             {"inside(position, 'depot')", "unknown-area", 17, "did you mean depot?"},
             {"inside(position, position)", "unknown-area", 17, ""},
             {"inside(1, 2)", "wrong-arguments", 0,
              "write inside(position, AREA), with AREA under `areas`"},
             {"inside(depot, position)", "unknown-name", 7, "write inside(position, depot)"},
             {"distance(position, depot) < 5", "unknown-name", 19, "write inside(position, depot)"},
             {"distance(position, 52.37) < 5", "wrong-arguments", 19,
              "name a position, or write both"},
             {"distance(1, 2) < 5", "wrong-arguments", 0,
              "write distance(position, latitude, longitude)"},
             {"distance(position, 1, 2, 3) < 5", "wrong-arguments", 25,
              "each is a position, or a latitude and a longitude"},
             {"distance(position, 104.9, 52.4) < 5", "out-of-range", 19,
              "the latitude comes first, then the longitude, in degrees"},
             {"distance(position, 52.4, -180.5) < 5", "out-of-range", 25,
              "the latitude comes first, then the longitude, in degrees"},
             {"distance(position, region, 4.9) < 5", "type-mismatch", 19, ""},
             {"ST_DWithin(position, 1, 2)", "unknown-function", 0,
              "write distance(position, latitude, longitude) < 5, in kilometres"},
             {"geo_distance_2points(1, 2, 3, 4) < 5", "unknown-function", 0,
              "write distance(position, latitude, longitude), in kilometres"},
             {"within(position, depot)", "unknown-function", 0,
              "write inside(position, AREA), with AREA under `areas`"},
         }) {
        BOOST_TEST_CONTEXT(m.text) {
            const auto p = problem_of(m.text);
            BOOST_TEST(p.code == m.code);
            BOOST_TEST(p.where.offset == m.offset);
            BOOST_TEST(p.remedy == m.remedy);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
