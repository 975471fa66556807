#include <boost/test/unit_test.hpp>

#include <map>

#include "fleet/update_course.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

constexpr double minute = 60e6;

distribution constant(double us) {
    return {distribution::shape::constant, us, 0};
}

/// Steps of one to five minutes, of which the install fails for two reasons.
update_spec five_steps() {
    update_spec how;
    for (std::size_t i = 1; i < update_steps; ++i)
        how.steps[i].takes = constant(static_cast<double>(i) * minute);
    how.of(update_step::install).fails = {{"no space", share{share::whole / 10}},
                                          {"worn", share{share::whole / 5}}};
    how.rejects = {{"battery low", share{share::whole / 4}}};
    how.defers = share{share::whole / 2};
    return how;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(update_course_test)

BOOST_AUTO_TEST_CASE(steps_have_names_and_the_deferral_is_not_described) {
    BOOST_TEST(to_text(update_step::download) == std::string("download"));
    BOOST_TEST((described_step("confirm") == update_step::confirm));
    BOOST_TEST((described_step("deferral") == std::nullopt));
    BOOST_TEST((described_step("flash") == std::nullopt));
}

BOOST_AUTO_TEST_CASE(each_thing_happens_to_its_part_of_the_devices) {
    const auto how = five_steps();
    constexpr int devices = 20000;
    std::map<std::string, int> failed;
    int rejected = 0, deferred = 0;
    for (std::uint64_t d = 0; d < devices; ++d) {
        const update_course course(how, random_source{d * 0x9E3779B97F4A7C15ULL + 1}, 7);
        ++failed[course.failure(update_step::install)];
        rejected += course.rejection() == "battery low" ? 1 : 0;
        deferred += course.defers() ? 1 : 0;
        BOOST_REQUIRE((course.length(update_step::verify) == 2min));
        BOOST_REQUIRE(course.failure(update_step::verify).empty());
    }
    // Five standard deviations.
    BOOST_TEST(std::abs(failed["no space"] - 2000) < 5 * 43);
    BOOST_TEST(std::abs(failed["worn"] - 4000) < 5 * 57);
    BOOST_TEST(std::abs(rejected - 5000) < 5 * 62);
    BOOST_TEST(std::abs(deferred - 10000) < 5 * 71);
}

BOOST_AUTO_TEST_CASE(whoever_asks_again_hears_the_same_and_another_job_draws_anew) {
    auto how = five_steps();
    how.of(update_step::download).takes = {distribution::shape::uniform, 0, 100 * minute};
    const random_source device{12345};
    const update_course first(how, device, 1), again(how, device, 1), other(how, device, 2);
    BOOST_TEST((first.length(update_step::download) == again.length(update_step::download)));
    BOOST_TEST((first.length(update_step::download) != other.length(update_step::download)));
}

BOOST_AUTO_TEST_CASE(a_forecast_adds_the_steps_up) {
    auto how = five_steps();
    how.of(update_step::deferral).takes = constant(1000 * minute);
    BOOST_TEST(whole_update(how).at(0.5) == 15 * minute);
    BOOST_TEST(whole_update(how).at(0.99) == 15 * minute);
    how.of(update_step::download).takes = {distribution::shape::log_normal, 4 * minute, 7 * minute};
    how.of(update_step::install).takes = {distribution::shape::log_normal, 3 * minute, 7 * minute};
    const auto whole = whole_update(how);  // 4 + 2 + 3 + 4 + 5, and 5 of 3 and 4
    BOOST_TEST(whole.at(0.5) == 18 * minute, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(whole.at(0.99) == 23 * minute, boost::test_tools::tolerance(1e-4));
    BOOST_TEST(whole_update({}).at(0.99) == 0.0);
}

BOOST_AUTO_TEST_CASE(reasons_say_how_long_and_which_version) {
    BOOST_TEST(no_progress_text(10min) == "no progress within 10m");
    BOOST_TEST(not_finished_text(90min) == "not finished within 1h30m");
    BOOST_TEST(reports_text("2.3.1", "2.4.0") == "reports 2.3.1, not 2.4.0");
    BOOST_TEST(reports_text("", "2.4.0") == "reports no version, not 2.4.0");
}

BOOST_AUTO_TEST_SUITE_END()
