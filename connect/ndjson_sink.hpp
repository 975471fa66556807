#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "connect/json_encoder.hpp"
#include "history/sink.hpp"

namespace muster {

/// Writes every message that is sent to a file, one JSON object a line, in the form of
/// `json_encoder`. Lines are collected per shard and written in shard order at each barrier, so the
/// file is the same on any number of workers.
class ndjson_sink final : public sink {
public:
    /// Creates or replaces the file; throws std::runtime_error with path and reason where that
    /// fails. The world is only read here.
    ndjson_sink(const world& w, const std::string& path);

    void consume(std::uint32_t shard, const reading_batch& batch) override;
    void consume_late(std::uint32_t shard, const reading_batch& batch) override;
    bool wants_late() const override { return true; }
    void at_barrier(sim_time) override;
    const char* finish() override;

private:
    struct closer {
        void operator()(std::FILE* f) const { std::fclose(f); }
    };

    json_encoder encoder_;
    std::string path_, error_;
    std::unique_ptr<std::FILE, closer> file_;
    std::vector<std::string> pending_;  ///< by shard
};

}  // namespace muster
