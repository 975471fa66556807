#include "fleet/cluster_watch.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

/// Two sites of ten pumps, and what shards would log of them.
class lab {
public:
    explicit lab(const std::string& more = ", for: 3m")
        : w_(testing::scenario_for("1h",
                                   R"(
templates: {pump: {telemetry: {level: 1..2}}}
fleets: {pumps: {template: pump, count: 20, id: p-##, tags: {site: {sequence: s-#, each: 10}}}}
rules:
  dark: {per: site, when: devices.online < 50%, absorbs: [gone, hot])" +
                                       more + R"(}
  gone: {when: $connected = false}
  hot: {when: level > 1.9}
)"),
             16),
          layout_(w_),
          watch_(w_) {
        for (const auto site : {0U, 1U})
            states(0, site, 0, 10);
    }

    /// So many devices of a site come into a state, or leave it.
    void states(step_index step, std::uint32_t site, std::uint32_t state, std::int64_t by) {
        moves_.push_back({step, figure(site, state), by});
    }
    void fall(step_index step, std::int64_t devices, std::uint32_t site = 1) {
        states(step, site, 0, -devices);
        states(step, site, 1, devices);
    }
    /// A device's alert of an absorbed rule, `gone` (0) or `hot` (1).
    void open(step_index step, std::uint32_t rule = 0) {
        moves_.push_back({step, figure(1, cluster_rule::states + rule), 1});
    }
    void close(step_index step, step_index opened, std::uint32_t rule = 0) {
        moves_.push_back({step, figure(1, cluster_rule::states + rule), -1});
        moves_.push_back({step, figure(1, cluster_rule::states + 2 + rule), opened});
    }

    void follow(step_index until) {
        auto upto = std::exchange(moves_, {});
        const auto later = std::stable_partition(upto.begin(), upto.end(),
                                                 [&](const auto& m) { return m.step <= until; });
        moves_.assign(later, upto.end());
        upto.erase(later, upto.end());
        watch_.follow(upto, until);
        made_.insert(made_.end(), upto.begin(), upto.end());
        for (const auto& e : watch_.take_events())
            events_ += (e.kind == event_kind::alert_opened ? "+" : "-") + e.subject + "@" +
                       std::to_string(e.at / 1s) + " ";
    }

    std::int64_t of(const std::string& rule, rule_count c) const {
        counter_row all(layout_.size());
        watch_.add_to(all);
        return all[layout_.of(index_of(rule), c)];
    }
    /// The steps in which a counter of a rule moved.
    std::vector<step_index> steps_of(const std::string& rule, rule_count c) const {
        std::vector<step_index> steps;
        for (const auto& m : made_)
            if (m.counter == layout_.of(index_of(rule), c)) steps.push_back(m.step);
        return steps;
    }
    const std::string& events() const { return events_; }
    const std::vector<counter_delta>& made() const { return made_; }

private:
    std::uint32_t figure(std::uint32_t site, std::uint32_t part) const {
        const auto& c = w_.cluster_rules[0];
        return layout_.size() + c.first_figure + site * c.width() + part;
    }
    std::uint32_t index_of(const std::string& rule) const {
        std::uint32_t i = 0;
        while (w_.source().rules[i].name != rule)
            ++i;
        return i;
    }

    world w_;
    counter_layout layout_;
    cluster_watch watch_;
    std::vector<counter_delta> moves_, made_;
    std::string events_;
};

using steps = std::vector<step_index>;

}  // namespace

BOOST_AUTO_TEST_SUITE(cluster_watch_test)

BOOST_AUTO_TEST_CASE(an_alert_opens_at_the_end_of_its_span_and_closes_with_the_condition) {
    lab l;
    l.fall(10, 6);
    l.fall(300, -1);
    l.follow(189);
    BOOST_TEST(l.of("dark", rule_count::open) == 0);
    BOOST_TEST(l.of("dark", rule_count::clusters) == 2);
    l.follow(190);
    BOOST_TEST(l.of("dark", rule_count::open) == 1);
    l.follow(600);
    BOOST_TEST(l.of("dark", rule_count::open) == 0);
    // Seen at the end of step 10, so since 11 s.
    BOOST_TEST(l.events() == "+s-2@191 -s-2@301 ");
    BOOST_TEST(l.steps_of("dark", rule_count::fired) == (steps{190}));
    BOOST_TEST(l.steps_of("dark", rule_count::closed) == (steps{300}));
}

BOOST_AUTO_TEST_CASE(a_condition_that_lapses_within_its_span_opens_nothing_and_begins_anew) {
    lab l;
    l.fall(10, 6);
    l.fall(189, -1);
    l.fall(191, 1);
    l.follow(369);
    BOOST_TEST(l.events() == "");
    l.follow(1000);
    BOOST_TEST(l.events() == "+s-2@372 ");
}

BOOST_AUTO_TEST_CASE(the_last_step_of_a_span_can_be_the_one_in_which_it_lapses_or_the_runs_last) {
    lab lapses;
    lapses.fall(10, 6);
    lapses.fall(190, -1);
    lapses.follow(1000);
    BOOST_TEST(lapses.events() == "");
    lab lasts;
    lasts.fall(3419, 6);
    lasts.follow(3599);
    BOOST_TEST(lasts.events() == "+s-2@3600 ");
    lab too_late;
    too_late.fall(3420, 6);
    too_late.follow(3599);
    BOOST_TEST(too_late.events() == "");
}

BOOST_AUTO_TEST_CASE(a_cluster_that_reopens_is_one_cluster_with_two_alerts) {
    lab l("");
    for (const step_index at : {10, 30}) {
        l.fall(at, 6);
        l.fall(at + 10, -6);
    }
    l.fall(30, 10, 0);
    l.follow(100);
    BOOST_TEST(l.events() == "+s-2@11 -s-2@21 +s-1@31 +s-2@31 -s-2@41 ");
    BOOST_TEST(l.of("dark", rule_count::fired) == 3);
    BOOST_TEST(l.of("dark", rule_count::devices) == 2);
    BOOST_TEST(l.of("dark", rule_count::open) == 1);
}

BOOST_AUTO_TEST_CASE(a_cluster_without_devices_has_no_alert) {
    lab l("");
    for (const std::int64_t by : {-10, 10})
        l.states(by < 0 ? 5 : 50, 1, 0, by);
    l.follow(100);
    BOOST_TEST(l.events() == "");
    BOOST_TEST(l.of("dark", rule_count::clusters) == 2);
}

BOOST_AUTO_TEST_CASE(alerts_are_hidden_while_the_clusters_is_open_and_come_back_with_its_end) {
    lab l("");
    l.open(5);
    l.fall(10, 6);
    for (int i = 0; i < 3; ++i)
        l.open(10);
    l.open(15);
    l.close(18, 10);
    l.open(12, 1);
    l.fall(20, -6);
    l.follow(9);
    BOOST_TEST(l.of("gone", rule_count::open) == 0);
    l.follow(10);
    BOOST_TEST(l.of("gone", rule_count::open) == -4);  // of what the shards count
    l.follow(19);
    BOOST_TEST(l.of("gone", rule_count::open) == -4);
    BOOST_TEST(l.of("hot", rule_count::open) == -1);
    l.follow(20);
    BOOST_TEST(l.of("gone", rule_count::open) == 0);
    BOOST_TEST(l.of("hot", rule_count::open) == 0);
    BOOST_TEST(l.of("gone", rule_count::absorbed) == 5);
    BOOST_TEST(l.of("hot", rule_count::absorbed) == 1);
}

BOOST_AUTO_TEST_CASE(an_alert_counts_as_absorbed_once_however_often_it_is_hidden) {
    lab l("");
    for (int i = 0; i < 4; ++i)
        l.open(10);
    for (step_index at = 10; at < 60; at += 20) {
        l.fall(at, 6);
        l.fall(at + 10, -6);
    }
    l.follow(100);
    BOOST_TEST(l.of("dark", rule_count::fired) == 3);
    BOOST_TEST(l.of("gone", rule_count::absorbed) == 4);
}

BOOST_AUTO_TEST_CASE(alerts_that_come_and_go_between_two_of_the_cluster_are_told_from_those_known) {
    lab l("");
    l.open(10);
    l.open(10);
    l.fall(10, 6);
    l.open(20);  // in the step at whose end the cluster's closes: hidden, if only for that
    l.fall(20, -6);
    l.open(22);
    l.open(23);
    l.close(24, 23);  // never hidden
    l.close(25, 10);  // known
    l.close(26, 20);  // known
    l.open(30);
    l.close(30, 22);  // in the step at whose end the cluster's opens: never hidden
    l.fall(30, 6);
    l.follow(29);
    BOOST_TEST(l.of("gone", rule_count::absorbed) == 3);
    l.follow(40);
    // One of those known is left, and one is new.
    BOOST_TEST(l.of("gone", rule_count::open) == -2);
    BOOST_TEST(l.of("gone", rule_count::absorbed) == 4);
}

BOOST_AUTO_TEST_CASE(it_makes_no_difference_how_many_steps_it_follows_at_once) {
    const auto follow = [](step_index each) {
        lab l(", for: 7s");
        for (step_index at = 10; at < 400; at += 29) {
            l.open(at);
            l.fall(at, 6);
            l.fall(at + 3 + at % 11, -6);
            if (at % 2 == 0) l.close(at + 20, at);
        }
        for (step_index until = each; until < 500 + each; until += each)
            l.follow(until);
        return std::pair(l.events(), l.of("gone", rule_count::absorbed));
    };
    const auto wanted = follow(1);
    BOOST_TEST(wanted.first.size() > 50u);
    BOOST_TEST(wanted.second > 3);
    BOOST_TEST((follow(7) == wanted));
    BOOST_TEST((follow(500) == wanted));
}

BOOST_AUTO_TEST_SUITE_END()
