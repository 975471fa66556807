#include "actors/shard_directory.hpp"

#include <algorithm>

namespace muster {

namespace {

/// Visits between two new deals: dealing sorts all shards, which is only worth its time now and
/// then.
constexpr std::uint32_t deals_kept = 64;

}  // namespace

shard_directory::shard_directory(std::vector<shard_port*> ports)
    : ports_(std::move(ports)),
      settled_(ports_.size()),
      worker_of_(ports_.size()),
      cost_(ports_.size(), 1) {
    for (std::size_t s = 0; s < ports_.size(); ++s)
        settled_[s] = ports_[s] == nullptr;
}

void shard_directory::hire(worker_actor worker) {
    dealt_to_.push_back(static_cast<std::uint32_t>(workers_.size()));
    workers_.push_back(std::move(worker));
}

void shard_directory::hire(host_worker_actor worker, const std::vector<std::uint32_t>& shards) {
    for (const auto s : shards) {
        settled_[s] = true;
        worker_of_[s] = static_cast<std::uint32_t>(workers_.size());
    }
    workers_.push_back(worker);
    host_workers_.push_back(std::move(worker));
}

std::vector<shard_directory::task> shard_directory::deal(const std::vector<std::uint32_t>& due) {
    if (deals_++ % deals_kept == 0) deal_anew();
    std::vector<task> tasks(workers_.size());
    for (const auto s : due)
        tasks[worker_of_[s]].shards.push_back(s);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        tasks[i].worker = workers_[i];
    std::erase_if(tasks, [](const task& t) { return t.shards.empty(); });
    return tasks;
}

std::vector<shard_directory::task> shard_directory::deal_all() {
    std::vector<std::uint32_t> all;
    for (std::uint32_t s = 0; s < ports_.size(); ++s)
        if (ports_[s] != nullptr) all.push_back(s);
    return deal(all);
}

/// The dearest shard first, each to the worker that has least to do.
void shard_directory::deal_anew() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t s = 0; s < ports_.size(); ++s)
        if (!settled_[s]) order.push_back(s);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return cost_[a] > cost_[b]; });
    std::vector<std::uint64_t> load(dealt_to_.size());
    for (const auto s : order) {
        const auto least =
            static_cast<std::size_t>(std::min_element(load.begin(), load.end()) - load.begin());
        worker_of_[s] = dealt_to_[least];
        load[least] += cost_[s];
    }
    std::fill(cost_.begin(), cost_.end(), 1);
}

}  // namespace muster
