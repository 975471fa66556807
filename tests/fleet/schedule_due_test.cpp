#include <boost/test/unit_test.hpp>

#include "fleet/schedule_due.hpp"
#include "tests/fleet/schedule_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono;

namespace {

const schedule at_two = daily("02:00", "", "2026-01-01T00:00Z");

/// `runs 3, missed 1 2`
std::string said(const due_runs& found) {
    std::string text = found.run ? "runs " + std::to_string(found.run->number) : "runs none";
    text += ", missed";
    for (const auto& one : found.missed)
        text += ' ' + std::to_string(one.number);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_due_test)

BOOST_AUTO_TEST_CASE(nothing_is_due_before_its_instant_and_it_runs_at_it) {
    const auto before = due(at_two, {}, instant("2026-01-01T01:59:59.999999Z"), {});
    BOOST_TEST(said(before) == "runs none, missed");
    BOOST_TEST(!before.handled.has_value());
    const auto then = due(at_two, {}, instant("2026-01-01T02:00Z"), {});
    BOOST_TEST(said(then) == "runs 1, missed");
    BOOST_TEST((then.handled == instant("2026-01-01T02:00Z")));
}

BOOST_AUTO_TEST_CASE(what_has_been_handled_is_not_due_again_whatever_the_clock_says) {
    const auto handled = instant("2026-01-02T02:00Z");
    for (const auto* now : {"2026-01-02T02:00Z", "2026-01-02T02:00:01Z", "2026-01-02T01:30Z",
                            "2025-12-31T00:00Z", "2026-01-03T01:59Z"}) {
        const auto found = due(at_two, handled, instant(now), {});
        BOOST_TEST(said(found) == "runs none, missed", now);
        BOOST_TEST((found.handled == handled));
    }
    BOOST_TEST(said(due(at_two, handled, instant("2026-01-03T02:00Z"), {})) == "runs 3, missed");
}

BOOST_AUTO_TEST_CASE(within_the_grace_time_a_late_one_runs_and_after_it_is_missed) {
    BOOST_TEST(said(due(at_two, {}, instant("2026-01-01T02:05Z"), {})) == "runs 1, missed");
    const auto late = due(at_two, {}, instant("2026-01-01T02:05:00.000001Z"), {});
    BOOST_TEST(said(late) == "runs none, missed 1");
    BOOST_TEST((late.handled == instant("2026-01-01T02:00Z")));
    const missed_rule hour{missed_rule::late::skip, hours(1)};
    BOOST_TEST(said(due(at_two, {}, instant("2026-01-01T03:00Z"), hour)) == "runs 1, missed");
}

BOOST_AUTO_TEST_CASE(with_run_once_the_newest_of_many_late_ones_runs) {
    const missed_rule once{missed_rule::late::run_once, minutes(5)};
    const auto now = instant("2026-01-04T12:00Z");
    BOOST_TEST(said(due(at_two, {}, now, once)) == "runs 4, missed 1 2 3");
    BOOST_TEST(said(due(at_two, {}, now, {})) == "runs none, missed 1 2 3 4");
    BOOST_TEST(said(due(at_two, instant("2026-01-03T02:00Z"), now, once)) == "runs 4, missed");
}

BOOST_AUTO_TEST_CASE(of_several_within_the_grace_time_only_the_newest_runs) {
    const auto minutely = by_cron("* * * * *", "", "2026-01-01T00:00Z");
    const auto found =
        due(minutely, instant("2026-01-01T00:01Z"), instant("2026-01-01T00:04:30Z"), {});
    BOOST_TEST(said(found) == "runs 5, missed 3 4");
}

BOOST_AUTO_TEST_CASE(of_very_many_missed_ones_the_newest_are_listed_and_all_are_counted) {
    const auto minutely = by_cron("* * * * *", "", "2026-01-01T00:00Z");
    const auto found = due(minutely, {}, instant("2026-01-08T00:00:30Z"), {});
    BOOST_TEST(found.missed_count == 7u * 24 * 60);
    BOOST_TEST(found.missed.size() == missed_kept);
    BOOST_TEST(found.missed.back().number == 7u * 24 * 60);
    BOOST_TEST((found.run == occurrence{7 * 24 * 60 + 1, instant("2026-01-08T00:00Z")}));
}

BOOST_AUTO_TEST_CASE(nothing_is_due_after_the_schedule_s_end) {
    auto s = at_two;
    s.times = 2;
    BOOST_TEST(said(due(s, {}, instant("2026-02-01T00:00Z"), {})) == "runs none, missed 1 2");
    BOOST_TEST(said(due(s, instant("2026-01-02T02:00Z"), instant("2026-01-03T02:00Z"), {})) ==
               "runs none, missed");
}

BOOST_AUTO_TEST_SUITE_END()
