#include "fleet/fault_board.hpp"

#include <cmath>

namespace muster {

fault_board::fault_board(const world& w, slot devices) : devices_(devices) {
    for (std::size_t f = 0; f < w.faults.size(); ++f)
        faults_.push_back({&w.source().faults[f],
                           w.faults[f].key,
                           slot_bits(devices),
                           slot_bits(devices),
                           {},
                           {},
                           {}});
}

bool fault_board::begin(std::uint32_t fault, slot device, sim_time at) {
    auto& f = faults_[fault];
    if (f.active.test(device)) return false;
    for (std::uint32_t other = 0; other < faults_.size(); ++other)
        if (faults_[other].active.test(device)) note_overlap(other, fault, device);
    f.active.set(device);
    f.affected.set(device);
    if (!f.first_begun || at < *f.first_begun) f.first_begun = at;
    if (bends_readings(f.spec->kind)) f.begun[device] = at;
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

void fault_board::note_ended(std::uint32_t fault, sim_time at) {
    auto& ended = faults_[fault].last_ended;
    if (!ended || at > *ended) ended = at;
}

std::uint8_t fault_board::flags_of(slot device) const {
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
            case fault_kind::stuck:
            case fault_kind::drift:
            case fault_kind::spike:
                flags |= flag_signal_fault;
                break;
        }
    }
    return static_cast<std::uint8_t>(flags);
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
    if (f == nullptr) return fresh;
    switch (f->spec->kind) {
        case fault_kind::stuck:
            return std::isnan(last) ? fresh : last;
        case fault_kind::drift:
            return fresh +
                   f->spec->rate_per_hour * static_cast<double>((c.at - begun).count()) / 3600e6;
        case fault_kind::spike:
            if (c.random.unit(stream::fault_chance, mix(f->key, signal.key), c.tick) >=
                f->spec->chance.fraction())
                return fresh;
            return fresh + (f->spec->size_relative ? fresh * f->spec->size : f->spec->size);
        default:
            return fresh;
    }
}

}  // namespace muster
