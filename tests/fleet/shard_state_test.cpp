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

command_record random_record(testing::dice& d) {
    command_record r;
    r.number = d.below(6);
    r.device = static_cast<slot>(r.number * 3);
    r.id = "call " + std::to_string(r.number);
    r.state = static_cast<command_state>(d.below(9));
    return r;
}

change random_twin_change(testing::dice& d) {
    switch (d.below(4)) {
        case 0:
            return {{},
                    hold_change{some(d), static_cast<hold>(d.below(hold_kinds)), d.chance(0.5)}};
        case 1:
            return {{},
                    desired_change{d.small(3), d.small(3), some(d), static_cast<double>(d.below(3)),
                                   1 + d.small(3)}};
        case 2:
            return {{},
                    acknowledged_change{d.small(3), d.small(3), some(d),
                                        d.chance(0.7) ? code_accepted : code_rejected,
                                        1 + d.small(3), d.chance(0.7) ? "" : "too hot"}};
        default:
            return {{}, command_change{random_record(d)}};
    }
}

change random_change(testing::dice& d) {
    if (d.chance(0.5)) return random_twin_change(d);
    switch (d.below(5)) {
        case 4:
            return {{}, previous_change{d.small(3), d.small(3), d.small(3), some(d), d.unit()}};
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
    std::map<std::pair<hold, slot>, bool> held;
    std::map<std::tuple<std::uint32_t, std::uint32_t, slot>, desired_change> desired;
    std::map<std::tuple<std::uint32_t, std::uint32_t, slot>, acknowledged_change> acknowledged;
    std::map<std::uint64_t, command_state> commands;

    void apply(const change& c) {
        if (const auto* h = std::get_if<hold_change>(&c.what))
            for (const auto s : h->devices.members())
                held[{h->what, s}] = h->begins;
        if (const auto* w = std::get_if<desired_change>(&c.what))
            for (const auto s : w->devices.members())
                desired[{w->cohort, w->property, s}] = *w;
        if (const auto* a = std::get_if<acknowledged_change>(&c.what))
            for (const auto s : a->devices.members())
                acknowledged[{a->cohort, a->property, s}] = *a;
        if (const auto* told = std::get_if<command_change>(&c.what))
            commands[told->record.number] = told->record.state;
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

void check_twin(const shard_state& state, const naive_state& naive, std::uint32_t cohort,
                std::uint32_t property, slot s) {
    const auto* twin = state.twin(cohort, property);
    const auto* wanted = twin == nullptr ? nullptr : twin->desired.at(s);
    const auto* answer = twin == nullptr ? nullptr : twin->acknowledged.at(s);
    const auto naive_wanted = naive.desired.find({cohort, property, s});
    const auto naive_answer = naive.acknowledged.find({cohort, property, s});
    BOOST_REQUIRE((wanted != nullptr) == (naive_wanted != naive.desired.end()));
    BOOST_REQUIRE((answer != nullptr) == (naive_answer != naive.acknowledged.end()));
    if (wanted != nullptr) {
        BOOST_REQUIRE(wanted->value == naive_wanted->second.value);
        BOOST_REQUIRE(wanted->version == naive_wanted->second.version);
        const bool answered = answer != nullptr && answer->version == wanted->version;
        BOOST_REQUIRE(twin->pending(s) == !answered);
    }
    if (answer != nullptr) {
        BOOST_REQUIRE(answer->code == naive_answer->second.code);
        BOOST_REQUIRE(answer->text == naive_answer->second.text);
    }
}

void check_holds_and_commands(const shard_state& state, const naive_state& naive, slot s) {
    for (const auto what :
         {hold::blocked, hold::waiting, hold::removed, hold::elsewhere, hold::unprovisioned}) {
        const auto known = naive.held.find({what, s});
        BOOST_REQUIRE(state.of(what).contains(s) == (known != naive.held.end() && known->second));
    }
    std::size_t open = 0;
    for (const auto& [number, is] : naive.commands) {
        BOOST_REQUIRE((state.commands.find(number)->state == is));
        if (number * 3 == s && !is_over(is)) ++open;
    }
    BOOST_REQUIRE(state.commands.open(s).size() == open);
}

void check_same(const shard_state& state, const naive_state& naive) {
    for (slot s = 0; s < devices; ++s) {
        check_holds_and_commands(state, naive, s);
        const auto life = naive.life.find(s);
        BOOST_REQUIRE((state.lifecycle_of(s) ==
                       (life == naive.life.end() ? lifecycle::running : life->second)));
        for (std::uint32_t cohort = 0; cohort < 3; ++cohort)
            for (std::uint32_t property = 0; property < 3; ++property) {
                const auto known = naive.properties.find({cohort, property, s});
                const auto* is = state.changed_property(cohort, property, s);
                BOOST_REQUIRE((is != nullptr) == (known != naive.properties.end()));
                BOOST_REQUIRE(is == nullptr || *is == known->second);
                check_twin(state, naive, cohort, property, s);
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

BOOST_AUTO_TEST_CASE(devices_that_take_several_values_one_after_the_other_are_one_record_of_each) {
    std::vector<change> kept;
    const auto keep = [&](change c) {
        c.stamp.step = 7;
        if (!absorb(kept, c)) kept.push_back(std::move(c));
    };
    for (const slot s : {1U, 2U, 3U}) {
        keep({{}, property_change{0, 0, slot_set::of({s}), 18}});
        keep({{}, property_change{0, 1, slot_set::of({s}), 1}});
        keep({{}, acknowledged_change{0, 0, slot_set::of({s}), 200, 1, ""}});
    }
    BOOST_TEST_REQUIRE(kept.size() == 3U);
    for (const auto& c : kept)
        std::visit(
            [](const auto& what) {
                if constexpr (requires { what.devices; }) BOOST_TEST(what.devices.size() == 3U);
            },
            c.what);
    keep({{}, property_change{0, 0, slot_set::of({1}), 19}});
    keep({{}, property_change{0, 0, slot_set::of({4}), 18}});  // not before the one in between
    BOOST_TEST(kept.size() == 5U);
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
