#include <boost/test/unit_test.hpp>

#include "tests/fleet/metrics_lab.hpp"

using namespace muster;
using namespace std::chrono_literals;
using unit = measured_figure::unit;

namespace {

struct measured : testing::metrics_lab {
    expectation_watch watch;

    explicit measured(const std::string& expect)
        : metrics_lab("  - " + expect + "\n"), watch(w, row) {}

    std::optional<measured_figure> at_end() {
        watch.at_end(1h);
        return watch.results().front().figure;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(expected_figure_test)

BOOST_AUTO_TEST_CASE(a_share_is_measured_as_a_fraction_of_its_whole) {
    measured e("devices.online >= 97%");
    e.online(0, 98, 2);
    const auto f = e.at_end();
    BOOST_REQUIRE(f.has_value());
    BOOST_TEST((f->kind == unit::fraction));
    BOOST_TEST(f->value == 0.98);
    BOOST_TEST(*f->limit == 0.97);
    BOOST_TEST(*f->margin == 0.98 - 0.97);
    BOOST_TEST(*f->holds);
}

BOOST_AUTO_TEST_CASE(a_limit_may_stand_on_either_side) {
    measured e("7 > faults.cut.devices");
    e.at(fault_count::devices) = 9;
    const auto f = e.at_end();
    BOOST_REQUIRE(f.has_value());
    BOOST_TEST(f->value == 9);
    BOOST_TEST(*f->limit == 7);
    BOOST_TEST(*f->margin == -2);
    BOOST_TEST(!*f->holds);
}

BOOST_AUTO_TEST_CASE(two_figures_are_compared_as_they_are) {
    measured e("faults.cut.devices - 1 <= devices.offline");
    e.online(0, 96, 4);
    e.at(fault_count::devices) = 3;
    const auto f = e.at_end();
    BOOST_TEST(f->value == 2);
    BOOST_TEST(*f->limit == 4);
    BOOST_TEST(*f->margin == 2);
}

BOOST_AUTO_TEST_CASE(an_exact_figure_has_no_good_side) {
    measured e("faults.cut.devices = 5");
    e.at(fault_count::devices) = 8;
    BOOST_TEST(*e.at_end()->margin == -3);
    measured same("faults.cut.devices = 5");
    same.at(fault_count::devices) = 5;
    BOOST_TEST(*same.at_end()->margin == 0);
}

BOOST_AUTO_TEST_CASE(time_is_measured_in_seconds) {
    measured e("jobs.fw.latency.p99 < 2s");
    e.jobs[0].latency = {1, 3, 3, 3, 3, 3, 3, 3};
    const auto f = e.at_end();
    BOOST_TEST((f->kind == unit::seconds));
    BOOST_TEST(f->value == 3);
    BOOST_TEST(*f->limit == 2);
    BOOST_TEST(*f->margin == -1);
    BOOST_TEST(!measured("jobs.fw.latency.p99 < 2s").at_end().has_value());
}

BOOST_AUTO_TEST_CASE(a_state_is_a_word_without_a_margin) {
    for (const auto* text : {"jobs.fw.state = complete", "jobs.fw.state IN ('complete')"}) {
        measured e(text);
        e.jobs[0].state = "cancelled";
        const auto f = e.at_end();
        BOOST_REQUIRE(f.has_value());
        BOOST_TEST((f->kind == unit::word));
        BOOST_TEST(f->word == "cancelled");
        BOOST_TEST(!f->margin.has_value());
        BOOST_TEST(!f->holds.has_value());
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_single_comparison_has_no_figure) {
    BOOST_TEST(!measured("devices.online >= 1 AND devices.offline <= 9").at_end().has_value());
    BOOST_TEST(!measured("NOT devices.online >= 1").at_end().has_value());
}

BOOST_AUTO_TEST_CASE(always_keeps_the_figure_with_the_smallest_margin) {
    measured e("{always: devices.online >= 50%}");
    for (const std::int64_t up : {90, 40, 20, 60}) {
        e.online(0, up, 100 - up);
        e.watch.at_barrier(std::chrono::minutes(100 - up));
    }
    BOOST_TEST(e.at_end()->value == 0.2);
}

BOOST_AUTO_TEST_CASE(says_of_numbers_what_the_condition_says) {
    const std::vector<std::string> conditions{
        "devices.online >= 97%",       "devices.online = 50%",
        "devices.offline != 3",        "33% < devices.offline",
        "devices.online > 60",         "devices.online(region = 'north') < 50%",
        "devices.online - 50 <= 25.5", "devices.total = 100"};
    for (const auto& condition : conditions) {
        measured e(condition);
        for (std::int64_t up = 0; up <= 100; ++up) {
            for (std::uint32_t p = 0; p < e.w.populations.size(); ++p)
                e.online(p, up, 100 - up);
            const auto f = e.w.figures[0].measure(e.row);
            BOOST_REQUIRE(f && f->holds);
            BOOST_TEST(*f->holds == e.w.expectations[0].holds(e.row), condition << " at " << up);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
