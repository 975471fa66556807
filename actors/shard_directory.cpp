#include "actors/shard_directory.hpp"

#include <algorithm>
#include <numeric>

namespace muster {

namespace {

/// Visits between two new deals: dealing sorts all shards, which is only worth its time now and
/// then.
constexpr std::uint32_t deals_kept = 64;

}  // namespace

shard_directory::shard_directory(std::vector<shard_port*> ports)
    : ports_(std::move(ports)), worker_of_(ports_.size()), cost_(ports_.size(), 1) {}

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
    std::vector<std::uint32_t> all(ports_.size());
    std::iota(all.begin(), all.end(), 0U);
    return deal(all);
}

/// The dearest shard first, each to the worker that has least to do.
void shard_directory::deal_anew() {
    std::vector<std::uint32_t> order(ports_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return cost_[a] > cost_[b]; });
    std::vector<std::uint64_t> load(workers_.size());
    for (const auto s : order) {
        const auto least = std::min_element(load.begin(), load.end()) - load.begin();
        worker_of_[s] = static_cast<std::uint32_t>(least);
        load[static_cast<std::size_t>(least)] += cost_[s];
    }
    std::fill(cost_.begin(), cost_.end(), 1);
}

}  // namespace muster
