#include <boost/test/unit_test.hpp>

#include <numeric>

#include "fleet/batch_sizes.hpp"

using namespace muster;
using form = batch_spec::form;

namespace {

batch_spec part(std::int64_t percent) {
    return {form::part, {}, share{percent * 10'000'000}, 0};
}

std::vector<std::uint64_t> sizes_of(const std::vector<batch_spec>& batches, std::uint64_t total) {
    return batch_sizes(batches, total, std::vector<std::uint64_t>(batches.size()), total);
}

using sizes = std::vector<std::uint64_t>;

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_sizes_test)

BOOST_AUTO_TEST_CASE(percentages_that_add_up_to_the_whole_leave_nobody_out) {
    BOOST_TEST(sizes_of({part(25), part(25), part(25), part(25)}, 10) == (sizes{3, 3, 2, 2}));
    BOOST_TEST(sizes_of({part(33), part(33), part(34)}, 7) == (sizes{2, 2, 3}));
    for (std::uint64_t total = 1; total < 300; ++total) {
        const auto all = sizes_of({part(7), part(13), part(30), part(50)}, total);
        BOOST_TEST(std::accumulate(all.begin(), all.end(), std::uint64_t{0}) == total);
    }
}

BOOST_AUTO_TEST_CASE(a_percentage_takes_what_a_fault_of_that_share_takes) {
    BOOST_TEST(sizes_of({part(1), {}}, 960) == (sizes{10, 950}));
    BOOST_TEST(sizes_of({part(50), {}}, 7) == (sizes{4, 3}));
}

BOOST_AUTO_TEST_CASE(no_batch_is_empty_while_targets_are_left) {
    BOOST_TEST(sizes_of({part(1), part(1), {}}, 5) == (sizes{1, 1, 3}));
    BOOST_TEST(sizes_of({part(1), part(99), {form::count, {}, {}, 5}}, 2) == (sizes{1, 1, 0}));
}

BOOST_AUTO_TEST_CASE(groups_come_off_first_and_percentages_are_of_all) {
    const std::vector<batch_spec> batches{{form::group, "pilots", {}, 0}, part(10), {}};
    BOOST_TEST(batch_sizes(batches, 1000, {40, 0, 0}, 960) == (sizes{40, 100, 860}));
    const std::vector<batch_spec> named{{form::condition, {}, {}, 0, {}},
                                        {form::count, {}, {}, 30}};
    BOOST_TEST(batch_sizes(named, 100, {25, 0}, 75) == (sizes{25, 30}));
}

BOOST_AUTO_TEST_SUITE_END()
