#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

#include "fleet/job_machine.hpp"

/// How many devices a job lets be sent its command, and when: as many as its threshold leaves and,
/// where the service limits commands, as many as that takes.
namespace muster {

bool job_machine::unlimited(std::size_t batch) const {
    return !pacing_ && !rate_ && !budget(batch).window(0);
}

void job_machine::grant_all(sim_time now, std::vector<mail>& out) {
    granted_all_ = true;
    for (std::uint32_t i = 0; i < shards_; ++i) {
        const auto shard = (first_shard_ + i) % shards_;
        if (members_[shard].matched > 0)
            out.push_back(to(shard, now, leg_grant_mail{index_, batch_, 0, true}));
    }
}

/// Those that are used and those that will be within the step.
std::uint64_t job_machine::permits_out() const {
    return std::accumulate(batches_.begin(), batches_.end(), in_flight_,
                           [](auto sum, const job_batch& b) { return sum + b.promised; });
}

/// `more` are those that other batches are about to get.
std::uint64_t job_machine::permits_for(std::uint32_t batch, std::uint64_t more) const {
    const auto& b = batches_[batch];
    const auto most = budget(batch).window(failures_counted(batch));
    if (!most) return std::numeric_limits<std::uint64_t>::max();
    const auto used = by_batch() ? b.counts.dispatched + b.promised : permits_out() + more;
    return *most > used ? *most - used : 0;
}

/// What could be sent but for the service and the rate.
std::uint64_t job_machine::wanted() const {
    std::uint64_t all = 0;
    for (std::uint32_t b = 0; b <= batch_; ++b)
        if (const auto ready = batches_[b].ready.all(); ready > 0)
            all += std::min(permits_for(b, all), ready);
    return all;
}

/// How many the rate lets go, of whom it is asked only while somebody could be sent to.
std::uint64_t job_machine::by_rate(sim_time now) {
    const bool asked = rate_ && wanted() > 0;
    return asked ? rate_->available(now) : std::numeric_limits<std::uint64_t>::max();
}

/// Devices that could be sent to wait for the rate: it goes on when that lets one go.
void job_machine::await_rate(sim_time now, std::vector<mail>& out) {
    if (!rate_ || wanted() == 0) return;
    const auto next = rate_->next(now);
    if (next != never && std::exchange(woken_for_rate_, next) != next)
        out.push_back(to(0, next, wake_mail{token_rate}));
}

/// Permits go in the order of (batch, shard, slot), so that nobody whom a batch left behind waits
/// for all of the next one. A limit of each batch bounds the batch, a limit of the job all of it.
void job_machine::grant(sim_time now, std::vector<mail>& out) {
    if (pacing_ && !pacing_->room) return ask_service(now, out);
    // The rate begins with the first device that could be sent, and not while it waits for one.
    auto most = by_rate(now);
    std::uint64_t all = 0;
    for (std::uint32_t b = 0; b <= batch_; ++b) {
        if (batches_[b].ready.all() == 0) continue;
        const auto granted = grant_batch(now, b, std::min(most, permits_for(b, 0)), out);
        all += granted;
        most -= granted;
    }
    if (rate_) rate_->use(all);
    if (pacing_) await_room(now, all, out);
    const bool waits_for_rate = rate_ && wanted() > 0;
    await_rate(now, out);
    note_slowness(in_flight_ + all, pacing_ && pacing_->waiting > 0 ? slowed_by_service
                                    : waits_for_rate                ? slowed_by_rate
                                                                    : slowed_by_threshold);
}

/// Devices whose time is over, and whose end would be a failure that counts: before any other, as
/// none of them takes longer than the step. Also while the job is paused.
void job_machine::grant_ends(sim_time now, std::vector<mail>& out) {
    if (ends_by_permit(spec_).none()) return;
    for (std::uint32_t b = 0; b < batches_.size(); ++b) {
        auto& batch = batches_[b];
        if (batch.given_up.all() == 0) continue;
        batch.promised +=
            batch.given_up.deal(first_shard_, permits_for(b, 0), [&](auto shard, auto given) {
                out.push_back(to(shard, now, leg_end_mail{index_, b, given}));
            });
    }
}

/// How many of the permits found somebody. Those whom the service refuses come last.
std::uint64_t job_machine::grant_batch(sim_time now, std::uint32_t batch, std::uint64_t permits,
                                       std::vector<mail>& out) {
    auto* room = pacing_ ? &*pacing_->room : nullptr;
    if (room != nullptr) permits = std::min(permits, room->accepted + room->refused);
    auto& b = batches_[batch];
    const auto granted = b.ready.deal(first_shard_, permits, [&](auto shard, auto given) {
        const auto sent = room == nullptr ? given : std::min(given, room->accepted);
        if (room != nullptr) {
            room->accepted -= sent;
            room->refused -= given - sent;
        }
        out.push_back(to(shard, now, leg_grant_mail{index_, batch, sent, false, given - sent}));
    });
    b.promised += granted;
    return granted;
}

void job_machine::ask_service(sim_time now, std::vector<mail>& out) {
    await_rate(now, out);
    const auto all = std::min(wanted(), by_rate(now));
    if (all == 0) {
        withdraw(now, out);
        return note_slowness(in_flight_, wanted() > 0 ? slowed_by_rate : slowed_by_threshold);
    }
    pacing_->waiting = all;
    out.push_back(to(pacing_->service, now, command_ask_mail{all}));
}

/// Who got no room asks again when there is some.
void job_machine::await_room(sim_time now, std::uint64_t granted, std::vector<mail>& out) {
    const auto again = std::max(pacing_->room->again, now + duration(1));
    pacing_->room.reset();
    pacing_->waiting -= std::min(granted, pacing_->waiting);
    if (pacing_->waiting == 0 || std::exchange(pacing_->woken_for, again) == again) return;
    out.push_back(to(0, again, wake_mail{token_room}));
}

/// Nothing of what it asked for is wanted any longer.
void job_machine::withdraw(sim_time now, std::vector<mail>& out) {
    pacing_->room.reset();
    if (std::exchange(pacing_->waiting, 0) > 0)
        out.push_back(to(pacing_->service, now, command_ask_mail{0}));
}

/// Why those who could be sent the command were not.
const char* job_machine::held_by() const {
    if (state_ == state::paused) return reason_held_by_pause;
    if (granted_all_ || soaking_) return reason_not_reached;
    if (pacing_ && pacing_->waiting > 0) return reason_held_by_service;
    const std::string_view by = slowed_by_;
    if (by == slowed_by_rate) return reason_held_by_rate;
    return by == slowed_by_threshold && spec_.cancel ? reason_held_by_threshold
                                                     : reason_not_reached;
}

/// Connected devices wait although their batch has begun.
void job_machine::note_slowness(std::uint64_t in_flight, const char* by) {
    for (const auto& b : batches_) {
        if (b.ready.all() == 0) continue;
        slowed_by_ = by;
        slowed_now_ = in_flight;
        slowed_at_most_ = std::max(slowed_at_most_, slowed_now_);
        return;
    }
}

/// What a person has to know who wonders why a job takes so long: who lets no more go.
std::string job_machine::slowness() const {
    const auto text = [this](const char* most, std::uint64_t n) {
        return std::string("slowed by the ") + slowed_by_ + ": " + most + std::to_string(n) +
               " in flight";
    };
    if (state_ == state::running && slowed_now_ > 0) return text("", slowed_now_);
    if (state_ == state::complete && slowed_at_most_ > 0) return text("at most ", slowed_at_most_);
    return {};
}

}  // namespace muster
