#include "fleet/question_board.hpp"

#include <boost/test/unit_test.hpp>

#include "fleet/answer_row.hpp"
#include "tests/fleet/compiled_shard.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

const char* const rooms = R"(
templates:
  room:
    telemetry: {t: 20..30}
    properties: {mode: {values: [eco, boost], initial: eco}}
    commands: {wait: {takes: 1s}}
fleets: {rooms: {template: room, count: 10, id: room-##}}
)";

struct lab : compiled_shard {
    lab() : compiled_shard(rooms) {}

    std::shared_ptr<const question_order> order(const std::string& value,
                                                const std::string& command = {}) {
        question_act q;
        q.what.value = value;
        q.what.command = command;
        q.what.within = 10s;
        auto made = std::make_shared<const question_order>(w, q);
        BOOST_TEST(made->problem() == "");
        return made;
    }
    question_result all_of(const question_order& o, open_question& q) {
        return summarize(o, {{0, q.take(columns)}});
    }
};

constexpr sim_time start = sim_time(100s);

}  // namespace

BOOST_AUTO_TEST_SUITE(question_board_test)

BOOST_AUTO_TEST_CASE(it_waits_for_the_slowest_but_no_longer_than_the_deadline) {
    lab l;
    const auto o = l.order("t");
    open_question q(o, start);
    q.add_number(0, start + 2s, 5);
    q.add_absent(1);
    q.add_number(2, start + 4s, 6);
    q.begin();
    BOOST_TEST((q.closes() == start + 4s));
    open_question late(o, start);
    late.add_number(0, start + 11s, 5);
    late.begin();
    BOOST_TEST((late.closes() == start + 10s));
    BOOST_TEST(l.all_of(*o, late).timed_out == 1U);
}

BOOST_AUTO_TEST_CASE(who_leaves_before_the_answer_is_there_is_waited_for_no_longer) {
    lab l;
    const auto o = l.order("t");
    open_question q(o, start);
    q.add_number(0, start + 2s, 5);
    q.add_number(3, start + 9s, 6);
    q.begin();
    BOOST_TEST(!q.leave(0, start + 3s));  // it had answered
    BOOST_TEST(!q.leave(1, start + 3s));  // nobody asked it
    BOOST_TEST(q.leave(3, start + 3s));
    BOOST_TEST(!q.leave(3, start + 4s));
    q.look_again();
    BOOST_TEST((q.closes() == start + 2s));
    const auto all = l.all_of(*o, q);
    BOOST_TEST(all.answered == 1U);
    BOOST_TEST(all.gone == 1U);
    BOOST_TEST((all.took == 3s));
}

BOOST_AUTO_TEST_CASE(who_leaves_at_the_instant_of_its_answer_does_not_give_it) {
    lab l;
    open_question q(l.order("t"), start);
    q.add_number(0, start + 2s, 5);
    q.begin();
    BOOST_TEST(q.leave(0, start + 2s));
}

BOOST_AUTO_TEST_CASE(commands_end_one_after_the_other_and_late_ones_at_the_deadline) {
    lab l;
    const auto o = l.order("", "wait");
    open_question q(o, start);
    q.add_told(0, start + 5s, "");
    q.add_told(1, start + 11s, "");
    q.add_told(2, start + 3s, "broken");
    q.add_refused(3);
    q.begin();
    BOOST_TEST((q.next() == start + 3s));
    const auto first = q.take_done(start + 6s);
    BOOST_TEST_REQUIRE(first.size() == 2U);
    BOOST_TEST(first[0].first == 2U);
    BOOST_TEST(q.failure_of(2) == "broken");
    q.conclude(2, false, "broken");
    BOOST_TEST(q.failure_of(0) == "");
    q.conclude(0, true, "{\"x\":1}");
    BOOST_TEST(!q.waits_for(0));
    BOOST_TEST((q.next() == start + 10s));
    const auto last = q.take_done(start + 20s);
    BOOST_TEST_REQUIRE(last.size() == 1U);
    BOOST_TEST((last[0] == std::pair<slot, sim_time>(1, start + 10s)));
    BOOST_TEST(q.is_late(1));
    q.give_up(1);
    const auto answers = q.take(l.columns);
    const auto rows = rows_of(l.w, *o, answers, 0, 10);
    BOOST_TEST_REQUIRE(rows.size() == 4U);
    BOOST_TEST((rows[0].value == plain_value(std::string("{\"x\":1}"))));
    BOOST_TEST(rows[0].code == 200U);
    BOOST_TEST(rows[1].reason == "no answer in time");
    BOOST_TEST((rows[1].took == 10s));
    BOOST_TEST(rows[2].reason == "broken");
    BOOST_TEST(rows[2].code == 500U);
    BOOST_TEST((rows_of(l.w, *o, answers, 3, 10).front().device == rows[3].device));
    const auto all = summarize(*o, {{0, answers}});
    BOOST_TEST(all.answered + all.no_value + all.timed_out == all.asked);
    BOOST_TEST(all.no_value == 2U);
}

BOOST_AUTO_TEST_CASE(numbers_of_all_shards_are_merged_with_percentiles_near_the_mean) {
    lab l;
    const auto o = l.order("t");
    answers_by_shard all;
    for (std::uint32_t shard = 0; shard < 10; ++shard) {
        open_question q(o, start);
        for (slot s = 0; s < 10; ++s)
            q.add_number(s, start + 1s, 1000 + 10 * shard + s);
        q.begin();
        all[shard] = q.take(l.columns);
    }
    const auto r = summarize(*o, all);
    BOOST_TEST_REQUIRE(r.numbers.has_value());
    BOOST_TEST(r.numbers->count == 100U);
    BOOST_TEST(r.numbers->min == 1000);
    BOOST_TEST(r.numbers->max == 1099);
    BOOST_TEST(r.numbers->mean == 1049.5);
    BOOST_TEST(r.numbers->p95 > 1093);
    BOOST_TEST(r.numbers->p95 < 1096);
}

BOOST_AUTO_TEST_CASE(the_most_frequent_texts_come_first_and_the_rest_is_counted) {
    lab l;
    const auto o = l.order("mode");
    answers_by_shard all;
    for (std::uint32_t shard = 0; shard < 30; ++shard) {
        open_question q(o, start);
        q.add_text(0, start + 1s, "often");
        q.add_text(1, start + 1s, "word " + std::to_string(shard));
        q.add_nothing(2, start + 1s);
        q.begin();
        all[shard] = q.take(l.columns);
    }
    const auto r = summarize(*o, all);
    BOOST_TEST(r.values.size() == 20U);
    BOOST_TEST((r.values.front() == answered_value{"often", 30}));
    BOOST_TEST((r.values[1] == answered_value{"word 0", 1}));
    BOOST_TEST(r.other_values == 11U);
    BOOST_TEST(r.no_value == 30U);
}

BOOST_AUTO_TEST_SUITE_END()
