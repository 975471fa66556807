#include "fleet/fault_board.hpp"

#include <algorithm>
#include <cmath>

#include "fleet/math.hpp"

namespace muster {

namespace {

constexpr bool keeps_begin(fault_kind kind) {
    return bends_readings(kind) || kind == fault_kind::reboot_loop;
}

duration span_at(const distribution& d, double u) {
    return duration(static_cast<std::int64_t>(d.at(u)));
}

}  // namespace

fault_board::fault_board(const world& w, slot devices) : devices_(devices) {
    for (std::uint32_t f = 0; f < w.faults.size(); ++f) {
        const auto& spec = w.source().faults[f];
        faults_.push_back(
            {&spec, w.faults[f].key, slot_bits(devices), slot_bits(devices), {}, {}, {}});
        if (bends_messages(spec.kind)) on_messages_.push_back(f);
        if (spec.kind == fault_kind::slow || spec.kind == fault_kind::command_failure)
            on_commands_.push_back(f);
        if (spec.kind == fault_kind::battery_drain) on_batteries_.push_back(f);
    }
}

bool fault_board::begin(std::uint32_t fault, slot device, sim_time at) {
    auto& f = faults_[fault];
    if (f.active.test(device)) return false;
    for (std::uint32_t other = 0; other < faults_.size(); ++other)
        if (faults_[other].active.test(device)) note_overlap(other, fault, device);
    f.active.set(device);
    f.affected.set(device);
    if (!f.first_begun || at < *f.first_begun) f.first_begun = at;
    if (keeps_begin(f.spec->kind)) f.begun[device] = at;
    return true;
}

void fault_board::note_overlap(std::uint32_t lasting, std::uint32_t begun, slot device) {
    auto& met = met_.try_emplace({lasting, begun}, devices_).first->second;
    if (met.test(device)) return;
    met.set(device);
    ++overlaps_[{lasting, begun}];
}

bool fault_board::end(std::uint32_t fault, slot device) {
    auto& f = faults_[fault];
    if (!f.active.test(device)) return false;
    f.active.reset(device);
    f.begun.erase(device);
    return true;
}

void fault_board::move(slot from, slot to) {
    for (auto& f : faults_) {
        f.active.hand_over(from, to);
        f.affected.hand_over(from, to);
        f.begun.erase(to);
        if (auto begun = f.begun.extract(from)) {
            begun.key() = to;
            f.begun.insert(std::move(begun));
        }
    }
    for (auto& [pair, met] : met_)
        met.hand_over(from, to);
}

void fault_board::note_ended(std::uint32_t fault, sim_time at) {
    auto& ended = faults_[fault].last_ended;
    if (!ended || at > *ended) ended = at;
}

device_flags fault_board::flags_of(slot device) const {
    unsigned flags = 0;
    for (const auto& f : faults_) {
        if (!f.active.test(device)) continue;
        switch (f.spec->kind) {
            case fault_kind::offline:
                flags |= flag_offline;
                break;
            case fault_kind::power_off:
                flags |= flag_power_off;
                break;
            case fault_kind::crash:
                flags |= flag_crash_fault;
                break;
            default:
                if (bends_readings(f.spec->kind) || bends_messages(f.spec->kind))
                    flags |= flag_bending_fault;
        }
    }
    return static_cast<device_flags>(flags);
}

std::optional<std::uint32_t> fault_board::worst_crash(slot device) const {
    std::optional<std::uint32_t> worst;
    for (std::uint32_t f = 0; f < faults_.size(); ++f) {
        const auto& one = faults_[f];
        if (one.spec->kind != fault_kind::crash || !one.active.test(device)) continue;
        if (!worst || one.spec->chance > faults_[*worst].spec->chance) worst = f;
    }
    return worst;
}

const fault_board::fault_state* fault_board::latest_on(slot device, const compiled_signal& signal,
                                                       sim_time& begun) const {
    const fault_state* latest = nullptr;
    for (const auto index : signal.bent_by) {
        const auto& f = faults_[index];
        if (!f.active.test(device)) continue;
        const auto since = f.begun.at(device);
        if (latest != nullptr && since < begun) continue;
        latest = &f;
        begun = since;
    }
    return latest;
}

double fault_board::bend(slot device, const compiled_signal& signal, const reading_context& c,
                         double fresh, double last) const {
    sim_time begun{};
    const auto* f = latest_on(device, signal, begun);
    const double bent = f == nullptr ? fresh : bend_by(*f, begun, signal, c, fresh, last);
    const bool out = f != nullptr && f->spec->kind == fault_kind::out_of_range && bent != fresh;
    return out ? bent : signal.program.finish(bent);
}

double fault_board::bend_by(const fault_state& f, sim_time begun, const compiled_signal& signal,
                            const reading_context& c, double fresh, double last) const {
    const auto& spec = *f.spec;
    const auto drawn = [&] {
        return c.random.unit(stream::fault_chance, mix(f.key, signal.key), c.tick) <
               spec.chance.fraction();
    };
    switch (spec.kind) {
        case fault_kind::stuck:
            return std::isnan(last) ? fresh : last;
        case fault_kind::drift:
            return fresh +
                   spec.rate_per_hour * static_cast<double>((c.at - begun).count()) / 3600e6;
        case fault_kind::spike:
            if (!drawn()) return fresh;
            return fresh + (spec.size_relative ? fresh * spec.size : spec.size);
        case fault_kind::out_of_range:
            return drawn() ? spec.to.value_or(signal.beyond) : fresh;
        default:
            return fresh;
    }
}

void fault_board::bend(slot device, const compiled_message& m, const random_source& random,
                       std::uint64_t tick, message_course& course) const {
    for (const auto index : on_messages_)
        if (faults_[index].active.test(device)) bend_by(faults_[index], m, random, tick, course);
}

void fault_board::bend_by(const fault_state& f, const compiled_message& m,
                          const random_source& random, std::uint64_t tick,
                          message_course& course) const {
    const auto& spec = *f.spec;
    const auto drawn = random.block(stream::fault_chance, mix(f.key, m.key), tick);
    const bool hit = unit_interval(drawn.first) < spec.chance.fraction();
    const double u = unit_interval(drawn.second);
    switch (spec.kind) {
        case fault_kind::lossy:
            course.lost |= hit;
            break;
        case fault_kind::garbage:
            course.garbled |= hit;
            break;
        case fault_kind::duplicate:
            course.doubled |= hit;
            break;
        case fault_kind::slow:
            course.latency += span_at(*spec.adds, u);
            break;
        case fault_kind::out_of_order: {
            if (!hit) break;
            // One to three periods: later ones come first for sure.
            const auto period = static_cast<double>(m.schedule.every().count());
            const distribution some{distribution::shape::uniform, period, 3 * period};
            course.latency += span_at(spec.adds.value_or(some), u);
            course.overtaken = true;
            break;
        }
        case fault_kind::clock_skew:  // the same for all messages of a device
            course.clock += span_at(*spec.adds, random.unit(stream::fault_amount, f.key, 0));
            break;
        default:
            break;
    }
}

duration fault_board::slows(slot device, const random_source& random,
                            std::uint64_t answer_key) const {
    duration adds{};
    for (const auto index : on_commands_) {
        const auto& f = faults_[index];
        if (f.spec->kind != fault_kind::slow || !f.active.test(device)) continue;
        const auto drawn = random.block(stream::fault_chance, mix(f.key, answer_key), 0);
        adds += span_at(*f.spec->adds, unit_interval(drawn.second));
    }
    return adds;
}

void fault_board::bend(slot device, const command_spec& command, const random_source& random,
                       std::uint64_t job_key, command_course& course) const {
    course.takes += slows(device, random, job_key);
    for (const auto index : on_commands_) {
        const auto& f = faults_[index];
        const bool meant = f.spec->kind == fault_kind::command_failure &&
                           (f.spec->command.empty() || f.spec->command == command.name);
        if (!meant || !course.fails.empty() || !f.active.test(device)) continue;
        const auto drawn = random.block(stream::fault_chance, mix(f.key, job_key), 0);
        if (unit_interval(drawn.first) < f.spec->chance.fraction()) course.fails = f.spec->reason;
    }
}

fault_board::drain fault_board::drain_of(slot device) const {
    drain all;
    for (const auto index : on_batteries_) {
        const auto& f = faults_[index];
        if (!f.active.test(device)) continue;
        all.factor *= f.spec->drain_factor;
        all.adds += f.spec->drain_adds;
    }
    return all;
}

duration fault_board::until_next(std::uint32_t fault, const random_source& random,
                                 sim_time at) const {
    const auto& f = faults_[fault];
    const double u =
        random.unit(stream::fault_again, f.key, static_cast<std::uint64_t>(at.count()));
    const double us =
        f.spec->every ? f.spec->every->at(u) : -3600e6 / f.spec->rate_per_hour * math::log(u);
    return duration(std::max<std::int64_t>(1, static_cast<std::int64_t>(us)));
}

bool fault_board::active_since(std::uint32_t fault, slot device, sim_time begun) const {
    const auto& f = faults_[fault];
    return f.active.test(device) && f.begun.at(device) == begun;
}

}  // namespace muster
