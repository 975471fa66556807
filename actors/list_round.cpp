#include "actors/list_round.hpp"

#include <utility>

namespace muster {

list_round::list_round(list_request request, query::expression who, list_place from,
                       std::function<bool()> expired, completion done)
    : request_(std::move(request)),
      who_(std::move(who)),
      from_(from),
      expired_(std::move(expired)),
      done_(std::move(done)) {}

void list_round::run(const shard_directory& shards, sim_time now) {
    answer_.at = now;
    auto s = from_.shard;
    for (; s < shards.size() && !enough() && !expired_(); ++s) {
        answer_.asked += shards.at(s).devices();
        ask(shards.at(s), s, now);
    }
    const bool cut = s < shards.size() && !enough();
    if (cut) cut_at({s, 0});
    for (; cut && s < shards.size(); ++s)
        answer_.asked += shards.at(s).devices();
    answered();
}

void list_round::ask(const shard_port& port, std::uint32_t shard, sim_time now) {
    {
        const std::lock_guard guard(mutex_);
        ++outstanding_;
    }
    const slot first = shard == from_.shard ? from_.first : 0;
    // One more than wanted, so that a page knows whether it is the last.
    const device_question question{request_.where, who_, first, request_.limit + 1,
                                   request_.count_all};
    port.ask(question, now,
             [self = shared_from_this(), shard, devices = port.devices()](device_answer part) {
                 self->take(shard, devices, std::move(part));
             });
}

void list_round::take(std::uint32_t shard, std::uint64_t devices, device_answer part) {
    if (!part.in_time) cut_at({shard, shard == from_.shard ? from_.first : 0});
    {
        const std::lock_guard guard(mutex_);
        if (part.in_time) answer_.answered += devices;
        answer_.matched += part.matched;
        found_ += part.found.size();
        parts_.emplace(shard, std::move(part));
    }
    answered();
}

/// The next page begins here at the latest.
void list_round::cut_at(list_place where) {
    const std::lock_guard guard(mutex_);
    if (!unasked_ || where.shard < unasked_->shard) unasked_ = where;
}

bool list_round::enough() const {
    const std::lock_guard guard(mutex_);
    return !request_.count_all && found_ > request_.limit;
}

void list_round::answered() {
    {
        const std::lock_guard guard(mutex_);
        if (--outstanding_ > 0) return;
    }
    for (const auto& [shard, part] : parts_)
        if (!unasked_ || shard < unasked_->shard) merge(shard, part);
    if (answer_.next.empty() && unasked_) answer_.next = to_cursor(*unasked_, request_.where);
    if (!request_.count_all) answer_.matched = 0;
    done_(std::move(answer_));
}

void list_round::merge(std::uint32_t shard, const device_answer& part) {
    for (std::size_t i = 0; i < part.found.size() && answer_.next.empty(); ++i) {
        if (answer_.devices.size() < request_.limit)
            answer_.devices.push_back(part.found[i]);
        else
            answer_.next = to_cursor({shard, part.slots[i]}, request_.where);
    }
}

}  // namespace muster
