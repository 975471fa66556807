#include "actors/shard_network.hpp"

#include <algorithm>
#include <utility>

#include "actors/control_addresses.hpp"
#include "actors/shard.hpp"

namespace muster {

namespace {

/// A device that sleeps keeps its session.
constexpr unsigned blocking_flags = suffering_flags & ~unsigned{flag_away};

/// What an attempt's turn is about.
constexpr std::uint32_t to_ask = 0, is_let_in = 1;

}  // namespace

bool shard_network::needed(const world& w) {
    const auto& faults = w.source().faults;
    return w.reconnects || w.buffers || w.measures_latency ||
           std::any_of(w.fleets.begin(), w.fleets.end(),
                       [](const auto& f) { return f.eventful_ways; }) ||
           std::any_of(faults.begin(), faults.end(),
                       [](const auto& f) { return bends_messages(f.kind); });
}

shard_network::shard_network(shard& owner) : s_(owner) {
    const auto& sinks = s_.options_.sinks;
    const bool wanted =
        std::any_of(sinks.begin(), sinks.end(), [](const auto* s) { return s->wants_late(); });
    if (s_.world_.buffers && wanted) late_ = std::make_unique<reading_batch>();
    if (!s_.world_.reconnects) return;
    const auto& faults = s_.world_.source().faults;
    for (const auto& cohort : s_.columns_.cohorts) {
        const bool reboots = std::any_of(faults.begin(), faults.end(), [](const auto& f) {
            return f.kind == fault_kind::reboot_loop;
        });
        policies_.emplace_back(cohort.fleet->connectivity, reboots);
    }
    links_.resize(s_.columns_.size());
    for (auto& flags : s_.columns_.flags)
        if ((flags & blocking_flags) != 0) flags |= flag_away;
}

// -- connections

device_flags shard_network::follow(slot place, device_flags to, sim_time at) {
    if (links_.empty()) return to;
    const auto from = s_.columns_.flags[place];
    auto& link = links_[place];
    if ((from & silencing_flags) != 0 && (to & silencing_flags) == 0)
        link.up_at = at + policies_[s_.columns_.cohort_index(place)].boot(s_.random_of(place), at);
    const bool was = (from & blocking_flags) != 0;
    const bool is = (to & blocking_flags) != 0;
    if (is && !was) ++link.attempt;  // whatever was under way is void
    if (was && !is) plan_attempt(place, std::max(at, link.up_at), true);
    return is || was ? static_cast<device_flags>(to | flag_away) : to;
}

void shard_network::plan_attempt(slot place, sim_time at, bool first) {
    auto& link = links_[place];
    ++link.attempt;
    if (first) {
        link.refused = 0;
        at += policies_[s_.columns_.cohort_index(place)].spread(s_.random_of(place), link.attempt);
    }
    if (const auto& duty = s_.columns_.cohort_of(place).fleet->duty)
        at = duty->first_awake(s_.random_of(place), at);
    s_.plan_turn({at, place, turn_kind::connect, to_ask, link.attempt});
}

void shard_network::reboot(slot place, sim_time at) {
    const auto flags = s_.columns_.flags[place];
    if ((flags & silencing_flags) != 0) return;  // it has no power, or does not run
    auto& link = links_[place];
    link.up_at = at + policies_[s_.columns_.cohort_index(place)].boot(s_.random_of(place), at);
    if ((flags & blocking_flags) != 0) return;  // it tries when that is over
    s_.recount_recovered(place, -1);
    s_.set_flags(place, static_cast<device_flags>(flags | flag_away), at);
    s_.recount_recovered(place, +1);
    plan_attempt(place, link.up_at, true);
}

void shard_network::connect(const turn& t) {
    const auto& link = links_[t.device];
    if (t.detail != link.attempt) return;
    const auto& service = s_.world_.source().service;
    if (!service || !service->connects) return let_in(t.device, t.at);
    if (t.what == is_let_in) {
        s_.count(flow::connects_accepted);
        return let_in(t.device, t.at);
    }
    asks_.push_back({t.device, link.attempt, s_.columns_.keys[t.device], t.at});
    s_.count(flow::connects_asked);
}

void shard_network::let_in(slot place, sim_time at) {
    const auto flags = s_.columns_.flags[place];
    s_.recount_recovered(place, -1);
    s_.set_flags(place, static_cast<device_flags>(flags & ~unsigned{flag_away}), at);
    s_.recount_recovered(place, +1);
}

void shard_network::deliver(const connect_answer_mail& m) {
    for (const auto& a : m.answers) {
        if (!a.accepted) s_.count(flow::connects_refused);
        auto& link = links_[a.device];
        if (a.attempt != link.attempt) continue;  // it has lost its connection meanwhile
        if (a.accepted) {
            s_.plan_turn(
                {std::max(a.at, s_.begin_), a.device, turn_kind::connect, is_let_in, link.attempt});
            continue;
        }
        ++link.refused;
        const auto pause = policies_[s_.columns_.cohort_index(a.device)].pause(
            s_.random_of(a.device), link.attempt, link.refused);
        plan_attempt(a.device, std::max(a.at + pause, s_.begin_), false);
    }
}

void shard_network::begin_counting() {
    kept_.clear();
    latency_ = {};
}

void shard_network::end_step() {
    if (late_) flush_late();
    if (asks_.empty()) return;
    s_.send(control_addresses(s_.world_).service, s_.end_,
            connect_ask_mail{std::exchange(asks_, {})});
}

// -- messages

message_course shard_network::course_of(const compiled_fleet& fleet, slot place,
                                        std::uint32_t message, std::uint32_t tick) const {
    message_course course;
    const auto& m = fleet.messages[message];
    const auto random = s_.random_of(place);
    if (fleet.eventful_ways) {
        const auto drawn = random.block(stream::network, m.key, tick);
        const auto& c = fleet.connectivity;
        if (c.latency)
            course.latency =
                duration(static_cast<std::int64_t>(c.latency->at(unit_interval(drawn.first))));
        course.lost = unit_interval(drawn.second) < c.loss.fraction();
    }
    if ((s_.columns_.flags[place] & flag_bending_fault) != 0)
        s_.faults_.bend(place, m, random, tick, course);
    return course;
}

void shard_network::arrived(const message_course& course) {
    if (course.garbled) s_.count(flow::garbage);
    if (course.doubled) s_.count(flow::duplicated);
    if (course.overtaken) s_.count(flow::out_of_order);
    if (s_.world_.measures_latency) latency_.add(static_cast<double>(course.latency.count()) / 1e6);
}

std::size_t shard_network::kept_values(const compiled_fleet& fleet,
                                       const message_buffer::entry& e) const {
    const auto& m = fleet.messages[e.message];
    const std::size_t instant = e.whole ? 1 : 0;
    if (!late_) return instant;
    if (e.whole) return m.signals.size() + instant;
    return static_cast<std::size_t>(
        std::count_if(m.signals.begin(), m.signals.end(),
                      [&](auto signal) { return !measuring::repeats(fleet.signals[signal]); }));
}

bool shard_network::keep(const turn& t, std::uint32_t tick) {
    const auto& cohort = s_.columns_.cohort_of(t.device);
    const auto& fleet = *cohort.fleet;
    if (!fleet.connectivity.buffer) return false;
    const auto& m = fleet.messages[t.what];
    auto& buffer = kept_[t.device].buffer;
    const auto readings = static_cast<std::int64_t>(m.signals.size());
    if (!make_room(fleet, t.device, buffer, t.at)) {
        s_.count(flow::lost, readings);
        s_.count(flow::messages_lost);
        return true;
    }
    // What follows other messages has no schedule to find its instant by.
    const bool bent = (s_.columns_.flags[t.device] & flag_bending_fault) != 0;
    const bool off = t.at != fleet.instant(t.what, s_.random_of(t.device), tick);
    message_buffer::entry e{static_cast<std::uint16_t>(t.what),
                            m.follows || (late_ && (bent || off)), tick};
    values_.clear();
    if (e.whole) values_.push_back(static_cast<double>(t.at.count()));
    if (late_)
        for (const auto signal : m.signals)
            if (e.whole || !measuring::repeats(fleet.signals[signal]))
                values_.push_back(cohort.last[signal][t.device - cohort.first]);
    buffer.push(e, values_);
    s_.count(flow::buffered, readings);
    return true;
}

/// False: the buffer is full, and its newest message is what it loses.
bool shard_network::make_room(const compiled_fleet& fleet, slot place, message_buffer& b,
                              sim_time at) {
    while (full(fleet, place, b, at)) {
        if (!fleet.connectivity.buffer->drop_oldest) return false;
        lose_oldest(fleet, b);
    }
    return true;
}

/// When the oldest message was made. By its schedule where it has one, whatever else is kept of it,
/// so that it makes no difference who listens.
sim_time shard_network::oldest_instant(const compiled_fleet& fleet, slot place,
                                       const message_buffer& b) const {
    const auto oldest = b.front();
    const auto& m = fleet.messages[oldest.message];
    if (m.follows) return sim_time(static_cast<std::int64_t>(b.first_kept()));
    return fleet.instant(oldest.message, s_.random_of(place), oldest.tick);
}

bool shard_network::full(const compiled_fleet& fleet, slot place, const message_buffer& b,
                         sim_time at) const {
    const auto& spec = *fleet.connectivity.buffer;
    if (b.empty()) return false;
    if (!spec.keep_for) return b.messages() >= spec.keep_messages;
    return at - oldest_instant(fleet, place, b) > *spec.keep_for;
}

/// A device that made nothing for long had no occasion to lose what grew too old.
void shard_network::lose_expired(const compiled_fleet& fleet, slot place, message_buffer& b,
                                 sim_time at) {
    const auto& spec = *fleet.connectivity.buffer;
    if (!spec.keep_for || !spec.drop_oldest) return;
    while (full(fleet, place, b, at))
        lose_oldest(fleet, b);
}

void shard_network::lose_oldest(const compiled_fleet& fleet, message_buffer& b) {
    const auto oldest = b.front();
    const auto readings = static_cast<std::int64_t>(fleet.messages[oldest.message].signals.size());
    b.pop(kept_values(fleet, oldest));
    s_.count(flow::buffered, -readings);
    s_.count(flow::lost, readings);
    s_.count(flow::messages_lost);
}

void shard_network::forget(slot place) {
    const auto found = kept_.find(place);
    if (found == kept_.end()) return;
    while (!found->second.buffer.empty())
        lose_oldest(*s_.columns_.cohort_of(place).fleet, found->second.buffer);
    kept_.erase(found);
}

void shard_network::connection_changed(slot place, bool connected, sim_time at) {
    const auto found = kept_.find(place);
    if (found == kept_.end()) return;
    found->second.next = connected ? at : never;
    if (connected) s_.plan_turn({at, place, turn_kind::late_message, 0, 0});
}

void shard_network::send_late(const turn& t) {
    const auto found = kept_.find(t.device);
    if (found == kept_.end() || found->second.next != t.at) return;
    auto& buffer = found->second.buffer;
    const auto c = s_.columns_.cohort_index(t.device);
    const auto& fleet = *s_.columns_.cohorts[c].fleet;
    lose_expired(fleet, t.device, buffer, t.at);
    if (buffer.empty()) {
        kept_.erase(found);
        return;
    }
    const auto e = buffer.front();
    const auto& m = fleet.messages[e.message];
    const auto course = course_of(fleet, t.device, e.message, e.tick);
    const auto kept = buffer.pop(kept_values(fleet, e));
    const auto readings = static_cast<std::int64_t>(m.signals.size());
    s_.count(flow::buffered, -readings);
    if (!course.lost && !course.garbled) s_.count(flow::late, readings);
    s_.leave(m, t.device, t.at, course);
    if (late_) write_late(c, t.device, e, kept, t.at, course);
    if (buffer.empty()) {
        kept_.erase(found);
        return;
    }
    const auto each = static_cast<std::int64_t>(1e6 / fleet.connectivity.buffer->flush_per_second);
    found->second.next = t.at + std::max(duration(1), duration(each));
    s_.plan_turn({found->second.next, t.device, turn_kind::late_message, 0, 0});
}

/// The message as it was made, its values computed again where they were not kept.
void shard_network::write_late(std::uint32_t cohort_index, slot place,
                               const message_buffer::entry& e, std::span<const double> kept,
                               sim_time sent_at, const message_course& course) {
    const auto& cohort = s_.columns_.cohorts[cohort_index];
    const auto& fleet = *cohort.fleet;
    const auto& m = fleet.messages[e.message];
    std::size_t next = 0;
    const auto at = e.whole ? sim_time(static_cast<std::int64_t>(kept[next++]))
                            : fleet.instant(e.message, s_.random_of(place), e.tick);
    s_.measuring_.aim(cohort_index, place, e.message, e.tick, at);
    if (late_->full(m.signals.size())) flush_late();
    late_->notes.push_back({late_->count, sent_at, course});
    for (std::size_t nth = 0; nth < m.signals.size(); ++nth) {
        const auto& signal = fleet.signals[m.signals[nth]];
        const double x =
            e.whole || !measuring::repeats(signal) ? kept[next++] : s_.measuring_.repeat(nth);
        late_->add(s_.columns_.keys[place], cohort.ordinals[place - cohort.first], fleet.index,
                   e.message, signal.series, e.tick, at, x, !course.lost);
    }
}

void shard_network::flush_late() {
    if (late_->count == 0) return;
    if (s_.counts())
        for (auto* s : s_.options_.sinks)
            s->consume_late(s_.index_, *late_);
    late_->clear();
}

}  // namespace muster
