#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "fleet/hash.hpp"
#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

namespace {

std::uint64_t events_of(const recorded_run& r, event_kind kind) {
    return static_cast<std::uint64_t>(std::count_if(r.lab->events.begin(), r.lab->events.end(),
                                                    [&](const auto& e) { return e.kind == kind; }));
}

void check_uniqueness(const recorded_run& r, complaints& out) {
    std::vector<std::tuple<std::uint64_t, std::uint16_t, std::uint32_t, std::uint32_t>> all;
    for (const auto& x : r.lab->readings)
        all.emplace_back(x.key, x.message, x.series, x.tick);
    std::sort(all.begin(), all.end());
    demand(out, std::adjacent_find(all.begin(), all.end()) == all.end(),
           "a reading was consumed twice");
}

/// What leaves a buffer is what was measured, once, value by value.
void check_late(const recorded_run& r, complaints& out) {
    using which = std::tuple<std::uint64_t, std::uint16_t, std::uint32_t, std::uint32_t>;
    std::map<which, const testing::seen_reading*> measured;
    for (const auto& x : r.lab->readings)
        measured[{x.key, x.message, x.series, x.tick}] = &x;
    for (const auto& x : r.lab->late) {
        auto& was = measured[{x.key, x.message, x.series, x.tick}];
        const auto id = r.ids.at(x.key);
        if (was == nullptr) {
            out.push_back(id + " sends late what it did not measure, or twice");
            continue;
        }
        demand(out, !was->sent && !was->garbled, id + " sends late what it has sent");
        demand(out, was->at == x.at, id + " sends another instant late than it measured");
        demand(out, value_bits(was->value) == value_bits(x.value),
               id + " sends another value late than it measured");
        was = nullptr;
    }
}

void check_service(const recorded_run& r, complaints& out) {
    const auto& s = r.result().service;
    const auto& traffic = r.result().traffic;
    const auto& spec = r.the_world().source().service;
    // Who asked before the start may be answered after it.
    const bool warm = r.the_world().source().time.warm_up > duration{};
    demand(out, warm || s.connects_accepted + s.connects_refused <= s.connects_asked,
           "more connects were answered than asked for");
    demand(out, s.commands_accepted + s.commands_refused + s.commands_backlog <= s.commands_asked,
           "more commands were sent, refused or kept waiting than asked for");
    if (!spec || !spec->messages) return;
    demand_equal(out, "messages that met the service", s.messages_asked,
                 traffic.messages_sent + traffic.messages_duplicated);
    demand_equal(out, "what became of them",
                 s.messages_accepted + s.messages_refused + s.messages_dropped + s.backlog,
                 s.messages_asked);
}

void check_rollups(const recorded_run& r, complaints& out) {
    std::vector<std::uint64_t> by_series(r.result().signals.size());
    for (const auto& x : r.lab->readings)
        by_series[x.series] += std::isnan(x.value) ? 0 : 1;
    for (std::size_t s = 0; s < by_series.size(); ++s)
        demand_equal(out, "the rollup of " + r.result().signals[s].signal,
                     r.result().signals[s].values.count, by_series[s]);
}

void check_windows(const recorded_run& r, complaints& out) {
    traffic_counts sum;
    std::vector<std::uint64_t> by_series(r.result().signals.size());
    sim_time last{};
    for (const auto& w : r.result().windows) {
        sum.readings_generated += w.traffic.readings_generated;
        sum.readings_sent += w.traffic.readings_sent;
        sum.messages_sent += w.traffic.messages_sent;
        sum.bytes_sent += w.traffic.bytes_sent;
        for (std::size_t s = 0; s < by_series.size(); ++s)
            by_series[s] += w.signals[s].count;
        demand(out, w.end > last, "windows do not follow each other");
        demand(out,
               w.devices.total >= r.result().devices.total &&
                   w.devices.total <= r.result().devices.total + r.removed(),
               "the devices of a window are others than those of the run");
        last = w.end;
    }
    const auto& traffic = r.result().traffic;
    demand_equal(out, "readings generated in all windows", sum.readings_generated,
                 traffic.readings_generated);
    demand_equal(out, "readings sent in all windows", sum.readings_sent, traffic.readings_sent);
    demand_equal(out, "messages sent in all windows", sum.messages_sent, traffic.messages_sent);
    demand_equal(out, "bytes sent in all windows", sum.bytes_sent, traffic.bytes_sent);
    for (std::size_t s = 0; s < by_series.size(); ++s)
        demand_equal(out, "the windows of " + r.result().signals[s].signal, by_series[s],
                     r.result().signals[s].values.count);
}

}  // namespace

void check_readings(const recorded_run& r, complaints& out) {
    const auto& traffic = r.result().traffic;
    const auto read = [](const auto& all) {
        return static_cast<std::uint64_t>(std::count_if(
            all.begin(), all.end(), [](const auto& x) { return x.sent && !x.garbled; }));
    };
    const auto sent = read(r.lab->readings) + read(r.lab->late);
    demand_equal(out, "readings generated", traffic.readings_generated, r.lab->readings.size());
    demand_equal(out, "readings sent", traffic.readings_sent, sent);
    demand_equal(out, "readings sent, lost and kept",
                 traffic.readings_sent + traffic.readings_lost + traffic.readings_buffered,
                 traffic.readings_generated);
    demand_equal(out, "readings sent late", traffic.readings_late, read(r.lab->late));
    check_late(r, out);
    demand_equal(out, "messages sent", traffic.messages_sent,
                 events_of(r, event_kind::message_sent));
    std::uint64_t in_events = 0;
    for (const auto& e : r.lab->events)
        if (e.kind == event_kind::message_sent) in_events += std::stoull(e.detail);
    demand_equal(out, "readings in sent messages", in_events, sent);
    check_uniqueness(r, out);
    check_rollups(r, out);
    check_service(r, out);
    check_windows(r, out);
}

}  // namespace muster::sim
