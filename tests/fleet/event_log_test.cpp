#include "fleet/event_log.hpp"

#include <boost/test/unit_test.hpp>

using namespace muster;

namespace {

event about(const std::string& subject, event_kind kind = event_kind::device_online) {
    return {0, {}, 0, kind, subject, {}};
}

std::string subjects(const event_page& page) {
    std::string all;
    for (const auto& e : page.events)
        all += e.subject;
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_log_test)

BOOST_AUTO_TEST_CASE(sequences_are_gapless_over_appends) {
    event_log log(10);
    log.append({about("a"), about("b")});
    log.append({about("c")});
    const auto page = log.since(0, {});
    BOOST_TEST(subjects(page) == "abc");
    BOOST_TEST(page.events[2].sequence == 2U);
    BOOST_TEST(page.next == 3U);
    BOOST_TEST(page.missed == 0U);
    BOOST_TEST(subjects(log.since(2, {})) == "c");
    BOOST_TEST(subjects(log.since(3, {})) == "");
}

BOOST_AUTO_TEST_CASE(a_filter_takes_kinds_and_a_subject) {
    event_log log(10);
    log.append(
        {about("a"), about("b", event_kind::alert_opened), about("a", event_kind::alert_opened)});
    BOOST_TEST(subjects(log.since(0, {{event_kind::alert_opened}, ""})) == "ba");
    BOOST_TEST(subjects(log.since(0, {{event_kind::alert_opened}, "a"})) == "a");
    BOOST_TEST(log.since(0, {{}, "nobody"}).next == 3U);
}

BOOST_AUTO_TEST_CASE(who_comes_too_late_is_told_how_many_events_are_gone) {
    event_log log(2);
    log.append({about("a"), about("b"), about("c"), about("d")});
    BOOST_TEST(log.since(0, {}).missed == 0U);
    log.trim();
    const auto page = log.since(1, {});
    BOOST_TEST(subjects(page) == "cd");
    BOOST_TEST(page.missed == 1U);
    BOOST_TEST(log.since(2, {}).missed == 0U);
}

BOOST_AUTO_TEST_CASE(a_sequence_in_the_future_waits_for_it) {
    event_log log(2);
    log.append({about("a")});
    BOOST_TEST(log.since(5, {}).next == 5U);
    BOOST_TEST(log.since(5, {}).events.empty());
}

BOOST_AUTO_TEST_SUITE_END()
