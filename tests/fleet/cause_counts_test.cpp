#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "fleet/common_cause.hpp"
#include "fleet/defaults.hpp"
#include "fleet/job_target.hpp"
#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const std::string pumps =
    "templates:\n"
    "  pump:\n"
    "    telemetry: {flow: {unit: litre, normal: 3, sd: 1}}\n"
    "    properties: {firmware: {initial: a}, rev: {initial: {pick: {b1: 50%, b2: rest}}}}\n"
    "    messages: {m: {every: 10m}}\n"
    "    commands: {update: {takes: 1s}}\n"
    "fleets: {pumps: {template: pump, count: 40, id: p##, tags: {\n"
    "  lot: {pick: {bad: 25%, good: rest}}, serial: {sequence: s##}}}}\n"
    "jobs: {j: {command: update, start: {at: 1m}}}\n";

/// A job over all devices of a shard, with its outcomes set by hand.
struct one_job : compiled_shard {
    explicit one_job(const std::string& yaml = pumps) : compiled_shard(yaml) {
        apply(state, {{}, leg_open_change{0, slot_set::range(0, columns.size())}});
    }
    void ends(slot s, leg_outcome to, const std::string& reason = {}) {
        apply(state, {{}, leg_change{0, to, slot_set::of({s}), reason}});
    }
    cause_counts counted() const {
        cause_counter counter(w);
        counter.add(columns, state, 0);
        return counter.counted();
    }
    std::uint32_t property(const std::string& name) const {
        const auto& all = columns.cohorts[0].fleet->properties;
        const auto at = std::find_if(all.begin(), all.end(),
                                     [&](const attribute& a) { return a.name() == name; });
        return static_cast<std::uint32_t>(at - all.begin());
    }
    double code(const std::string& text) const { return *w.texts.find(text); }
};

const cause_attribute& named(const cause_counts& all, const std::string& name) {
    return *std::find_if(all.attributes.begin(), all.attributes.end(),
                         [&](const cause_attribute& a) { return a.name == name; });
}
cause_tally value(const cause_counts& all, const std::string& name, const std::string& text) {
    for (const auto& v : named(all, name).values)
        if (v.text == text) return v.devices;
    return {};
}

/// In an order that does not depend on who came first.
std::vector<std::pair<std::string, cause_tally>> sorted(const cause_counts& all) {
    std::vector<std::pair<std::string, cause_tally>> flat;
    for (const auto& a : all.attributes)
        for (const auto& v : a.values)
            flat.emplace_back(a.name + "=" + v.text, v.devices);
    for (const auto& p : all.pairs)
        for (const auto& c : p.cells) {
            const auto &a = all.attributes[p.first], &b = all.attributes[p.second];
            flat.emplace_back(a.name + "=" + a.values[c.first].text + "," + b.name + "=" +
                                  b.values[c.second].text,
                              c.devices);
        }
    std::sort(flat.begin(), flat.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return flat;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cause_counts_test)

BOOST_AUTO_TEST_CASE(counts_only_devices_that_have_an_outcome) {
    one_job job;
    job.ends(0, leg_outcome::succeeded);
    job.ends(1, leg_outcome::failed, "broke");
    job.ends(2, leg_outcome::timed_out, "no answer");
    job.ends(3, leg_outcome::cancelled, "stopped");
    job.ends(4, leg_outcome::skipped, "blocked");
    job.ends(5, leg_outcome::dispatched);
    BOOST_TEST((job.counted().devices == cause_tally{3, 2}));
    BOOST_TEST((value(job.counted(), "$fleet", "pumps") == cause_tally{3, 2}));
    BOOST_TEST((value(job.counted(), "$template", "pump") == cause_tally{3, 2}));
}

BOOST_AUTO_TEST_CASE(counts_values_and_pairs_of_them) {
    one_job job;
    std::uint64_t bad = 0, bad_b1 = 0;
    for (slot s = 0; s < 40; ++s) {
        const bool is_bad = job.holds("lot = 'bad'", s);
        job.ends(s, is_bad ? leg_outcome::failed : leg_outcome::succeeded, is_bad ? "broke" : "");
        bad += is_bad ? 1 : 0;
        bad_b1 += job.holds("lot = 'bad' and rev = 'b1'", s) ? 1 : 0;
    }
    BOOST_TEST(bad == 10U);
    const auto all = job.counted();
    BOOST_TEST((value(all, "lot", "bad") == cause_tally{10, 10}));
    BOOST_TEST((value(all, "lot", "good") == cause_tally{30, 0}));
    BOOST_TEST((value(all, "firmware", "a") == cause_tally{40, 10}));
    const auto flat = sorted(all);
    const auto cell = std::find_if(flat.begin(), flat.end(),
                                   [](const auto& c) { return c.first == "lot=bad,rev=b1"; });
    BOOST_REQUIRE((cell != flat.end()));
    BOOST_TEST((cell->second == cause_tally{bad_b1, bad_b1}));
}

BOOST_AUTO_TEST_CASE(counts_properties_as_they_were_when_the_job_began) {
    compiled_shard early(pumps + "groups: {new: firmware = 'c', old: firmware = 'b'}\n");
    const auto& all = early.columns.cohorts[0].fleet->properties;
    const auto firmware = static_cast<std::uint32_t>(
        std::find_if(all.begin(), all.end(), [](const auto& a) { return a.name() == "firmware"; }) -
        all.begin());
    const auto set = [&](const slot_set& who, const char* text) {
        apply(
            early.state,
            {{}, property_change{0, firmware, who, static_cast<double>(early.w.texts.add(text))}});
    };
    set(slot_set::range(0, 3), "b");
    apply(early.state, {{}, leg_open_change{0, slot_set::range(0, 40)}});
    set(slot_set::range(0, 40), "c");
    apply(early.state, {{}, leg_change{0, leg_outcome::succeeded, slot_set::range(0, 40), {}}});
    cause_counter counter(early.w);
    counter.add(early.columns, early.state, 0);
    BOOST_TEST((value(counter.counted(), "firmware", "b") == cause_tally{3, 0}));
    BOOST_TEST((value(counter.counted(), "firmware", "a") == cause_tally{37, 0}));
    BOOST_TEST((value(counter.counted(), "firmware", "c") == cause_tally{}));
}

BOOST_AUTO_TEST_CASE(leaves_out_what_has_more_values_than_are_counted) {
    std::string many = pumps;
    many.replace(many.find("count: 40, id: p##"), 18, "count: 1100, id: p####");
    many.replace(many.find("s##"), 3, "s####");
    one_job job(many);
    apply(job.state, {{}, leg_change{0, leg_outcome::failed, slot_set::range(0, 1'024), "broke"}});
    BOOST_TEST(!named(job.counted(), "serial").many);
    BOOST_TEST(named(job.counted(), "serial").values.size() == defaults::cause_values);
    job.ends(1'024, leg_outcome::succeeded);
    BOOST_TEST(named(job.counted(), "serial").many);
    BOOST_TEST(named(job.counted(), "serial").values.empty());
    BOOST_TEST(value(job.counted(), "lot", "good").all > 0U);
}

BOOST_AUTO_TEST_CASE(comes_to_the_same_however_devices_are_counted_in_parts) {
    for (const auto seed : seeds(50)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        one_job whole, first, second;
        for (slot s = 0; s < 40; ++s) {
            const auto to = static_cast<leg_outcome>(2 + d.below(5));
            whole.ends(s, to, to == leg_outcome::succeeded ? "" : "so");
            (d.chance(0.5) ? first : second).ends(s, to, to == leg_outcome::succeeded ? "" : "so");
        }
        cause_counter merged(whole.w);
        merged.add(first.columns, first.state, 0);
        merged.merge(second.counted());
        BOOST_TEST((merged.counted().devices == whole.counted().devices));
        BOOST_TEST((sorted(merged.counted()) == sorted(whole.counted())));
        BOOST_TEST((find_causes(merged.counted()) == find_causes(whole.counted())));
    }
}

BOOST_AUTO_TEST_CASE(tells_each_target_with_its_outcome_and_reason_in_the_order_of_slots) {
    one_job job;
    job.ends(1, leg_outcome::failed, "broke");
    job.ends(2, leg_outcome::succeeded);
    const auto all = targets_of(job.columns, job.state, 0);
    BOOST_REQUIRE(all.size() == 40U);
    BOOST_TEST(all[0].device == job.columns.id_of(0));
    BOOST_TEST(all[0].fleet == "pumps");
    BOOST_TEST((all[0].outcome == leg_outcome::pending));
    BOOST_TEST((all[1].outcome == leg_outcome::failed));
    BOOST_TEST(all[1].reason == "broke");
    BOOST_TEST((all[2].outcome == leg_outcome::succeeded));
    BOOST_TEST(all[2].reason.empty());
    BOOST_TEST(targets_of(job.columns, job.state, 1).empty());
}

BOOST_AUTO_TEST_SUITE_END()
