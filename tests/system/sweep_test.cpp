#include <boost/test/unit_test.hpp>

#include <boost/json.hpp>
#include <csignal>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

const std::string rollout = R"(
    commands: {go: {takes: 10s, fails: {broke: 5%}}}
fleets:
  probes: {template: probe, count: 400, id: probe-###}
params: {limit: 1%}
jobs:
  fw: {command: go, start: {at: 5m}, cancel: {failed: params.limit, of: job, overshoot: any}}
expect: [jobs.fw.state = complete, jobs.fw.failed <= 30]
)";

std::string scenario() {
    auto text = small_scenario();
    return text.substr(0, text.find("fleets:") - 1) + rollout;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sweep_test)

BOOST_AUTO_TEST_CASE(is_0_and_names_the_best_where_some_variant_holds_everything) {
    const trial here;
    here.write("job.yaml", scenario());
    const auto end =
        here.muster({"sweep", "job.yaml", "--vary", "params.limit=1%,20%,30%", "--out", "out"});
    BOOST_TEST(end.code == 0, end.out << end.err);
    BOOST_TEST(end.out.find("2 of 3 variants hold all expectations") != std::string::npos, end.out);
    BOOST_TEST(end.out.find("best          params.limit=20%") != std::string::npos, end.out);
    const auto study = boost::json::parse(here.read("out/sweep.json")).as_object();
    BOOST_TEST(study.at("best").to_number<int>() == 1);
    const auto& best = study.at("variants").at(1);
    const std::string repeat = best.at("repeat").as_string().c_str();
    BOOST_TEST(repeat == "muster run job.yaml --set params.limit=20%");
    const auto alone = here.muster({"run", "job.yaml", "--set", "params.limit=20%", "--quiet"});
    BOOST_TEST(digest_in(alone.out) == best.at("runs").at(0).at("digest").as_string().c_str());
}

BOOST_AUTO_TEST_CASE(prefers_what_it_is_told_to) {
    const trial here;
    here.write("job.yaml", scenario());
    const auto best = [&](const std::string& prefer) {
        const auto end = here.muster({"sweep", "job.yaml", "--vary", "params.limit=20%", "--vary",
                                      "fleets.probes.count=300,200,400", "--prefer", prefer,
                                      "--json", "--seeds", "2", "--confidence", "0%"});
        BOOST_TEST(end.code == 0, end.err);
        const auto study = boost::json::parse(end.out).as_object();
        const auto& all = study.at("variants").as_array();
        BOOST_TEST(all.size() == 3u);
        BOOST_TEST(all[0].at("expectations").as_array().size() == 2u);
        return all[study.at("best").to_number<std::size_t>()]
            .at("set")
            .at("fleets.probes.count")
            .as_string();
    };
    BOOST_TEST(best("jobs.fw.total asc") == "200");
    BOOST_TEST(best("jobs.fw.total desc") == "400");
    BOOST_TEST(best("jobs.fw.latency.p50 asc") == "300");  // all alike: the first
}

BOOST_AUTO_TEST_CASE(is_99_where_no_variant_holds_everything) {
    const trial here;
    here.write("job.yaml", scenario());
    const auto end = here.muster({"sweep", "job.yaml", "--vary", "params.limit=0%,1%", "--quiet"});
    BOOST_TEST(end.code == 99, end.err);
    BOOST_TEST(end.out == "none of 2 variants holds all expectations\n");
}

BOOST_AUTO_TEST_CASE(is_2_with_every_mistake_before_anything_runs) {
    const trial here;
    here.write("job.yaml", scenario());
    const auto said = [&](std::vector<std::string> arguments, const std::string& text) {
        arguments.insert(arguments.begin(), {"sweep", "job.yaml"});
        const auto end = here.muster(arguments);
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.find(text) == 0, end.err);
        BOOST_TEST(end.out.empty(), end.out);
    };
    said({}, "sweep: error[missing-option]: nothing varies");
    said({"--vary", "params.limit"}, "--vary params.limit: error[bad-vary]");
    said({"--vary", "jobs.fv.reach=1h,2h"},
         "--vary jobs.fv.reach: error[unknown-path]: there is no `fv` at this place; did you mean "
         "`fw`?");
    said({"--vary", "fleets.probes.count=10,5m"},
         "--vary fleets.probes.count: error[bad-count]: found `5m`");
    said({"--vary", "seed=1", "--vary", "seed=2"}, "--vary seed: error[duplicate-vary]");
    said({"--vary", "params.limit=1%", "--prefer", "jobs.fw.failed"},
         "--prefer: error[bad-prefer]");
    said({"--vary", "params.limit=1%", "--prefer", "jobs.fw.state asc"},
         "--prefer: error[wrong-type]");
    said({"--vary", "params.limit=1%", "--prefer", "jobs.fw.faild asc"},
         "--prefer: error[unknown-name]");
    std::string many = "seed=0";
    for (int i = 1; i <= 1000; ++i)
        many += "," + std::to_string(i);
    said({"--vary", many}, "--vary: error[too-many-variants]");
    said({"--vary", "seed=1,2", "--seeds", "6000"}, "--seeds: error[too-many-runs]");
}

BOOST_AUTO_TEST_CASE(is_130_when_interrupted_with_what_ran_so_far) {
    const trial here;
    here.write("job.yaml", scenario());
    auto run = here.start({"sweep", "job.yaml", "--vary", "time.for=1h,60d,61d,62d,63d", "--set",
                           "fleets.probes.count=999"});
    BOOST_TEST(wait_for_content(here.path("stderr.txt"), 30));
    run.signal(SIGINT);
    const auto end = run.wait(20);
    BOOST_TEST(end.code == 130, end.err);
    BOOST_TEST(end.out.find("interrupted after") != std::string::npos, end.out);
    BOOST_TEST(end.out.find("time.for") != std::string::npos, end.out);
}

BOOST_AUTO_TEST_SUITE_END()
