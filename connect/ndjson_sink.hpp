#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "fleet/world.hpp"
#include "history/sink.hpp"

namespace muster {

/// Writes every message that is sent to a file, one JSON object a line:
/// {"device":"m-0000001","fleet":"meters","message":"load","tick":3,"time":"2026-06-21T00:15:07.25Z","readings":{"power":412.5}}.
/// Lines are collected per shard and written in shard order at each barrier, so the file is the same on any number of
/// workers.
class ndjson_sink final : public sink {
public:
    /// Creates or replaces the file; throws std::runtime_error with path and reason where that fails.
    ndjson_sink(const world& w, const std::string& path);

    void consume(std::uint32_t shard, const reading_batch& batch) override;
    void at_barrier(sim_time) override;
    const char* finish() override;

private:
    struct closer { void operator()(std::FILE* f) const { std::fclose(f); } };

    void open_line(std::string& to, const reading_batch& batch, std::size_t i) const;
    void add_reading(std::string& to, const reading_batch& batch, std::size_t i) const;

    const world& world_;
    std::string path_, error_;
    std::unique_ptr<std::FILE, closer> file_;
    std::vector<std::string> pending_;  ///< by shard
};

/// `2026-06-21T00:15:07.25Z`: RFC 3339 in UTC, fraction only where there is one.
void append_timestamp(std::string& to, calendar_time at);
/// A JSON string with quotes, escaped.
void append_json_text(std::string& to, std::string_view text);
/// A JSON number in the shortest form that reads back equal; null for NaN.
void append_json_number(std::string& to, double x);

}  // namespace muster
