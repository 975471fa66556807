#pragma once

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "connect/byte_file.hpp"
#include "connect/message_account.hpp"
#include "connect/message_form.hpp"
#include "history/sink.hpp"

namespace muster {

/// Writes every message that is sent to a file, in the order of (instant of sending, fleet, device,
/// message).
/// Messages are put into their form by the workers and collected per shard; at each barrier, before
/// which none is missing, they are ordered and written. So the file is the same for any number of
/// workers and any number of steps per visit.
class message_file final : public sink {
public:
    /// Creates or replaces the file; throws std::runtime_error with path and reason where that
    /// fails. The world is only read here.
    message_file(const world& w, const output_spec& output);

    void consume(std::uint32_t shard, const reading_batch& batch) override;
    void consume_late(std::uint32_t shard, const reading_batch& batch) override;
    bool wants_late() const override { return true; }
    void at_barrier(sim_time) override;
    const char* finish() override;

    /// What has come in so far; while no shard runs.
    output_counts counts() const { return account_.total(); }

private:
    /// Where a message lies in its shard's text, and what it is ordered by.
    struct entry {
        sim_time sent_at{};
        std::uint32_t ordinal = 0, tick = 0;
        std::uint16_t fleet = 0, message = 0;
        std::uint32_t shard = 0, size = 0;
        std::size_t begin = 0;
        auto order() const { return std::tuple(sent_at, fleet, ordinal, message, tick); }
    };
    struct shard_text {
        std::string text;
        std::vector<entry> entries;
    };

    bool take(std::uint32_t shard, const reading_batch& batch, std::size_t first, std::size_t end);
    void write(std::string_view bytes);
    void note_failure();

    std::string path_, error_;
    std::unique_ptr<const message_form> form_;
    std::unique_ptr<byte_file> file_;
    std::vector<shard_text> pending_;  ///< by shard
    message_account account_;
    std::vector<entry> ordered_;  ///< of one barrier; kept for its memory
};

}  // namespace muster
