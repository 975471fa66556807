#pragma once

#include "fleet/reading_batch.hpp"

namespace muster {

/// Calls `act(first, end)` for the readings [first, end) of each message in a batch: a message's
/// readings lie side by side.
template <class Act>
void for_each_message(const reading_batch& batch, Act act) {
    for (std::size_t first = 0; first < batch.count;) {
        std::size_t end = first + 1;
        while (end < batch.count && batch.key[end] == batch.key[first] &&
               batch.tick[end] == batch.tick[first] && batch.message[end] == batch.message[first])
            ++end;
        act(first, end);
        first = end;
    }
}

}  // namespace muster
