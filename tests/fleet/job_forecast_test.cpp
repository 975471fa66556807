#include <boost/test/unit_test.hpp>

#include "fleet/job_forecast.hpp"
#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
using base = cancel_spec::base;
using shape = distribution::shape;

namespace {

job_spec limited(std::uint64_t failures, std::optional<std::uint64_t> overshoot = 0) {
    job_spec spec;
    spec.name = "fw";
    spec.cancel = cancel_spec{{false, {}, failures}, 0, base::job, overshoot};
    return spec;
}

job_forecast forecast_of(const job_spec& spec, std::vector<std::uint64_t> batches,
                         duration takes = {}) {
    return forecast(spec, batches, {shape::constant, static_cast<double>(takes.count()), 0},
                    spec.cancel ? spec.cancel->overshoot : std::nullopt, lab_step);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_forecast_test)

BOOST_AUTO_TEST_CASE(is_what_a_job_takes_where_nothing_goes_wrong) {
    for (const slot devices : {1, 7, 30, 200})
        for (const std::uint64_t overshoot : {0, 3, 50}) {
            const auto spec = limited(1, overshoot);
            job_lab lab(spec, {devices}, {}, {}, 1);
            lab.run(400);
            BOOST_TEST_REQUIRE(lab.ended());
            const auto f = forecast_of(spec, {devices});
            BOOST_TEST((f.length == *lab.result().end));
            BOOST_TEST(f.in_flight == lab.most_in_flight());
        }
}

BOOST_AUTO_TEST_CASE(a_command_that_takes_its_time_holds_its_permit_for_as_long) {
    const auto spec = limited(4);
    BOOST_TEST((forecast_of(spec, {100}, 10s).length == 2s + 20 * 11s));
    BOOST_TEST((forecast_of(limited(4, std::nullopt), {100}, 10s).length == 12s));
    BOOST_TEST((forecast_of(job_spec{}, {100}, 10s).length == 12s));
    auto short_of_time = spec;
    short_of_time.finish = 4s;
    BOOST_TEST((forecast_of(short_of_time, {100}, 10s).length == 2s + 20 * 5s));
}

BOOST_AUTO_TEST_CASE(batches_follow_each_other_with_their_soaks) {
    job_spec spec;
    spec.next_batch.soak = 1h;
    BOOST_TEST((forecast_of(spec, {10, 100, 1000}, 30s).length == 1s + 2h + 3 * 31s));
    BOOST_TEST(forecast_of(spec, {10, 100, 1000}, 30s).in_flight == 1000u);
    BOOST_TEST((forecast_of(spec, {10, 100, 1000}, 30s).last_batch == 1s + 2h + 2 * 31s));
}

BOOST_AUTO_TEST_CASE(a_batch_of_one_waits_for_its_one_device) {
    job_spec spec;
    spec.next_batch.finished = {900'000'000};
    const command_span takes{{shape::log_normal, 60e6, 600e6}};
    const auto alone = forecast(job_spec{}, {1}, takes, {}, lab_step).length;
    const auto rest = forecast(job_spec{}, {10}, takes, {}, lab_step).length;
    BOOST_TEST((forecast(spec, {1, 10}, takes, {}, lab_step).length ==
                alone + rest - lab_step));  // the job begins once
}

BOOST_AUTO_TEST_CASE(an_overshoot_takes_less_time_and_any_the_least) {
    const auto at = [](std::optional<std::uint64_t> overshoot) {
        return forecast(limited(2), {10'000}, {shape::log_normal, 60e6, 600e6}, overshoot, 1s);
    };
    BOOST_TEST((at(0).length > at(20).length && at(20).length > at(std::nullopt).length));
    BOOST_TEST((at(0).in_flight == 3u && at(20).in_flight == 23u));
    BOOST_TEST(at(std::nullopt).in_flight == 10'000u);
}

BOOST_AUTO_TEST_CASE(the_slowest_of_many_is_hardly_ever_the_last_to_be_told) {
    job_spec spec;
    spec.finish = 2h;
    spec.rate = rate_spec{100, 1min};
    const command_span takes{{shape::uniform, 600e6, 2400e6}};
    const auto length = forecast(spec, {1000}, takes, {}, lab_step).length;
    // The last is told after ten minutes but a moment; of those of the last minutes one takes long.
    BOOST_TEST((length > 45min && length < 10min + 40min));
}

BOOST_AUTO_TEST_CASE(nothing_takes_longer_than_its_parts_can) {
    const command_span takes{{shape::log_normal, 1500e6, 4000e6}, 2400e6};
    job_spec spec;
    spec.finish = 2h;
    BOOST_TEST((forecast(spec, {1000}, takes, {}, lab_step).length == 1s + 40min + 1s));
}

BOOST_AUTO_TEST_CASE(a_ramp_climbs_while_the_job_soaks) {
    job_spec spec;
    spec.rate = rate_spec{10, 1min, rate_spec::ramp{1000, 1h}};
    spec.next_batch.soak = 1h;
    const auto length = forecast(spec, {10, 4990}, {}, {}, lab_step).length;
    BOOST_TEST((length > 65min && length < 67min));
}

BOOST_AUTO_TEST_CASE(at_worst_so_many_fail_as_the_threshold_lets) {
    BOOST_TEST(worst_failures(limited(10, 20), {100, 900}, 20) == 31u);
    BOOST_TEST(worst_failures(limited(10), {100, 900}, 0) == 11u);
    BOOST_TEST(worst_failures(limited(10, std::nullopt), {100, 900}, std::nullopt) == 1000u);
    BOOST_TEST(worst_failures(job_spec{}, {100, 900}, 0) == 1000u);
    BOOST_TEST(worst_failures(limited(10), {5}, 0) == 5u);
    auto by_batch = limited(0);
    by_batch.cancel->failed = {true, share{share::whole / 10}, 0};
    by_batch.cancel->of = base::batch;
    BOOST_TEST(worst_failures(by_batch, {100, 900}, 0) == 10u + 90u + 1u);
}

BOOST_AUTO_TEST_SUITE_END()
