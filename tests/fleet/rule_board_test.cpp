#include <boost/test/unit_test.hpp>

#include "fleet/rule_board.hpp"

using namespace muster;
using namespace std::chrono_literals;
using step = rule_board::step;

namespace {

/// One rule that has to hold for five minutes, on one of three devices.
struct one_rule {
    rule_board board{1, 3};

    step look(sim_time now, bool holds, duration lasts = 5min) {
        return board.look(0, 1, now, lasts, holds);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rule_board_test)

BOOST_AUTO_TEST_CASE(a_rule_without_a_duration_opens_and_closes_at_once) {
    one_rule r;
    BOOST_TEST((r.look(1s, false, {}) == step::nothing));
    BOOST_TEST((r.look(2s, true, {}) == step::opened));
    BOOST_TEST(r.board.open(0, 1));
    BOOST_TEST((r.look(3s, true, {}) == step::nothing));
    BOOST_TEST((r.look(4s, false, {}) == step::closed));
    BOOST_TEST((!r.board.open(0, 1) && r.board.quiet(0, 1)));
}

BOOST_AUTO_TEST_CASE(a_condition_has_to_hold_until_the_deadline) {
    one_rule r;
    BOOST_TEST((r.look(1min, true) == step::waits));
    BOOST_TEST((!r.board.open(0, 1) && !r.board.quiet(0, 1)));
    BOOST_TEST((r.look(3min, true) == step::nothing));
    BOOST_TEST((r.board.deadline(0, 1, 1min) == step::opened));
    BOOST_TEST((r.look(9min, false) == step::closed));
}

BOOST_AUTO_TEST_CASE(a_condition_that_was_false_in_between_starts_again) {
    one_rule r;
    r.look(1min, true);
    BOOST_TEST((r.look(2min, false) == step::nothing));
    BOOST_TEST((r.look(3min, true) == step::waits));
    BOOST_TEST((r.board.deadline(0, 1, 1min) == step::nothing));
    BOOST_TEST(!r.board.open(0, 1));
    BOOST_TEST((r.board.deadline(0, 1, 3min) == step::opened));
    BOOST_TEST((r.board.deadline(0, 1, 3min) == step::nothing));
}

BOOST_AUTO_TEST_CASE(a_deadline_after_the_condition_ended_opens_nothing) {
    one_rule r;
    r.look(1min, true);
    r.look(2min, false);
    BOOST_TEST((r.board.deadline(0, 1, 1min) == step::nothing));
    BOOST_TEST(r.board.quiet(0, 1));
}

BOOST_AUTO_TEST_CASE(devices_and_rules_are_apart) {
    rule_board board(2, 2);
    board.look(0, 0, 1s, {}, true);
    BOOST_TEST((board.open(0, 0) && !board.open(0, 1) && !board.open(1, 0)));
}

BOOST_AUTO_TEST_CASE(remembers_who_ever_had_the_alert) {
    rule_board board(1, 2);
    BOOST_TEST(board.first_time(0, 0));
    board.note_seen(0, 0);
    BOOST_TEST((!board.first_time(0, 0) && board.first_time(0, 1)));
}

BOOST_AUTO_TEST_SUITE_END()
