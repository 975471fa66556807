#include "connect/link_sink.hpp"

#include <algorithm>
#include <tuple>

#include "connect/message_runs.hpp"

namespace muster {

link_sink::link_sink(const world& w, connection_plan plan, link& to, link_options options)
    : encoder_(w),
      plan_(std::move(plan)),
      sender_(to, plan_.connections(), w.step(), options),
      step_(w.step()),
      drain_(options.drain),
      outboxes_(w.shards()) {}

void link_sink::consume(std::uint32_t shard, const reading_batch& batch) {
    auto& box = outboxes_[shard];
    for_each_message(batch, [&](std::size_t first, std::size_t end) {
        if (!batch.sent[first]) return;
        const auto before = box.text.size();
        const auto copies = encoder_.append_arriving(box.text, batch, first, end);
        const auto length = box.text.size() - before;
        const auto* note = batch.note_of(first);
        const head one{note != nullptr ? note->sent_at : batch.at[first], batch.key[first],
                       plan_.of(batch.fleet[first], batch.ordinal[first], batch.key[first]),
                       static_cast<std::uint32_t>(length)};
        box.heads.insert(box.heads.end(), copies, one);
        if (copies > 1) box.text.append(box.text, before, length);
    });
}

void link_sink::consume_late(std::uint32_t shard, const reading_batch& batch) {
    consume(shard, batch);
    outboxes_[shard].late = true;
}

/// Goes through the steps since the last barrier one by one, over empty ones at once while nothing
/// waits.
void link_sink::at_barrier(sim_time now) {
    auto next = next_message();
    while (done_ < now) {
        auto end = std::min(done_ + step_, now);
        if (next >= end && sender_.idle())
            end = next >= now ? now : std::max(end, step_begin(step_of(next, step_), step_));
        if (next < end) {
            send_step(end);
            next = next_message();
        }
        sender_.end_step(end);
        done_ = end;
    }
}

sim_time link_sink::next_message() const {
    sim_time next = never;
    for (const auto& box : outboxes_)
        if (box.next < box.heads.size()) next = std::min(next, box.heads[box.next].at);
    return next;
}

void link_sink::send_step(sim_time end) {
    gather(end);
    // A connection of one device gets its messages in order as they are, but for those that leave a
    // buffer: they come behind all others of the step.
    if (plan_.shared())
        std::sort(entries_.begin(), entries_.end(), [](const entry& a, const entry& b) {
            return std::tie(a.connection, a.at, a.device, a.text) <
                   std::tie(b.connection, b.at, b.device, b.text);
        });
    else if (std::any_of(outboxes_.begin(), outboxes_.end(), [](const auto& b) { return b.late; }))
        std::stable_sort(entries_.begin(), entries_.end(), [](const entry& a, const entry& b) {
            return std::tie(a.connection, a.at) < std::tie(b.connection, b.at);
        });
    constexpr std::size_t ahead = 16;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (i + ahead < entries_.size()) sender_.expect(entries_[i + ahead].connection);
        const auto& e = entries_[i];
        sender_.take({e.connection, e.device, 0, e.at, e.at, {e.text, e.length}}, end);
    }
    for (auto& box : outboxes_) {
        if (box.next < box.heads.size()) continue;
        box.heads.clear();
        box.text.clear();
        box.next = box.offset = 0;
        box.late = false;
    }
}

void link_sink::gather(sim_time before) {
    entries_.clear();
    for (auto& box : outboxes_) {
        for (; box.next < box.heads.size() && box.heads[box.next].at < before; ++box.next) {
            const auto& h = box.heads[box.next];
            entries_.push_back(
                {h.at, h.device, box.text.data() + box.offset, h.connection, h.length});
            box.offset += h.length;
        }
    }
}

const char* link_sink::finish() {
    for (const auto until = done_ + drain_; done_ < until && !sender_.settled(); done_ += step_)
        sender_.end_step(done_ + step_);
    return sender_.failure().c_str();
}

}  // namespace muster
