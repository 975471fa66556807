#include "actors/news_writer.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "actors/defaults.hpp"

namespace muster {

namespace {

/// A visit makes any number of them, but an item of news has to fit into a message.
template <class News, class Item>
void tell_in_pieces(std::uint32_t shard, std::vector<Item> all, std::size_t most,
                    std::vector<shard_news>& to) {
    for (std::size_t first = 0; first < all.size(); first += most) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
        const auto count = static_cast<std::ptrdiff_t>(std::min(most, all.size() - first));
        to.push_back(News{shard, std::vector<Item>(std::move_iterator(begin),
                                                   std::move_iterator(begin + count))});
    }
}

}  // namespace

void news_writer::tell(std::uint32_t shard, std::vector<shard_news>& to) {
    auto& port = *shards_.ports()[shard];
    tell_counters(shard, port.counters(), to);
    tell_in_pieces<log_news>(shard, port.take_log(), defaults::news_of_a_kind, to);
    tell_in_pieces<event_news>(shard, port.take_events(), defaults::news_of_a_kind, to);
    tell_in_pieces<change_news>(shard, port.take_changes(), defaults::changes_in_news, to);
    if (from_.readings == nullptr) return;
    for (auto& batch : from_.readings->take(shard))
        to.push_back(reading_news{shard, batch.late, std::move(batch.readings)});
}

void news_writer::tell_counters(std::uint32_t shard, const counter_row& now,
                                std::vector<shard_news>& to) {
    auto& said = said_[shard];
    said.resize(now.size());
    counter_news changed{shard, {}};
    for (std::uint32_t i = 0; i < now.size(); ++i)
        if (now[i] != said[i]) changed.values.emplace_back(i, now[i]);
    said = now;
    if (!changed.values.empty()) to.push_back(std::move(changed));
}

void news_writer::look(const look_call& what, const std::vector<std::uint32_t>& shards,
                       std::vector<shard_news>& to) {
    if (what.series) look_at_series(shards, to);
    for (const auto s : shards) {
        if (what.jobs) look_at_jobs(s, to);
        if (what.faults) look_at_faults(s, to);
        if (what.ways) look_at_ways(s, to);
        if (what.targets) look_at_targets(*what.targets, s, to);
        for (const auto at : what.scans)
            count_populations(s, at, to);
    }
    for (const auto job : what.causes)
        look_at_causes(job, shards, to);
    if (what.close_window) from_.rolled->close_window();
    if (what.digest) to.push_back(digest_news{from_.digest->sum()});
}

/// Sums apart by shard, because their order matters; the histogram of all shards, which is a
/// hundred times as large and does not depend on any order, with the first of them.
void news_writer::look_at_series(const std::vector<std::uint32_t>& shards,
                                 std::vector<shard_news>& to) {
    for (std::uint32_t i = 0; i < world_.series_key.size(); ++i) {
        sketch all;
        for (const auto s : shards)
            all.merge(from_.rolled->open(s, i).quantiles());
        for (const auto s : shards)
            if (const auto& open = from_.rolled->open(s, i); open.count() > 0)
                to.push_back(series_news{s, i,
                                         accumulator::of(open.count(), open.sum(), open.min(),
                                                         open.max(), std::exchange(all, {}))});
    }
}

void news_writer::look_at_jobs(std::uint32_t shard, std::vector<shard_news>& to) {
    const auto& port = *shards_.ports()[shard];
    for (std::uint32_t j = 0; j < world_.source().jobs.size(); ++j) {
        const auto* figures = port.figures(j);
        leg_news leg{shard, j, {}, port.reasons(j), {}};
        if (figures != nullptr) leg.figures = *figures;
        if (const auto* steps = port.steps(j)) leg.steps = *steps;
        // Also where nothing is left to say, as of a job that was erased since it was told of.
        if (figures != nullptr || !leg.reasons.empty() || port.steps(j) != nullptr)
            to.push_back(std::move(leg));
    }
}

/// Counts are whole numbers, so those of all shards travel as one.
void news_writer::look_at_causes(std::uint32_t job, const std::vector<std::uint32_t>& shards,
                                 std::vector<shard_news>& to) {
    cause_counter all(world_);
    for (const auto s : shards)
        shards_.ports()[s]->count_causes(job, all);
    if (!shards.empty()) to.push_back(cause_news{shards.front(), job, all.counted()});
}

void news_writer::look_at_targets(const target_question& what, std::uint32_t shard,
                                  std::vector<shard_news>& to) {
    if (shard < what.first || shard >= what.end) return;
    tell_in_pieces<target_news>(shard, shards_.ports()[shard]->take_targets(what.job),
                                defaults::news_of_a_kind, to);
}

void news_writer::look_at_faults(std::uint32_t shard, std::vector<shard_news>& to) {
    const auto& port = *shards_.ports()[shard];
    fault_news all{shard, {}, port.overlaps()};
    for (std::uint32_t f = 0; f < world_.faults.size(); ++f)
        all.spans.push_back(port.span_of(f));
    to.push_back(std::move(all));
}

void news_writer::look_at_ways(std::uint32_t shard, std::vector<shard_news>& to) {
    if (const auto* latency = shards_.ports()[shard]->message_latency())
        to.push_back(way_news{shard, *latency});
}

void news_writer::count_populations(std::uint32_t shard, sim_time at, std::vector<shard_news>& to) {
    for (std::uint32_t p = 0; p < world_.populations.size(); ++p)
        if (world_.populations[p].is_volatile)
            to.push_back(scan_news{shard, p, at, shards_.ports()[shard]->scan(p, at)});
}

}  // namespace muster
