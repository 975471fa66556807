#include <boost/test/unit_test.hpp>

#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// `first` devices, then the rest.
job_spec gated(std::uint64_t first, share finished, share succeeded) {
    job_spec spec;
    spec.name = "fw";
    spec.batches = {{batch_spec::form::count, {}, {}, first}, {}};
    spec.next_batch.finished = finished;
    spec.next_batch.succeeded = succeeded;
    return spec;
}

constexpr share percent(std::int64_t n) {
    return {n * share::whole / 100};
}

bool goes_on(const job_lab& lab) {
    return lab.result().batches.at(1).begin.has_value();
}

}  // namespace

/// What has to be so before the next batch begins.
BOOST_AUTO_TEST_SUITE(job_gate_test)

BOOST_AUTO_TEST_CASE(ninety_percent_of_one_device_is_that_device) {
    job_lab lab(gated(1, percent(90), {}), {10}, {std::nullopt, std::nullopt}, {}, 1);
    lab.connect(0, 0, false);
    lab.run(20);
    BOOST_TEST(!goes_on(lab));
    lab.connect(0, 0, true);
    lab.run(5);
    BOOST_TEST(goes_on(lab));
}

BOOST_AUTO_TEST_CASE(ninety_percent_of_ten_devices_are_nine) {
    for (const slot away : {1, 2}) {
        job_lab lab(gated(10, percent(90), {}), {40}, {std::nullopt, std::nullopt}, {}, 1);
        for (slot d = 0; d < away; ++d)
            lab.connect(0, d, false);
        lab.run(20);
        BOOST_TEST(goes_on(lab) == (away == 1));
    }
}

BOOST_AUTO_TEST_CASE(nine_of_ten_are_too_few_for_ninety_seven_percent) {
    std::uint64_t tried = 0;
    for (std::uint64_t seed = 1; seed < 200; ++seed) {
        job_lab lab(gated(10, all_of_it, percent(97)), {40}, {std::nullopt, std::nullopt},
                    {.fails = 0.1}, seed);
        lab.run(20);
        const auto first = lab.result().batches.at(0).counts;
        BOOST_TEST(goes_on(lab) == (first.succeeded == 10));
        tried += first.succeeded == 9 ? 1 : 0;
    }
    BOOST_TEST(tried > 0u);
}

BOOST_AUTO_TEST_SUITE_END()
