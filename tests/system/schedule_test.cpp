#include <boost/test/unit_test.hpp>

#include "tests/system/json_object.hpp"
#include "tests/system/trial.hpp"

using namespace muster::system_test;

/// Jobs that start again and again, in runs as a whole.
namespace {

std::string scenario_of(const std::string& time, const std::string& jobs,
                        const std::string& groups = "at_night: tariff = night") {
    return "muster: 1\ntime: {" + time +
           "}\n"
           "templates:\n"
           "  meter:\n"
           "    telemetry: {load: 80..900}\n"
           "    messages: {status: {every: 6h}}\n"
           "    commands: {read: {takes: 2s..40s, fails: {busy: 10%}}}\n"
           "    properties: {tariff: {values: [day, night], initial: day, writable: true}}\n"
           "fleets: {meters: {template: meter, count: 300, id: m-####, tags: {region: {pick: "
           "{north: 20%, south: rest}}}}}\n"
           "groups: {" +
           groups + "}\njobs:\n" + jobs;
}

boost::json::object result_of(const trial& here, const std::string& scenario,
                              std::vector<std::string> more = {}) {
    std::vector<std::string> run{"run", here.write("schedule.yaml", scenario), "--json"};
    run.insert(run.end(), more.begin(), more.end());
    const auto end = here.muster(run);
    BOOST_REQUIRE_MESSAGE(end.code == 0, end.err + end.out);
    return object_of(end.out).at("result").as_object();
}

std::int64_t number(const boost::json::value& value) {
    return value.to_number<std::int64_t>();
}

/// `read_1 at 3600 over 300, ...` with the seconds at which each was to begin.
std::string runs_in(const boost::json::object& result) {
    std::string all;
    for (const auto& [name, job] : result.at("jobs").as_object()) {
        all += (all.empty() ? "" : ", ") + std::string(name) + " at " +
               std::to_string(number(job.at("begin"))) + " over " +
               std::to_string(number(job.at("counts").at("total")));
        BOOST_TEST(job.at("state").as_string() == "complete", std::string(name));
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_test)

BOOST_AUTO_TEST_CASE(a_nightly_job_follows_the_clocks_over_the_change_to_summer_time) {
    const trial here;
    const auto result =
        result_of(here, scenario_of("start: 2026-03-28T00:00+01:00, for: 3d, step: 10s",
                                    "  read: {command: read, start: {at: 02:30, every: day, zone: "
                                    "Europe/Berlin}}\n"));
    // 02:30; at three, as 02:30 does not exist, an hour of UTC earlier; then 02:30 of summer time.
    BOOST_TEST(runs_in(result) ==
               "read_1 at 9000 over 300, read_2 at 93600 over 300, read_3 at 178200 over 300");
    std::int64_t succeeded = 0;
    for (const auto& [name, job] : result.at("jobs").as_object())
        succeeded += number(job.at("counts").at("succeeded"));
    BOOST_TEST(succeeded + number(result.at("commands").at("failed")) == 900);
}

BOOST_AUTO_TEST_CASE(a_nightly_job_runs_once_in_the_night_that_has_an_hour_twice) {
    const trial here;
    const auto result =
        result_of(here, scenario_of("start: 2026-10-24T00:00+02:00, for: 3d, step: 10s",
                                    "  read: {command: read, start: {cron: 30 2 * * *, zone: "
                                    "Europe/Berlin}}\n"));
    BOOST_TEST(runs_in(result) ==
               "read_1 at 9000 over 300, read_2 at 95400 over 300, read_3 at 185400 over 300");
}

BOOST_AUTO_TEST_CASE(leap_days_and_the_ends_of_months_are_found) {
    const trial here;
    const auto result = result_of(
        here,
        scenario_of("start: 2028-02-28T00:00Z, for: 33d, step: 1m",
                    "  leap: {command: read, start: {cron: 0 12 29 2 *}}\n"
                    "  last: {command: read, start: {at: 0:00, every: month, days: last}}\n"
                    "  ides: {command: read, start: {at: 0:00, every: month, days: [1, 30]}}\n"
                    "  read: {command: read, start: {at: 1:00}}\n"));
    BOOST_TEST(runs_in(result) ==
               "ides_1 at 172800 over 300, ides_2 at 2678400 over 300, last_1 at 86400 over 300, "
               "last_2 at 2764800 over 300, leap_1 at 129600 over 300, read at 3600 over 300");
}

BOOST_AUTO_TEST_CASE(each_run_asks_its_group_anew) {
    const trial here;
    const auto result =
        result_of(here, scenario_of("for: 2d, step: 10s",
                                    "  read: {group: at_night, command: read, start: {at: 6:00, "
                                    "every: day}}\n"
                                    "acts: {night: {at: 1d, set: {tariff: night}, where: region = "
                                    "'north'}}\n"
                                    "expect:\n"
                                    "  - jobs.read_1.total = 0\n"
                                    "  - jobs.read_2.total = 60\n"
                                    "  - {after: read_2, within: 1h, check: jobs.read_2.succeeded "
                                    "> 40}\n"));
    BOOST_TEST(runs_in(result) == "read_1 at 21600 over 0, read_2 at 108000 over 60");
}

BOOST_AUTO_TEST_CASE(a_run_s_failed_devices_can_be_the_group_of_another_job) {
    const trial here;
    const auto result = result_of(
        here, scenario_of("for: 2d, step: 10s",
                          "  read: {command: read, start: {at: 6:00, every: day}}\n"
                          "  retry: {group: missed, command: read, start: {at: 8:00, times: 1, "
                          "every: day}}\n",
                          "missed: jobs.read_1.state = failed"));
    const auto& jobs = result.at("jobs");
    BOOST_TEST(number(jobs.at("read_1").at("counts").at("failed")) > 0);
    BOOST_TEST(number(jobs.at("retry_1").at("counts").at("total")) ==
               number(jobs.at("read_1").at("counts").at("failed")));
}

BOOST_AUTO_TEST_CASE(runs_are_the_same_on_any_workers_and_nodes) {
    const trial here;
    const auto file = here.write(
        "nights.yaml",
        scenario_of("start: 2026-03-28T00:00+01:00, for: 3d, step: 10s",
                    "  read: {command: read, start: {cron: \"*/20 1-3 * * *\", zone: "
                    "Europe/Berlin}, batches: [10%, rest]}\n"
                    "  fast: {command: read, rate: 5/s, start: {at: 2:00, every: day}}\n"));
    const auto digest = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"run", file, "--quiet"});
        const auto end = here.muster(more);
        BOOST_TEST(end.code == 0, end.err);
        return digest_in(end.out);
    };
    const auto one = digest({"--workers", "1"});
    BOOST_TEST(one.size() == 64u);
    BOOST_TEST(one == digest({"--workers", "2"}));
    BOOST_TEST(one == digest({"--nodes", "3"}));
}

BOOST_AUTO_TEST_CASE(a_schedule_that_plan_full_prints_gives_the_same_run) {
    const trial here;
    const auto file = here.write(
        "nights.yaml", scenario_of("start: 2026-03-28T00:00+01:00, for: 3d, step: 10s",
                                   "  read: {command: read, start: {at: 2:30, every: day, zone: "
                                   "Europe/Berlin}}\n"));
    const auto full = here.muster({"plan", file, "--full"});
    BOOST_TEST(full.code == 0, full.err);
    const auto yaml = full.out.substr(0, full.out.find("\n\n") + 1);
    BOOST_TEST(yaml.find("read_1") == std::string::npos, yaml);
    const auto again = here.write("full.yaml", yaml);
    BOOST_TEST(digest_in(here.muster({"run", file, "--quiet"}).out) ==
               digest_in(here.muster({"run", again, "--quiet"}).out));
}

BOOST_AUTO_TEST_CASE(a_page_draws_the_first_of_many_runs_and_says_how_many_more_there_are) {
    const trial here;
    const auto file = here.write(
        "often.yaml", scenario_of("for: 5h, step: 10s",
                                  "  read: {command: read, start: {cron: \"*/10 * * * *\"}}\n"));
    BOOST_TEST(here.muster({"run", file, "--out", "out"}).code == 0);
    const auto page = here.read("out/report.html");
    BOOST_TEST(page.find("10 more jobs only in the table") != std::string::npos);
    BOOST_TEST(page.find("read_30") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(plan_lists_the_first_runs_and_how_many_there_are) {
    const trial here;
    const auto file = here.write(
        "nights.yaml",
        scenario_of("start: 2026-03-28T00:00+01:00, for: 10d",
                    "  read: {command: read, start: {at: 22:00, every: day, zone: "
                    "Europe/Berlin}}\n"
                    "  never: {command: read, start: {at: 22:00, every: day, from: 20d}}\n"));
    const auto plan = here.muster({"plan", file});
    BOOST_TEST(plan.code == 0, plan.err);
    for (const auto* part :
         {"every day at 22:00 in Europe/Berlin",
          "10 runs, read_1 to read_10: 28 Mar 22:00, 29 Mar 21:00", "job read_3 starts",
          "job read_4 starts, the first of 7 more runs", "no run within the scenario's time"})
        BOOST_TEST(plan.out.find(part) != std::string::npos, part << " in\n" << plan.out);
    BOOST_TEST(plan.out.find("job read_5") == std::string::npos, plan.out);
}

BOOST_AUTO_TEST_SUITE_END()
