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
    const distribution takes{shape::log_normal, 60e6, 600e6};
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

BOOST_AUTO_TEST_SUITE_END()
