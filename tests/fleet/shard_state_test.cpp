#include <boost/test/unit_test.hpp>

#include <limits>

#include "fleet/shard_state.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

constexpr slot devices = 50;

slot_set some(testing::dice& d) {
    slot_set s;
    for (slot i = 0; i < devices; ++i)
        if (d.chance(0.2)) s.add(i);
    return s;
}

change random_change(testing::dice& d) {
    switch (d.below(4)) {
        case 0:
            return {{}, lifecycle_change{some(d), static_cast<lifecycle>(d.below(3))}};
        case 1:
            return {{}, property_change{d.small(3), d.small(3), some(d), d.unit()}};
        case 2:
            return {{}, leg_open_change{d.small(3), some(d)}};
        default: {
            const auto to = static_cast<leg_outcome>(d.below(leg_outcomes));
            const bool ends = to >= leg_outcome::failed;
            return {{},
                    leg_change{d.small(3), to, some(d),
                               ends ? "reason " + std::to_string(d.below(2)) : ""}};
        }
    }
}

shard_state fold(const std::vector<change>& all) {
    shard_state state;
    for (const auto& c : all)
        apply(state, c);
    return state;
}

/// A shard's state as one would keep it without thinking of memory.
struct naive_state {
    std::map<slot, lifecycle> life;
    std::map<std::tuple<std::uint32_t, std::uint32_t, slot>, double> properties;
    std::map<std::pair<std::uint32_t, slot>, leg_outcome> outcomes;

    void apply(const change& c) {
        if (const auto* l = std::get_if<lifecycle_change>(&c.what))
            for (const auto s : l->devices.members())
                life[s] = l->to;
        if (const auto* p = std::get_if<property_change>(&c.what))
            for (const auto s : p->devices.members())
                properties[{p->cohort, p->property, s}] = p->value;
        if (const auto* o = std::get_if<leg_open_change>(&c.what)) {
            std::erase_if(outcomes, [&](const auto& one) { return one.first.first == o->job; });
            for (const auto s : o->targets.members())
                outcomes[{o->job, s}] = leg_outcome::pending;
        }
        if (const auto* l = std::get_if<leg_change>(&c.what))
            for (const auto s : l->devices.members())
                outcomes[{l->job, s}] = l->to;
    }
};

void check_same(const shard_state& state, const naive_state& naive) {
    for (slot s = 0; s < devices; ++s) {
        const auto life = naive.life.find(s);
        BOOST_REQUIRE((state.lifecycle_of(s) ==
                       (life == naive.life.end() ? lifecycle::running : life->second)));
        for (std::uint32_t cohort = 0; cohort < 3; ++cohort)
            for (std::uint32_t property = 0; property < 3; ++property) {
                const auto known = naive.properties.find({cohort, property, s});
                const auto* is = state.changed_property(cohort, property, s);
                BOOST_REQUIRE((is != nullptr) == (known != naive.properties.end()));
                BOOST_REQUIRE(is == nullptr || *is == known->second);
            }
        for (const auto& [job, leg] : state.legs) {
            std::size_t sets = 0;
            for (const auto& set : leg.by_outcome)
                sets += set.contains(s) ? 1 : 0;
            const auto known = naive.outcomes.find({job, s});
            BOOST_REQUIRE(sets == (known == naive.outcomes.end() ? 0U : 1U));
            if (sets == 1 && leg.targets.contains(s))
                BOOST_REQUIRE((leg.outcome_of(s) == known->second));
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shard_state_test)

BOOST_AUTO_TEST_CASE(a_fold_of_changes_is_the_state_that_one_would_expect) {
    for (const auto seed : testing::seeds(100)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        std::vector<change> all;
        naive_state naive;
        for (int i = 0; i < 60; ++i) {
            all.push_back(random_change(d));
            naive.apply(all.back());
        }
        const auto state = fold(all);
        check_same(state, naive);
        BOOST_TEST((fold(all) == state));
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>(d.below(all.size()));
        auto resumed = fold({all.begin(), middle});
        for (auto c = middle; c != all.end(); ++c)
            apply(resumed, *c);
        BOOST_TEST((resumed == state));
    }
}

BOOST_AUTO_TEST_CASE(a_device_moves_through_the_outcomes_and_keeps_its_reason) {
    const auto state = fold({{{}, leg_open_change{4, slot_set::range(0, 3)}},
                             {{}, leg_change{4, leg_outcome::dispatched, slot_set::of({0, 1}), ""}},
                             {{}, leg_change{4, leg_outcome::failed, slot_set::of({1}), "flash"}},
                             {{}, leg_change{4, leg_outcome::succeeded, slot_set::of({0}), ""}}});
    const auto& leg = state.legs.at(4);
    BOOST_TEST((leg.outcome_of(0) == leg_outcome::succeeded &&
                leg.outcome_of(1) == leg_outcome::failed &&
                leg.outcome_of(2) == leg_outcome::pending));
    BOOST_TEST(leg.reasons.size() == 1u);
    BOOST_TEST((leg.reasons.at("flash") == slot_set::of({1})));
    BOOST_TEST((leg.targets == slot_set::range(0, 3)));
}

BOOST_AUTO_TEST_CASE(a_device_is_running_crashed_or_quarantined) {
    shard_state state;
    apply(state, {{}, lifecycle_change{slot_set::of({1, 2}), lifecycle::crashed}});
    apply(state, {{}, lifecycle_change{slot_set::of({2}), lifecycle::quarantined}});
    apply(state, {{}, lifecycle_change{slot_set::of({1}), lifecycle::running}});
    BOOST_TEST((state.lifecycle_of(1) == lifecycle::running &&
                state.lifecycle_of(2) == lifecycle::quarantined));
    BOOST_TEST(state.crashed.empty());
}

BOOST_AUTO_TEST_CASE(states_that_differ_are_not_equal) {
    const shard_state none;
    const change changes[] = {{{}, lifecycle_change{slot_set::of({1}), lifecycle::crashed}},
                              {{}, property_change{0, 1, slot_set::of({1}), 4.0}},
                              {{}, leg_open_change{0, slot_set::of({1})}}};
    for (const auto& c : changes) {
        BOOST_TEST((fold({c}) == fold({c})));
        BOOST_TEST(!(fold({c}) == none));
    }
    BOOST_TEST(!(fold({{{}, property_change{0, 1, slot_set::of({1}), 4.0}}}) ==
                 fold({{{}, property_change{0, 1, slot_set::of({1}), 5.0}}})));
}

BOOST_AUTO_TEST_CASE(property_columns_are_found_whatever_came_first) {
    const auto state = fold({{{}, property_change{1, 0, slot_set::of({3}), 1}},
                             {{}, property_change{0, 2, slot_set::of({3}), 2}},
                             {{}, property_change{0, 1, slot_set::of({3}), 3}}});
    BOOST_TEST(*state.changed_property(1, 0, 3) == 1);
    BOOST_TEST(*state.changed_property(0, 2, 3) == 2);
    BOOST_TEST(*state.changed_property(0, 1, 3) == 3);
    BOOST_TEST(state.changed_property(0, 1, 2) == nullptr);
    BOOST_TEST(state.changed_property(0, 1, 999) == nullptr);
    BOOST_TEST(state.changed_property(1, 1, 3) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
