#include "fleet/scheduled_job.hpp"
#include "scenarios/format.hpp"
#include "scenarios/writer.hpp"
#include "tests/scenarios/fixture.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Jobs that start again and again.
namespace {

std::string file(const std::string& time, const std::string& rest) {
    return "muster: 1\ntime: {" + time +
           "}\ntemplates: {t: {commands: {reboot: {takes: 1s}}}}\n"
           "fleets: {f: {template: t, count: 10}}\n" +
           rest;
}

std::string with_start(const std::string& time, const std::string& start) {
    return file(time, "jobs: {night: {command: reboot, start: " + start + "}}\n");
}

/// `night_1 2026-01-01T22:00Z, ...`, in the zone of the start, and what is warned of.
std::string runs_of(const std::string& text) {
    const auto result = read(text);
    BOOST_REQUIRE_MESSAGE(result.value.has_value(), lines_of(result.problems));
    std::string all;
    for (const auto& job : result.value->jobs)
        all += (all.empty() ? "" : ", ") + job.name + ' ' +
               format_instant(result.value->time.start + job.start, result.value->time.zone_offset);
    for (const auto& problem : result.problems.items)
        all += '[' + problem.code + ']';
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_language_test)

BOOST_AUTO_TEST_CASE(each_time_within_the_run_makes_a_job) {
    BOOST_TEST(runs_of(with_start("for: 3d", "{at: 22:00, every: day}")) ==
               "night_1 2026-01-01T22:00Z, night_2 2026-01-02T22:00Z, night_3 2026-01-03T22:00Z");
    BOOST_TEST(runs_of(with_start("for: 12d", "{at: 6:30, every: week, days: [sun, thu]}")) ==
               "night_1 2026-01-01T06:30Z, night_2 2026-01-04T06:30Z, night_3 2026-01-08T06:30Z, "
               "night_4 2026-01-11T06:30Z");
    BOOST_TEST(runs_of(with_start("for: 60d", "{at: 0:00, every: month, days: [15, last]}")) ==
               "night_1 2026-01-15T00:00Z, night_2 2026-01-31T00:00Z, night_3 2026-02-15T00:00Z, "
               "night_4 2026-02-28T00:00Z");
    BOOST_TEST(runs_of(with_start("for: 4d", "{cron: 0 2 * * mon-fri}")) ==
               "night_1 2026-01-01T02:00Z, night_2 2026-01-02T02:00Z");
}

BOOST_AUTO_TEST_CASE(a_run_at_the_start_is_one_and_at_the_end_is_none) {
    BOOST_TEST(runs_of(with_start("for: 1d", "{at: 0:00, every: day}")) ==
               "night_1 2026-01-01T00:00Z");
}

BOOST_AUTO_TEST_CASE(clock_times_are_of_the_start_s_offset_or_of_a_zone) {
    const std::string spring = "start: 2026-03-28T00:00+01:00, for: 2d";
    BOOST_TEST(runs_of(with_start(spring, "{at: 22:00, every: day}")) ==
               "night_1 2026-03-28T22:00+01:00, night_2 2026-03-29T22:00+01:00");
    BOOST_TEST(runs_of(with_start(spring, "{at: 22:00, every: day, zone: Europe/Berlin}")) ==
               "night_1 2026-03-28T22:00+01:00, night_2 2026-03-29T21:00+01:00");
    BOOST_TEST(runs_of(with_start(spring, "{at: 22:00, zone: America/New_York}")) ==
               "night 2026-03-28T03:00+01:00");
    BOOST_TEST(runs_of(with_start(spring, "{at: 22:00}")) == "night 2026-03-28T22:00+01:00");
}

BOOST_AUTO_TEST_CASE(begin_and_end_are_instants_or_counts) {
    BOOST_TEST(runs_of(with_start("for: 9d", "{at: 22:00, every: day, from: 2d, until: 4d}")) ==
               "night_1 2026-01-03T22:00Z, night_2 2026-01-04T22:00Z");
    BOOST_TEST(runs_of(with_start("for: 9d", "{at: 22:00, every: 3 days, times: 2}")) ==
               "night_1 2026-01-01T22:00Z, night_2 2026-01-04T22:00Z");
    BOOST_TEST(runs_of(with_start("for: 40d",
                                  "{at: 22:00, every: 2 weeks, days: fri, until: "
                                  "2026-01-30T22:00Z}")) ==
               "night_1 2026-01-02T22:00Z, night_2 2026-01-16T22:00Z, night_3 2026-01-30T22:00Z");
}

BOOST_AUTO_TEST_CASE(a_schedule_without_a_run_is_a_warning) {
    BOOST_TEST(runs_of(with_start("for: 2h", "{at: 22:00, every: day}")) == "[never-starts]");
    BOOST_TEST(runs_of(with_start("for: 9d", "{at: 22:00, every: day, from: 3d, until: 1d}")) ==
               "[never-starts]");
}

BOOST_AUTO_TEST_CASE(up_to_999_runs_are_allowed) {
    const auto many = read(with_start("for: 16h", "{cron: \"* * * * *\", times: 999}"));
    BOOST_REQUIRE(many.value.has_value());
    BOOST_TEST(many.value->jobs.size() == 960u);
    BOOST_TEST(read_good(with_start("for: 999m", "{cron: \"* * * * *\"}")).jobs.size() == 999u);
    BOOST_TEST(codes_of(read(with_start("for: 1000m", "{cron: \"* * * * *\"}")).problems) ==
               "too-many-runs 5:40");
    const auto two = file("for: 999m",
                          "jobs:\n  a: {command: reboot, start: {cron: \"* * * * *\"}}\n"
                          "  b: {command: reboot, start: {cron: \"0 * * * *\"}}\n");
    BOOST_TEST(codes_of(read(two).problems) == "too-many-runs 7:31");
}

BOOST_AUTO_TEST_CASE(a_run_does_what_the_job_says_and_knows_whose_run_it_is) {
    const auto s = read_good(file("for: 2d",
                                  "jobs:\n"
                                  "  z: {command: reboot}\n"
                                  "  night: {command: reboot, batches: [3, rest], cancel: "
                                  "{failed: 2}, start: {at: 22:00, every: day}}\n"));
    BOOST_REQUIRE(s.jobs.size() == 3u);
    BOOST_TEST(s.jobs[1].name == "night_2");
    BOOST_TEST(s.jobs[1].scheduled_by == "night");
    BOOST_TEST(s.jobs[1].run_number == 2u);
    BOOST_TEST(s.jobs[1].batches.size() == 2u);
    BOOST_TEST(s.jobs[1].cancel.has_value());
    BOOST_TEST(s.jobs[2].name == "z");
    BOOST_TEST(s.jobs[2].written_name() == "z");
    BOOST_REQUIRE(s.scheduled_jobs.size() == 1u);
    BOOST_TEST(s.scheduled_jobs[0]->runs == 2u);
    const auto numbers = absolute_numbers(s);
    const std::vector<std::string> expected{"jobs.night.batches.0", "jobs.night.cancel.failed"};
    BOOST_TEST(numbers == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(runs_may_be_told_not_to_overlap) {
    const auto rule_of = [](const std::string& more) {
        return read_good(with_start("for: 2d", "{at: 22:00, every: day" + more + "}"))
            .jobs.at(1)
            .overlap;
    };
    BOOST_TEST((rule_of("") == overlap_rule::allow));
    BOOST_TEST((rule_of(", overlap: allow") == overlap_rule::allow));
    BOOST_TEST((rule_of(", overlap: wait") == overlap_rule::wait));
    BOOST_TEST((rule_of(", overlap: skip") == overlap_rule::skip));
    const auto said = [](const std::string& start) {
        return codes_of(read(with_start("for: 2d", start)).problems);
    };
    BOOST_TEST(said("{at: 22:00, every: day, overlap: never}") == "unknown-word 5:73");
    BOOST_TEST(said("{at: 22:00, overlap: skip}") == "missing-key 5:40");
}

BOOST_AUTO_TEST_CASE(acts_name_runs) {
    const auto with_act = [](const std::string& name) {
        return file("for: 2d",
                    "jobs: {night: {command: reboot, start: {at: 22:00, every: day}}}\n"
                    "acts: {stop: {at: 1d, cancel: " +
                        name + "}}\n");
    };
    BOOST_TEST(read_good(with_act("night_2")).acts.at(0).job->job == "night_2");
    BOOST_TEST(codes_of(read(with_act("night")).problems) == "unknown-name 6:31");
    BOOST_TEST(codes_of(read(with_act("night_3")).problems) == "unknown-job 6:31");
}

BOOST_AUTO_TEST_CASE(what_is_doubted_of_a_scheduled_job_is_said_once) {
    const auto result = read(
        "muster: 1\ntime: {for: 3d}\n"
        "templates: {t: {commands: {update: {takes: 1s, installs: request.version}}, "
        "properties: {firmware: {type: text, initial: '1'}}}}\n"
        "fleets: {f: {template: t, count: 10}}\n"
        "jobs: {night: {command: update, start: {at: 22:00, every: day}}}\n");
    BOOST_TEST(codes_of(result.problems) == "installs-nothing 5:8");
}

BOOST_AUTO_TEST_CASE(conditions_and_expectations_name_runs) {
    const auto s =
        read_good(file("for: 2d",
                       "groups: {again: jobs.night_1.state = failed}\n"
                       "jobs: {night: {command: reboot, start: {at: 22:00, every: day}}}\n"
                       "expect:\n  - jobs.night_2.succeeded = 10\n"
                       "  - {after: night_1, within: 1h, check: jobs.night_1.state = complete}\n"));
    BOOST_TEST(s.expect.size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_is_written_out_is_the_schedule_and_not_its_runs) {
    for (const auto* start :
         {"{at: 22:00, every: day}",
          "{at: 2:30, every: 2 weeks, days: [mon, sun], zone: "
          "Europe/Berlin, from: 1h, until: 20d, times: 3}",
          "{at: 22:00:30, every: month, days: [1, 31, last]}",
          "{cron: \"*/20 2 * * 1-5\", zone: America/New_York}", "{cron: \"@daily\"}",
          "{at: 22:00, every: day, from: 3d}", "{at: 22:00, every: day, overlap: wait}",
          "{at: 22:00, every: day, overlap: skip}"}) {
        BOOST_TEST_INFO_SCOPE(start);
        const auto first = read_good(with_start("start: 2026-03-27T00:00+01:00, for: 3d", start));
        const auto text = write_scenario_yaml(first);
        BOOST_TEST(contains(text, "\n  night:\n"));
        BOOST_TEST(!contains(text, "night_1"));
        const auto second = read_good(text);
        BOOST_TEST(write_scenario_yaml(second) == text);
        BOOST_REQUIRE(second.jobs.size() == first.jobs.size());
        for (std::size_t i = 0; i < first.jobs.size(); ++i)
            BOOST_TEST((first.jobs[i].start == second.jobs[i].start));
    }
}

BOOST_AUTO_TEST_CASE(like_and_set_reach_the_schedule) {
    const std::string text = file("for: 3d",
                                  "jobs:\n  night: {command: reboot, start: {at: 22:00, every: "
                                  "day}}\n  other: {like: night, start: {at: 4:00, every: day}}\n");
    BOOST_TEST(read_good(text).jobs.size() == 6u);
    BOOST_TEST(read_good(text, {"jobs.night.start.times=1"}).jobs.size() == 4u);
    BOOST_TEST(read_good(text, {"jobs.night.start.every=2 days"}).jobs.size() == 5u);
}

BOOST_AUTO_TEST_SUITE_END()
