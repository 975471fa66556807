#include "connect/ndjson_sink.hpp"

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "connect/message_runs.hpp"

namespace muster {

ndjson_sink::ndjson_sink(const world& w, const std::string& path)
    : encoder_(w), path_(path), file_(std::fopen(path.c_str(), "we")), pending_(w.shards()) {
    if (!file_) throw std::runtime_error("cannot write " + path + ": " + std::strerror(errno));
}

void ndjson_sink::consume(std::uint32_t shard, const reading_batch& batch) {
    auto& lines = pending_[shard];
    for_each_message(batch, [&](std::size_t first, std::size_t end) {
        if (!batch.sent[first]) return;
        const auto before = lines.size();
        const auto copies = encoder_.append_arriving(lines, batch, first, end);
        lines += '\n';
        if (copies > 1) lines.append(lines, before);
    });
}

void ndjson_sink::consume_late(std::uint32_t shard, const reading_batch& batch) {
    consume(shard, batch);
}

void ndjson_sink::at_barrier(sim_time) {
    for (auto& lines : pending_) {
        if (lines.empty()) continue;
        if (std::fwrite(lines.data(), 1, lines.size(), file_.get()) != lines.size() &&
            error_.empty())
            error_ = "cannot write " + path_ + ": " + std::strerror(errno);
        lines.clear();
    }
}

const char* ndjson_sink::finish() {
    at_barrier({});
    if (std::fflush(file_.get()) != 0 && error_.empty())
        error_ = "cannot write " + path_ + ": " + std::strerror(errno);
    return error_.c_str();
}

}  // namespace muster
