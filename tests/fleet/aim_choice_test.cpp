#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "fleet/aim_choice.hpp"
#include "fleet/hash.hpp"
#include "fleet/world.hpp"
#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

aim taking(std::optional<amount> take, std::string by = {}) {
    aim target;
    target.take = take;
    target.by = std::move(by);
    return target;
}

amount part(std::int64_t ppb) {
    return {true, {ppb}, 0};
}
amount count(std::uint64_t n) {
    return {false, {}, n};
}

/// The hashes that a choice among `n` devices takes, told to it by three shards.
std::vector<std::uint64_t> chosen(const aim& spec, std::uint64_t n, std::uint64_t draw = 5) {
    aim_choice choice(spec, 0);
    std::vector<std::uint64_t> all;
    members_mail shards[3];
    for (std::uint64_t i = 0; i < n; ++i) {
        const auto cluster = spec.by.empty() ? i : i / 20;
        all.push_back(mix(draw, testing::device_number(cluster).key));
        ++shards[i % 3].matched;
        shards[i % 3].hashes.push_back(all.back());
    }
    for (const auto& s : shards)
        choice.add(s);
    BOOST_TEST(choice.answers() == 3u);
    BOOST_TEST(choice.matched() == n);
    const auto threshold = choice.decide();
    std::erase_if(all, [&](auto h) { return h > threshold; });
    return all;
}

/// The devices that a fault of a scenario takes.
std::set<std::string> victims(const std::string& yaml, const std::string& fault) {
    testing::compiled_shard shard("templates: {t: {telemetry: {x: 0..1}}}\n" + yaml);
    const auto index = shard.w.fault_index(fault);
    const auto draw = shard.w.faults[index].draw;
    members_mail answer;
    for (const auto key : shard.columns.keys)
        answer.hashes.push_back(mix(draw, key));
    answer.matched = answer.hashes.size();
    aim_choice choice(shard.w.source().faults[index].target, index);
    choice.add(answer);
    const auto threshold = choice.decide();
    std::set<std::string> ids;
    for (slot s = 0; s < shard.columns.size(); ++s)
        if (mix(draw, shard.columns.keys[s]) <= threshold) ids.insert(shard.columns.id_of(s));
    return ids;
}

const std::string fleet = "fleets: {f: {template: t, count: 1000, id: d-####}}\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(aim_choice_test)

BOOST_AUTO_TEST_CASE(takes_the_share_exactly) {
    BOOST_TEST(chosen(taking(part(20'000'000)), 300).size() == 6u);
    BOOST_TEST(chosen(taking(part(3'000'000)), 1000).size() == 3u);
    BOOST_TEST(chosen(taking(part(250'000'000)), 10).size() == 3u);
    BOOST_TEST(chosen(taking(part(240'000'000)), 10).size() == 2u);
    BOOST_TEST(chosen(taking(part(0)), 10).empty());
    BOOST_TEST(chosen(taking(part(share::whole)), 10).size() == 10u);
}

BOOST_AUTO_TEST_CASE(takes_the_count_or_all_there_are) {
    BOOST_TEST(chosen(taking(count(7)), 100).size() == 7u);
    BOOST_TEST(chosen(taking(count(70)), 9).size() == 9u);
    BOOST_TEST(chosen(taking(std::nullopt), 9).size() == 9u);
    BOOST_TEST(chosen(taking(count(7)), 0).empty());
}

BOOST_AUTO_TEST_CASE(takes_clusters_whole_and_counts_each_once) {
    const auto taken = chosen(taking(part(200'000'000), "site"), 1000);
    BOOST_TEST(taken.size() == 10u * 20);
    BOOST_TEST(std::set<std::uint64_t>(taken.begin(), taken.end()).size() == 10u);
    const auto spec = taking(part(200'000'000), "site");  // the choice refers to it
    aim_choice choice(spec, 0);
    choice.add({4, {1, 2, 3}, {}, 0});
    choice.add({4, {2, 3, 4}, {}, 0});
    BOOST_TEST(choice.candidates() == 4u);
    choice.decide();
    BOOST_TEST(choice.taken() == 1u);
    BOOST_TEST(choice.started());
}

BOOST_AUTO_TEST_CASE(all_of_them_by_clusters_are_all_clusters) {
    const auto spec = taking(std::nullopt, "site");
    aim_choice choice(spec, 0);
    choice.add({4, {1, 2, 3}, {}, 0});
    choice.add({4, {2, 3, 4}, {}, 0});
    BOOST_TEST(choice.candidates() == 4u);
    BOOST_TEST(choice.decide() == std::numeric_limits<std::uint64_t>::max());
    BOOST_TEST(choice.taken() == 4u);
}

BOOST_AUTO_TEST_CASE(a_larger_share_takes_the_same_devices_and_more) {
    auto few = chosen(taking(part(100'000'000)), 1000),
         many = chosen(taking(part(300'000'000)), 1000);
    std::sort(few.begin(), few.end());
    std::sort(many.begin(), many.end());
    BOOST_TEST(std::includes(many.begin(), many.end(), few.begin(), few.end()));
}

BOOST_AUTO_TEST_CASE(another_fault_chooses_others_and_the_same_draw_chooses_alike) {
    const auto yaml =
        fleet +
        "faults: {a: {kind: offline, share: 10%, at: 1s}, b: {kind: offline, share: 10%, at: 1s},"
        " c: {kind: stuck, share: 10%, at: 1s, draw: x}, d: {kind: offline, share: 20%, at: 2s, "
        "draw: x}}\n";
    const auto a = victims(yaml, "a"), b = victims(yaml, "b"), c = victims(yaml, "c"),
               d = victims(yaml, "d");
    std::set<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                          std::inserter(both, both.begin()));
    BOOST_TEST(both.size() < 30u);
    BOOST_TEST(std::includes(d.begin(), d.end(), c.begin(), c.end()));
}

BOOST_AUTO_TEST_CASE(editing_one_thing_never_moves_another_s_victims) {
    const std::string a = "a: {kind: offline, share: 10%, at: 1s}";
    const auto before = victims(fleet + "faults: {" + a + "}\n", "a");
    BOOST_TEST(before.size() == 100u);
    BOOST_TEST((victims(fleet + "faults: {z: {kind: crash, at: 2s}, " + a + "}\n", "a") == before));
    BOOST_TEST((
        victims("groups: {g: x > 3}\n" + fleet + "faults: {a: {kind: stuck, share: 10%, at: 9s}}\n",
                "a") == before));
    BOOST_TEST((victims("seed: 2\n" + fleet + "faults: {" + a + "}\n", "a") != before));
}

BOOST_AUTO_TEST_SUITE_END()
