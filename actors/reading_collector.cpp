#include "actors/reading_collector.hpp"

#include <algorithm>

namespace muster {

namespace {

void append(reading_batch& to, const reading_batch& from) {
    const auto column = [&](auto& into, const auto& source) {
        std::copy_n(source.begin(), from.count,
                    into.begin() + static_cast<std::ptrdiff_t>(to.count));
    };
    column(to.key, from.key);
    column(to.ordinal, from.ordinal);
    column(to.fleet, from.fleet);
    column(to.message, from.message);
    column(to.series, from.series);
    column(to.tick, from.tick);
    column(to.at, from.at);
    column(to.value, from.value);
    column(to.sent, from.sent);
    for (auto note : from.notes) {
        note.first += to.count;
        to.notes.push_back(note);
    }
    to.count += from.count;
}

}  // namespace

void reading_collector::keep(std::uint32_t shard, const reading_batch& more, bool late) {
    auto& batches = kept_[shard];
    if (batches.empty() || batches.back().late != late || batches.back().readings->full(more.count))
        batches.push_back({late, std::make_shared<reading_batch>()});
    append(*batches.back().readings, more);
}

}  // namespace muster
