#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// What one device keeps until it can send: which messages, as runs of ticks, in the order in which
/// they were made. Values are functions of their tick and computed again when a message leaves; of
/// messages for which that can't be done, the values are kept too.
class message_buffer {
public:
    struct entry {
        std::uint16_t message = 0;  ///< kind of message within the template
        bool whole = false;         ///< its instant and all of its values are kept
        std::uint32_t tick = 0;
    };

    /// Adds a message behind all others with the values that are to be kept of it.
    void push(const entry& e, std::span<const double> kept);
    bool empty() const { return messages_ == 0; }
    std::uint64_t messages() const { return messages_; }
    /// The oldest message. Requires one.
    entry front() const;
    /// Takes the oldest message away and gives back its `kept` values, which live until the next
    /// call.
    std::span<const double> pop(std::size_t kept);

private:
    struct run {
        entry first;
        std::uint32_t length = 0;
    };

    std::vector<run> runs_;
    std::vector<double> values_;
    std::size_t next_run_ = 0, next_value_ = 0;  ///< those before are gone
    std::uint64_t messages_ = 0;
};

}  // namespace muster
