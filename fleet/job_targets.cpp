#include <algorithm>
#include <utility>

#include "fleet/job_machine.hpp"
#include "fleet/leg_stock.hpp"

/// Whom a job chooses, who joins it later, and how it goes on in another process.
namespace muster {

/// Some of the candidates, by stable choice: all shards say first who could be chosen.
void job_machine::choose(sim_time now, std::vector<mail>& out) {
    choice_.emplace(spec_.target, index_);
    survey(now, survey_mail::subject::candidates, out);
}

void job_machine::look_for_joiners(sim_time now, std::vector<mail>& out) {
    if (state_ != state::running && state_ != state::paused) return;
    out.push_back(to(0, now + look_for_joiners_each, wake_mail{token_join}));
    survey(now, survey_mail::subject::joined, out);
}

/// They are in the last batch and obey its pace.
void job_machine::add_joiners(const members_mail& found, address shard) {
    members_[shard].matched += found.matched;
    for (auto* counts : {&counts_, &batches_.back().counts}) {
        counts->total += found.matched;
        counts->pending += found.matched;
    }
    batches_.back().size += found.matched;
}

/// A shard that had no target before has none of the batches open yet.
void job_machine::greet(sim_time now, std::vector<mail>& out) {
    for (std::uint32_t s = 0; s < shards_; ++s)
        if (members_[s].matched > 0)
            out.push_back(to(s, now, leg_grant_mail{index_, batch_, 0, granted_all_}));
}

job_record job_machine::record() const {
    job_record r{state_, reason_,      version_,    begin_,   end_,    batch_,
                 {},     soaks_until_, reach_ends_, repeats_, judged_, by_outage_};
    for (const auto& b : batches_)
        r.batches.push_back({b.size, b.begin, b.end, b.forgiven});
    return r;
}

void job_machine::note_record(sim_time now, std::vector<mail>& out) {
    auto current = record();
    if (recovering_ || current == kept_) return;
    kept_ = std::move(current);
    out.push_back(to(home(), now, job_record_mail{index_, kept_}));
}

job_machine::job_machine(const job_spec& spec, job_seat seat, const job_record& kept)
    : job_machine(spec, std::move(seat)) {
    restore(kept);
}

void job_machine::restore(const job_record& kept) {
    kept_ = kept;
    // Otherwise there is nothing to find out.
    recovering_ = kept.begin || kept.stage != state::pending || !kept.reason.empty();
    state_ = kept.stage;
    reason_ = kept.reason;
    version_ = kept.version;
    begin_ = kept.begin;
    end_ = kept.end;
    batch_ = kept.current_batch;
    soaks_until_ = kept.soaks_until;
    reach_ends_ = kept.reach_ends;
    repeats_ = kept.repeats;
    judged_ = kept.judged;
    by_outage_ = kept.by_outage;
    soaking_ = soaks_until_.has_value();
    for (std::size_t b = 0; b < batches_.size(); ++b) {
        batches_[b].size = batches_[b].counts.total = kept.batches[b].size;
        batches_[b].begin = kept.batches[b].begin;
        batches_[b].end = kept.batches[b].end;
        batches_[b].forgiven = kept.batches[b].forgiven;
    }
}

/// What `stock_of` says.
void job_machine::take_stock(const members_mail& found, address shard) {
    members_[shard].matched = found.matched;
    counts_.total += found.matched;
    for (std::size_t b = 0; b * stock_figures < found.batch_sizes.size(); ++b) {
        const auto* n = &found.batch_sizes[b * stock_figures];
        const auto add = [n](job_counts& to) {
            std::uint64_t* const by_outcome[] = {&to.pending,   &to.dispatched, &to.succeeded,
                                                 &to.failed,    &to.timed_out,  &to.unreached,
                                                 &to.cancelled, &to.skipped};
            for (std::size_t o = 0; o < leg_outcomes; ++o)
                *by_outcome[o] += n[o];
        };
        add(counts_);
        in_flight_ += n[static_cast<std::size_t>(leg_outcome::dispatched)];
        if (b >= batches_.size()) continue;
        add(batches_[b].counts);
        batches_[b].rejected += n[leg_outcomes];
    }
}

/// What was asked for and not answered is asked for again; legs that had permits have none.
void job_machine::go_on(sim_time now, std::vector<mail>& out) {
    recovering_ = false;
    const auto wake = [&](std::optional<sim_time> at, job_wake token) {
        if (at) out.push_back(to(0, std::max(*at, now), wake_mail{token}));
    };
    if (state_ == state::freezing) return begin(now, out);
    if (state_ == state::pending && !reason_.empty()) return queue(now, out);
    if (state_ == state::pending) return;
    if (state_ == state::erased) forget_targets(now, out);
    // Whoever follows may not have heard of it.
    const bool over = state_ == state::cancelled || state_ == state::complete;
    if (over || state_ == state::erased) return be_over(now, out);
    if (seat_.reverts) out.push_back(to(*seat_.reverts, now, wake_mail{token_held}));
    if (state_ == state::cancelling) return cancel(now, reason_, out);
    if (state_ == state::closing) return complete(now, out);
    if (seat_.hours) open_window(now, out);
    wake(reach_ends_, token_reach);
    wake(soaks_until_, token_soaked);
    if (spec_.continuous) wake(now + look_for_joiners_each, token_join);
    for (std::uint32_t s = 0; s < shards_; ++s)
        if (members_[s].matched > 0)
            out.push_back(to(s, now, leg_grant_mail{index_, batch_, 0, false}));
    if (state_ == state::running && !soaking_ && unlimited(batch_)) grant_all(now, out);
}

}  // namespace muster
