#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/system/json_object.hpp"
#include "tests/system/trial.hpp"

/// Figures that small models of the same arithmetic gave before there was a simulator: a storm of
/// 72,000 devices at a hub that takes 500 connects a second, and a rollout that meets a bad lot.
/// Both are scaled down so that their batches and their storms stay the same.
using namespace muster::system_test;
namespace json = boost::json;

namespace {

/// What came back of 7,200 devices that a hub of 50 connects a second was given.
struct storm {
    double refused = 0;
    bool early = false, in_time = false;  ///< whether 99 % were back within these spans
};

storm storm_with(const std::string& spread, const std::string& early, const std::string& in_time) {
    const auto back_within = [](const std::string& span) {
        return "{after: power_cut, within: " + span + ", check: faults.power_cut.recovered >= 99%}";
    };
    const trial here;
    const auto end = here.muster(
        {"run", shipped("regional-outage"), "--json", "--set", "params.spread=" + spread, "--set",
         "templates.controller.connectivity.online=100%", "--set", "time.for=3h", "--set",
         "expect.2=" + back_within(early), "--set", "expect.3=" + back_within(in_time)});
    BOOST_TEST_REQUIRE((end.code == 0 || end.code == 99), end.err);
    const auto result = object_of(end.out).at("result").as_object();
    const auto held = [&](int i) {
        return result.at("expectations").at(i).at("outcome").as_string() == "held";
    };
    return {result.at("service").at("connects").at("refused").to_number<double>(), held(2),
            held(3)};
}

/// The middle one of each expected figure over some seeds of the rollout.
struct rollout {
    std::vector<double> dead, mute;
    int stopped_in_second_batch = 0;
};

void add_rollouts(rollout& to, int first_seed, int seeds) {
    const trial here;
    const auto end =
        here.muster({"run",
                     shipped("bad-firmware"),
                     "--json",
                     "--devices",
                     "30k",
                     "--seed",
                     std::to_string(first_seed),
                     "--seeds",
                     std::to_string(seeds),
                     "--set",
                     "time.for=3d",
                     "--set",
                     "params.first=10%",
                     "--set",
                     "params.limit=0.3%",
                     "--set",
                     "jobs.fw.cancel.of=batch",
                     "--set",
                     "jobs.fw.command.reach=60h",
                     "--set",
                     "jobs.fw.next_batch.soak=6h",
                     "--set",
                     "fleets.controllers.tags.ring={pick: {pilot: 1%, public: rest}}",
                     "--set",
                     "templates.controller.messages.status.every=12h",
                     "--set",
                     "templates.controller.connectivity.online=95%",
                     "--set",
                     "templates.controller.commands.update.fails={download broke: 0.2%}",
                     "--set",
                     "expect.3=faults.mute.devices <= 20"});
    BOOST_TEST_REQUIRE((end.code == 0 || end.code == 99), end.err);
    const auto study = object_of(end.out);
    for (const auto& run : study.at("runs").as_array()) {
        const auto& figures = run.at("figures").as_array();
        to.stopped_in_second_batch +=
            figures.at(0).as_string() == "cancelled" && figures.at(1).to_number<double>() == 2;
        to.dead.push_back(figures.at(2).to_number<double>());
        to.mute.push_back(figures.at(3).to_number<double>());
    }
}

double median_of(std::vector<double> all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reference_figures_test)

// 401,220 refused and 99 % back in 4.5 minutes; 140,481 and 3.9; none and 10.6.
BOOST_AUTO_TEST_CASE(a_storm_is_as_large_and_as_long_as_the_model_of_it) {
    const auto at_once = storm_with("0s", "4m", "5m");
    BOOST_TEST(at_once.refused == 40'122, boost::test_tools::tolerance(0.05));
    BOOST_TEST(!at_once.early);
    BOOST_TEST(at_once.in_time);
    const auto spread = storm_with("2m", "3m30s", "4m15s");
    BOOST_TEST(spread.refused == 14'048, boost::test_tools::tolerance(0.05));
    BOOST_TEST(!spread.early);
    BOOST_TEST(spread.in_time);
    const auto wide = storm_with("10m", "10m15s", "11m");
    BOOST_TEST(wide.refused == 0);
    BOOST_TEST(!wide.early);
    BOOST_TEST(wide.in_time);
}

// Always stops in the second batch; 11 dead at the median and 4 silent, 16 and 8 at the 95th
// percentile.
BOOST_AUTO_TEST_CASE(a_bad_lot_costs_as_many_devices_as_the_model_of_it) {
    rollout all;
    for (const int first : {1, 6, 11, 16})
        add_rollouts(all, first, 5);
    BOOST_TEST(all.stopped_in_second_batch == 20);
    BOOST_TEST(std::abs(median_of(all.dead) - 11) <= 2);
    BOOST_TEST(std::abs(median_of(all.mute) - 4) <= 2);
    BOOST_TEST(*std::max_element(all.dead.begin(), all.dead.end()) <= 20);
    BOOST_TEST(*std::max_element(all.mute.begin(), all.mute.end()) <= 12);
}

BOOST_AUTO_TEST_SUITE_END()
