#include <boost/test/unit_test.hpp>

#include "models/twin_text.hpp"

#include "models/json_text.hpp"
#include "models/limits.hpp"
#include "tests/fleet/dice.hpp"
#include "tests/models/twin_lab.hpp"
#include "tests/models/twin_patches.hpp"

using namespace muster;
using namespace muster::models;
using muster::test::after_seconds;
using muster::test::twin_lab;
using strings = std::vector<std::string>;

namespace {

strings problems_of(const std::string& text) {
    diagnostics problems;
    const auto read = test::twin_of(text, problems);
    BOOST_TEST(read.has_value() == problems.items.empty());
    strings codes;
    for (const auto& item : problems.items)
        codes.push_back(item.code + " " + item.where.pointer);
    return codes;
}

twin_document read_well(const std::string& text) {
    diagnostics problems;
    const auto read = test::twin_of(text, problems);
    for (const auto& item : problems.items)
        BOOST_ERROR(to_text(item) << " in\n" << text);
    BOOST_REQUIRE(read);
    return *read;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_text_test)

BOOST_AUTO_TEST_CASE(a_twin_is_three_sections_with_versions_and_times) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"unit": {"target": 21}, "customer": "Ada"})"));
    BOOST_REQUIRE(lab.report(R"({"unit": {"target": {"value": 21, "ac": 200, "av": 1}}})"));
    BOOST_TEST(twin_text(lab.twin) == R"({
  "desired": {
    "unit": {
      "__t": "c",
      "target": 21
    },
    "$version": 1,
    "$metadata": {
      "unit": {
        "target": {
          "lastUpdateTime": "1970-01-01T00:00:01.000000Z",
          "version": 1
        }
      }
    }
  },
  "reported": {
    "unit": {
      "__t": "c",
      "target": {
        "value": 21,
        "ac": 200,
        "av": 1
      }
    },
    "$version": 1,
    "$metadata": {
      "unit": {
        "target": {
          "lastUpdateTime": "1970-01-01T00:00:02.000000Z",
          "version": 1
        }
      }
    }
  },
  "cloud": {
    "customer": "Ada",
    "$version": 1,
    "$metadata": {
      "customer": {
        "lastUpdateTime": "1970-01-01T00:00:01.000000Z",
        "version": 1
      }
    }
  }
}
)");
    BOOST_TEST((read_well(twin_text(lab.twin)) == lab.twin));
}

BOOST_AUTO_TEST_CASE(a_twin_that_a_person_wrote_may_leave_out_what_is_plain) {
    const auto read = read_well(R"({"desired": {"count": 1}, "reported": {"$version": 7,
                                    "firmware": "1"}})");
    BOOST_TEST(read.desired.version == 1);
    BOOST_TEST(read.desired.find("count")->version == 1);
    BOOST_TEST(read.reported.find("firmware")->version == 7);
    BOOST_TEST((read.reported.find("firmware")->at == after_seconds(0)));
    BOOST_TEST(read.cloud.version == 0);
    BOOST_TEST((read_well("{}") == twin_document()));
}

BOOST_AUTO_TEST_CASE(a_twin_is_held_against_its_template_like_a_patch) {
    BOOST_TEST(problems_of("[]") == strings{"wrong-type "}, boost::test_tools::per_element());
    BOOST_TEST(problems_of(R"({"desird": {}, "desired": 3})") ==
                   (strings{"unknown-member /desird", "wrong-type /desired"}),
               boost::test_tools::per_element());
    BOOST_TEST(
        problems_of(R"({"desired": {"firmware": "1", "customer": "a", "count": "x"},
                               "reported": {"customer": "a"}, "cloud": {"count": 1}})") ==
            (strings{"read-only-property /desired/firmware", "cloud-property /desired/customer",
                     "wrong-type /desired/count", "cloud-property /reported/customer",
                     "not-a-cloud-property /cloud/count"}),
        boost::test_tools::per_element());
    BOOST_TEST(problems_of(R"({"reported": {"count": {"value": 1, "ac": 200, "av": 4}},
                               "desired": {"$version": 3}})") ==
                   strings{"future-version /reported/count/av"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(versions_and_times_that_cannot_be_are_refused) {
    const std::pair<std::string, std::string> wrong[] = {
        {R"("$version": 0, "count": 1)", "bad-version /desired/$version"},
        {R"("$version": -1)", "bad-version /desired/$version"},
        {R"("$version": 9007199254740993)", "bad-version /desired/$version"},
        {R"("$version": "1")", "bad-version /desired/$version"},
        {R"("count": 1, "$metadata": 3)", "wrong-type /desired/$metadata"},
        {R"("count": 1, "$metadata": {"label": {}})", "unknown-property /desired/$metadata/label"},
        {R"("count": 1, "$metadata": {"count": 3})", "wrong-type /desired/$metadata/count"},
        {R"("count": 1, "$metadata": {"count": {"version": 2}})",
         "bad-version /desired/$metadata/count/version"},
        {R"("count": 1, "$metadata": {"count": {"version": 0}})",
         "bad-version /desired/$metadata/count/version"},
        {R"("count": 1, "$metadata": {"count": {"lastUpdateTime": "now"}})",
         "bad-time /desired/$metadata/count/lastUpdateTime"},
        {R"("count": 1, "$metadata": {"count": {"lastUpdate": "now"}})",
         "unknown-member /desired/$metadata/count/lastUpdate"}};
    for (const auto& [members, problem] : wrong)
        BOOST_TEST(problems_of(R"({"desired": {)" + members + "}}") == strings{problem}, members);
}

// The fold of the patches is the twin, its text reads back as the same twin, and neither it nor its
// sections grow beyond the limits; a patch that is refused leaves it alone.
BOOST_AUTO_TEST_CASE(random_patches_keep_a_twin_sound_and_it_reads_back) {
    for (const auto seed : testing::seeds(40)) {
        BOOST_TEST_INFO_SCOPE("replay with MUSTER_SEED=" << seed
                                                         << " ./dev test -R twin_text_test");
        testing::dice dice(seed);
        twin_lab lab;
        test::expected_sections model;
        for (int i = 0; i < 60; ++i) {
            const auto step = test::random_patch(dice, lab.twin.desired.version);
            const auto before = lab.twin;
            const auto accepted = lab.patch(step.text, step.origin, step.kind);
            BOOST_TEST_INFO(step.text);
            BOOST_REQUIRE_EQUAL(accepted, step.sound);
            if (accepted) {
                model.apply(step);
            } else {
                BOOST_REQUIRE((lab.twin == before));
            }
            BOOST_REQUIRE_EQUAL(compact_text(section_value(lab.twin.desired)),
                                model.text_of(&test::expected_sections::desired));
            BOOST_REQUIRE_EQUAL(compact_text(section_value(lab.twin.reported)),
                                model.text_of(&test::expected_sections::reported));
            const bool same = read_well(twin_text(lab.twin)) == lab.twin;
            BOOST_REQUIRE(same);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
