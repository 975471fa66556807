// Groups over a million devices (P5), and what a change costs where a thousand groups watch.
//
// thousand_groups [DEVICES]
//
// Shards in memory, no actors. `scan_ms`: a condition over a tag and a property evaluated for every
// device; `count_ms` and `snapshot_ms`: the same from kept membership, `again_ms` while nobody has
// come or gone since. Two threads. Then
// nanoseconds for a change of one property of one device, applied, with 0, 10 and 1,000 groups that
// read other properties (`apart`) or this one (`same`), and for a device that goes offline
// (`flip`). The baseline evaluates every group at each change. Prints one JSON line.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/support/run.hpp"
#include "fleet/hash.hpp"
#include "fleet/population_board.hpp"
#include "fleet/shard_count.hpp"
#include "scenarios/reader.hpp"

namespace {

using namespace muster;

double now_ms() {
    return std::chrono::duration<double, std::milli>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Properties p0, p1, ...; each of the groups reads one: all of them p1, or p2 and up in turn.
std::string fleet_of(std::uint64_t devices, std::uint32_t properties, std::uint32_t groups,
                     bool same) {
    std::string text =
        "muster: 1\ntemplates:\n  meter:\n    telemetry: {power: 0..500}\n"
        "    properties:\n";
    for (std::uint32_t p = 0; p < properties; ++p)
        text += "      p" + std::to_string(p) + ": {type: integer, initial: 0..1000}\n";
    text += "fleets:\n  meters: {template: meter, count: " + std::to_string(devices) +
            ", id: m-#######, tags: {region: {pick: {north: 30%, south: rest}}}}\n";
    text += groups > 0 ? "groups:\n"
                       : "groups:\n  asked: region = 'north' AND p0 < 500\n"
                         "  scanned: groups.asked AND $elapsed IS NOT NULL\n";
    for (std::uint32_t g = 0; g < groups; ++g)
        text += "  g" + std::to_string(g) + ": p" +
                std::to_string(same ? 1 : 2 + g % (properties - 2)) + " = " + std::to_string(g) +
                "\n";
    return text;
}

/// One shard of the fleet, as a run has it, without its actors.
struct lone_shard {
    shard_columns columns;
    shard_state state;
    counter_row counters;
    std::unique_ptr<population_board> board;
};

class shards_in_memory {
public:
    explicit shards_in_memory(const std::string& yaml) : w_(read(yaml)) {
        const counter_layout layout(*w_);
        std::vector<std::vector<std::uint32_t>> ordinals(w_->shards());
        std::string id;
        const auto& fleet = w_->fleets[0];
        for (std::uint32_t i = 0; i < fleet.spec->count; ++i) {
            fleet.ids.write(i, id);
            ordinals[shard_of(device_key(id), w_->shards())].push_back(i);
        }
        for (auto& of_shard : ordinals) {
            auto s = std::make_unique<lone_shard>();
            s->columns.add_cohort(*w_, fleet, std::move(of_shard));
            s->counters.resize(layout.size());
            s->board = std::make_unique<population_board>(*w_, s->columns, s->state, s->counters);
            all_.push_back(std::move(s));
        }
    }

    const world& the_world() const { return *w_; }
    std::vector<std::unique_ptr<lone_shard>>& all() { return all_; }

private:
    static std::unique_ptr<world> read(const std::string& yaml) {
        const auto found = read_scenario_text(yaml, {"bench", {}, {}});
        for (const auto& p : found.problems.items)
            std::fprintf(stderr, "%s\n", to_text(p).c_str());
        if (!found.value) std::exit(1);
        return std::make_unique<world>(*found.value, shard_count_for(found.value->device_count()));
    }

    std::unique_ptr<world> w_;
    std::vector<std::unique_ptr<lone_shard>> all_;
};

/// Members that two threads find, as the workers of a run do, and how long they take.
std::pair<std::uint64_t, double> looked(shards_in_memory& fleet, std::uint32_t population) {
    std::uint64_t found[2] = {0, 0};
    const auto look = [&](std::size_t half) {
        for (std::size_t s = half; s < fleet.all().size(); s += 2)
            found[half] += fleet.all()[s]->board->members(population, sim_time(1)).size();
    };
    const auto begin = now_ms();
    std::thread other(look, 1);
    look(0);
    other.join();
    return {found[0] + found[1], now_ms() - begin};
}

std::pair<std::uint64_t, double> counted(shards_in_memory& fleet, std::uint32_t population) {
    const auto begin = now_ms();
    std::int64_t found = 0;
    for (const auto& s : fleet.all())
        for (std::size_t state = 0; state < device_states_count; ++state)
            found += s->counters[counter_layout::of(population, static_cast<device_state>(state))];
    return {static_cast<std::uint64_t>(found), now_ms() - begin};
}

/// Nanoseconds for each of many changes of p1, each of one device; `follow` hears of them.
template <class Follow>
double change_ns(shards_in_memory& fleet, const Follow& follow) {
    constexpr std::uint32_t changes = 20'000;
    const auto begin = now_ms();
    for (std::uint32_t i = 0; i < changes; ++i) {
        auto& s = *fleet.all()[i % fleet.all().size()];
        const auto device = static_cast<slot>(mix(7, i) % s.columns.size());
        const change c{{}, property_change{0, 1, slot_set::of({device}), double(i % 1000)}};
        apply(s.state, c);
        follow(s, c, device);
    }
    return (now_ms() - begin) * 1e6 / changes;
}

double flip_ns(shards_in_memory& fleet) {
    constexpr std::uint32_t flips = 20'000;
    const auto begin = now_ms();
    for (std::uint32_t i = 0; i < flips; ++i) {
        auto& s = *fleet.all()[i % fleet.all().size()];
        const auto device = static_cast<slot>(mix(7, i) % s.columns.size());
        const auto before = s.columns.flags[device];
        s.columns.flags[device] = static_cast<device_flags>(before ^ flag_outage);
        s.board->flags_changed(device, state_of(before), state_of(s.columns.flags[device]),
                               s.counters);
    }
    return (now_ms() - begin) * 1e6 / flips;
}

void print_changes(std::uint64_t devices, std::uint32_t groups, bool same) {
    shards_in_memory fleet(fleet_of(devices, 100, groups, same));
    const auto ns = change_ns(
        fleet, [](lone_shard& s, const change& c, slot) { s.board->follow(c, s.counters); });
    const auto all_ns = change_ns(fleet, [&](lone_shard& s, const change&, slot device) {
        device_row row(fleet.the_world(), s.columns, s.state);
        row.aim(0, device, {});
        static volatile std::uint64_t held = 0;  // or nobody would have to evaluate anything
        for (const auto& p : fleet.the_world().populations)
            if (p.who && p.who.holds(row)) held = held + 1;
    });
    const auto* what = same ? "same" : "apart";
    std::printf(",\"%s_%u_ns\":%.0f,\"%s_%u_all_ns\":%.0f,\"%s_%u_flip_ns\":%.0f", what, groups, ns,
                what, groups, all_ns, what, groups, flip_ns(fleet));
}

}  // namespace

int main(int argc, char** argv) {
    const auto devices = bench::argument(argc, argv, 1'000'000);
    {
        shards_in_memory fleet(fleet_of(devices, 2, 0, false));
        const auto asked = fleet.the_world().group_population("asked");
        const auto volatile_one = fleet.the_world().group_population("scanned");
        looked(fleet, volatile_one);  // the columns come into memory
        const auto [found, scan_ms] = looked(fleet, volatile_one);
        const auto [count, count_ms] = counted(fleet, asked);
        const auto [members, snapshot_ms] = looked(fleet, asked);
        const auto [same, again_ms] = looked(fleet, asked);
        if (found != count || found != members || found != same)
            return std::fprintf(stderr, "they differ\n"), 1;
        std::printf(
            "{\"name\":\"thousand_groups\",\"devices\":%llu,\"members\":%llu,"
            "\"scan_ms\":%.1f,\"count_ms\":%.3f,\"snapshot_ms\":%.2f,\"again_ms\":%.2f",
            static_cast<unsigned long long>(devices), static_cast<unsigned long long>(found),
            scan_ms, count_ms, snapshot_ms, again_ms);
    }
    const auto fewer = std::min<std::uint64_t>(devices, 20'000);
    for (const bool same : {false, true})
        for (const auto groups : {0U, 10U, 1000U})
            print_changes(fewer, groups, same);
    std::puts("}");
}
