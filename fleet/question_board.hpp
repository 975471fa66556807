#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fleet/question_answers.hpp"
#include "fleet/question_order.hpp"
#include "fleet/shard_columns.hpp"

namespace muster {

/// A question that waits for devices of a shard: a column for each thing that is known of them, at
/// most 21 bytes a device. No device has a timer: an answer of a value is in by the instant that is
/// written beside the device, unless it leaves before.
class open_question {
public:
    open_question(std::shared_ptr<const question_order> order, sim_time at)
        : order_(std::move(order)), asked_(at), deadline_(at + order_->within()) {}

    // -- asking; devices in the order of their slots, then `begin`
    void expect(std::size_t devices);
    void add_absent(slot device) { add(device, answer_state::absent, asked_); }
    /// The device has a value, and its answer arrives at `due`.
    void add_number(slot device, sim_time due, double value);
    void add_text(slot device, sim_time due, std::string_view value);
    /// The device answers at `due` that it has none.
    void add_nothing(slot device, sim_time due);
    /// The device can't be told the command.
    void add_refused(slot device) { add(device, answer_state::no_value, asked_); }
    /// The device was told the command and is through with it at `due`.
    void add_told(slot device, sim_time due, std::string_view fails);
    void begin();

    // -- while it is open
    const question_order& order() const { return *order_; }
    sim_time deadline() const { return deadline_; }
    /// When the next device is through with its command, or nobody is waited for any more.
    sim_time next() const;
    /// When nobody is waited for any more, as it looks now.
    sim_time closes() const { return closes_; }
    bool waits_for(slot device) const;
    /// The device is not connected any more from `at` on. Whether it was waited for.
    bool leave(slot device, sim_time at);
    /// Devices that are through with their command before `end`, or late by then; each once, in the
    /// order of the instants.
    std::vector<std::pair<slot, sim_time>> take_done(sim_time end);
    /// The device is not through with its command by the deadline. Requires one that is waited for.
    bool is_late(slot device) const { return ends_[rank(device)] > deadline_; }
    /// Nobody waits for the device any more.
    void give_up(slot device) { states_[rank(device)] = answer_state::timed_out; }
    /// Why the device's command fails; empty: it succeeds. Requires one that is waited for.
    std::string_view failure_of(slot device) const;
    /// The device's command is over; `text` is its value or, without one, the reason.
    void conclude(slot device, bool succeeded, std::string_view text);
    /// Those who left may have been the last that were waited for.
    void look_again();

    // -- when it closes
    std::size_t asked() const { return devices_.size(); }
    /// What all devices answered. Requires that nobody is waited for any more; once.
    shard_answers take(const shard_columns& columns);

private:
    std::size_t rank(slot device) const;
    void add(slot device, answer_state state, sim_time end, std::uint32_t text = no_text);
    std::uint32_t text_of(std::string_view text);
    bool keeps_texts() const { return order_->asks_for_text() || order_->tells_command(); }
    sim_time end_of(std::size_t i) const { return std::min(ends_[i], deadline_); }
    /// An answer that was on its way is there by the end.
    answer_state state_at_end(std::size_t i) const;

    std::shared_ptr<const question_order> order_;
    sim_time asked_, deadline_, closes_{};
    std::vector<slot> devices_;
    std::vector<answer_state> states_;
    std::vector<sim_time> ends_;         ///< when the answer arrives, or the device left
    std::vector<double> numbers_;        ///< of questions for numbers and truths only
    std::vector<std::uint32_t> texts_;   ///< of the others; while a command runs why it fails
    std::vector<std::uint32_t> by_end_;  ///< ranks of who runs a command, in that order
    std::size_t next_ = 0;               ///< in `by_end_`: those before are through
    std::vector<std::string> words_;     ///< of `texts_`
    std::map<std::string, std::uint32_t, std::less<>> known_;  ///< their places
    std::size_t text_bytes_ = 0;
    bool left_ = false;  ///< somebody left since `look_again`
};

/// The questions that are open in a shard, by number of the act.
using question_board = std::map<std::uint64_t, open_question>;

}  // namespace muster
