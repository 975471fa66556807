#pragma once

#include <string>
#include <vector>

#include "fleet/reading_batch.hpp"
#include "fleet/world.hpp"

namespace muster {

/// Writes messages as JSON objects:
/// {"device":"m-0000001","fleet":"meters","message":"load","tick":3,
///  "time":"2026-06-21T00:15:07.25Z","readings":{"power":412.5}}, without the line break.
/// Everything that does not differ from message to message is escaped and put together once.
/// Immutable, so that any number of workers may share it; the world has to outlive it.
class json_encoder {
public:
    /// The world is only read here.
    explicit json_encoder(const world& w);

    /// Adds the message that the readings [first, end) of the batch make up to the end of `to`, on
    /// one line, without a line end.
    void append(std::string& to, const reading_batch& batch, std::size_t first,
                std::size_t end) const;
    /// The same, as it arrives: what a fault made unreadable is broken off in the middle. With a
    /// latency or sent late it says when it was "sent" and when it "arrives". Returns how many
    /// times it arrives.
    unsigned append_arriving(std::string& to, const reading_batch& batch, std::size_t first,
                             std::size_t end) const;

private:
    struct fleet_form {
        text_pattern id;                    ///< escaped
        std::vector<std::string> headings;  ///< by message: what stands between id and tick
    };
    struct series_form {
        std::string key;                 ///< `"power":`
        std::vector<std::string> words;  ///< quoted; empty for numbers
        bool is_truth = false;
    };

    void append_way(std::string& to, const message_note& note, sim_time at) const;
    void append_value(std::string& to, const series_form& form, double x) const;

    calendar_time start_;
    std::vector<fleet_form> fleets_;
    std::vector<series_form> series_;
};

}  // namespace muster
