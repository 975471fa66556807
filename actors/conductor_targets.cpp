#include <algorithm>

#include "actors/conductor_state.hpp"
#include "actors/defaults.hpp"
#include "fleet/common_cause.hpp"
#include "fleet/defaults.hpp"

/// What became of each job's devices, and what those that did not succeed have in common: asked
/// for once, when the run has ended and its devices are still there.
namespace muster {

/// Comparing devices takes a look at all of them, so it is done where enough did not succeed.
std::vector<std::uint32_t> conductor_state::jobs_to_explain() const {
    std::vector<std::uint32_t> jobs;
    for (std::uint32_t j = 0; j < context_->jobs.size(); ++j) {
        const auto counts = context_->jobs[j]->result().counts;
        if (counts.failed + counts.timed_out + counts.unreached >= defaults::cause_support)
            jobs.push_back(j);
    }
    return jobs;
}

std::vector<job_cause> conductor_state::causes_of(std::uint32_t job) const {
    cause_counter all(*context_->w);
    for (const auto* s : context_->shards.ports())
        s->count_causes(job, all);
    return find_causes(all.counted());
}

/// What the devices are at the end, to whoever wants to read them where they are.
void conductor_state::show_devices() const {
    if (!context_->options.on_devices || context_->views.empty()) return;
    context_->options.on_devices({context_->w, context_->views, result_time()});
}

/// The next shards' targets, or the end of the run where all have been told.
void conductor_state::ask_for_targets() {
    const auto shards = shard_count();
    if (!context_->options.on_targets || telling_.job == context_->jobs.size()) return end_shards();
    telling_.end = std::min(telling_.first + defaults::shards_of_targets, shards);
    look_call want;
    want.now = barrier_time();
    want.targets = telling_;
    look(std::move(want), &conductor_state::tell_targets);
}

void conductor_state::tell_targets() {
    for (auto s = telling_.first; s < telling_.end; ++s)
        context_->options.on_targets(telling_.job,
                                     context_->shards.at(s).take_targets(telling_.job));
    telling_.first = telling_.end;
    if (telling_.first == shard_count()) {
        telling_.first = 0;
        ++telling_.job;
    }
    self_->send(self_, atom::targets_v);  // a long run of looks must not nest
}

void conductor_state::end_shards() {
    const auto dealt = context_->shards.deal_all();
    auto states = std::make_shared<hash_sum>();
    pending_ = static_cast<std::uint32_t>(dealt.size());
    for (const auto& task : dealt)
        self_->request(task.worker, caf::infinite, end_request{task.shards})
            .then(
                [this, states](const end_report& report) {
                    states->add(report.states);
                    if (all_answered()) finish(*states, std::move(*ended_));
                },
                [this](const caf::error& e) { on_error(e); });
}

}  // namespace muster
