#include "connect/message_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "connect/message_runs.hpp"

namespace muster {

message_file::message_file(const world& w, const output_spec& output)
    : path_(output.path),
      form_(message_form_of(output, w)),
      file_(create_file(output.path)),
      pending_(w.shards()),
      account_(w.shards()) {
    write(form_->head());
}

void message_file::consume(std::uint32_t shard, const reading_batch& batch) {
    for_each_message(batch, [&](std::size_t first, std::size_t end) {
        if (!take(shard, batch, first, end)) account_.is_missing(shard);
    });
}

void message_file::consume_late(std::uint32_t shard, const reading_batch& batch) {
    for_each_message(batch, [&](std::size_t first, std::size_t end) {
        if (take(shard, batch, first, end)) account_.comes_late(shard);
    });
}

/// False: the message does not come.
bool message_file::take(std::uint32_t shard, const reading_batch& batch, std::size_t first,
                        std::size_t end) {
    if (!batch.sent[first]) return false;
    auto& here = pending_[shard];
    const auto begin = here.text.size();
    form_->append(here.text, batch, first, end);
    const auto size = here.text.size() - begin;
    const auto* note = batch.note_of(first);
    const entry one{note != nullptr ? note->sent_at : batch.at[first],
                    batch.ordinal[first],
                    batch.tick[first],
                    batch.fleet[first],
                    batch.message[first],
                    shard,
                    static_cast<std::uint32_t>(size),
                    begin};
    here.entries.insert(here.entries.end(), note != nullptr && note->course.doubled ? 2 : 1, one);
    account_.came_in(shard, end - first, size, batch.at[first], note);
    return true;
}

void message_file::at_barrier(sim_time) {
    ordered_.clear();
    for (const auto& shard : pending_)
        ordered_.insert(ordered_.end(), shard.entries.begin(), shard.entries.end());
    if (ordered_.empty()) return;
    // Messages of one device stay in the order in which it sent them.
    std::stable_sort(ordered_.begin(), ordered_.end(),
                     [](const entry& a, const entry& b) { return a.order() < b.order(); });
    for (const auto& e : ordered_)
        write(std::string_view(pending_[e.shard].text).substr(e.begin, e.size));
    if (!file_->pass_on()) note_failure();
    for (auto& shard : pending_) {
        shard.text.clear();
        shard.entries.clear();
    }
}

const char* message_file::finish() {
    at_barrier({});
    if (!file_->finish()) note_failure();
    return error_.c_str();
}

void message_file::write(std::string_view bytes) {
    if (error_.empty() && !file_->write(bytes)) note_failure();
}

/// The first is what counts.
void message_file::note_failure() {
    if (error_.empty()) error_ = "cannot write " + path_ + ": " + std::strerror(errno);
}

}  // namespace muster
