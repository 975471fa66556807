#include "connect/message_account.hpp"

namespace muster {

void message_account::came_in(std::uint32_t shard, std::size_t readings, std::size_t bytes,
                              sim_time made_at, const message_note* note) {
    auto& p = parts_[shard];
    const std::uint64_t times = note != nullptr && note->course.doubled ? 2 : 1;
    p.counts.messages += times;
    p.counts.readings += times * readings;
    p.counts.bytes += times * bytes;
    if (note == nullptr) return;
    p.counts.twice += note->course.doubled ? 1 : 0;
    p.counts.unreadable += note->course.garbled ? 1 : 0;
    p.counts.out_of_order += note->course.overtaken ? 1 : 0;
    const auto delay = note->sent_at - made_at + note->course.latency;
    if (delay > duration{}) p.delay.add(static_cast<double>(delay.count()) / 1e6);
}

output_counts message_account::total() const {
    output_counts all;
    accumulator delay;
    for (const auto& p : parts_) {
        const auto& c = p.counts;
        all.messages += c.messages, all.readings += c.readings, all.bytes += c.bytes;
        all.lost += c.lost, all.late += c.late, all.twice += c.twice;
        all.unreadable += c.unreadable, all.out_of_order += c.out_of_order;
        delay.merge(p.delay);
    }
    if (delay.count() > 0) all.delay = delay.summarize();
    return all;
}

}  // namespace muster
