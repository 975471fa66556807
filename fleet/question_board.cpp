#include "fleet/question_board.hpp"

#include <cmath>
#include <limits>

#include "fleet/defaults.hpp"

namespace muster {

namespace {

constexpr std::string_view too_many = "the answer is not kept: there are too many different ones";

}  // namespace

void open_question::expect(std::size_t devices) {
    devices_.reserve(devices);
    states_.reserve(devices);
    ends_.reserve(devices);
    keeps_texts() ? texts_.reserve(devices) : numbers_.reserve(devices);
}

void open_question::add(slot device, answer_state state, sim_time end, std::uint32_t text) {
    devices_.push_back(device);
    states_.push_back(state);
    ends_.push_back(end);
    if (keeps_texts())
        texts_.push_back(text);
    else
        numbers_.push_back(std::numeric_limits<double>::quiet_NaN());
}

void open_question::add_number(slot device, sim_time due, double value) {
    add(device, answer_state::waiting, due);
    numbers_.back() = value;
}

void open_question::add_text(slot device, sim_time due, std::string_view value) {
    add(device, answer_state::waiting, due, text_of(value));
}

void open_question::add_nothing(slot device, sim_time due) {
    add(device, answer_state::waiting, due);
}

void open_question::add_told(slot device, sim_time due, std::string_view fails) {
    add(device, answer_state::waiting, due, fails.empty() ? no_text : text_of(fails));
}

void open_question::begin() {
    left_ = true;
    look_again();
    if (!order_->tells_command()) return;
    by_end_.reserve(devices_.size());
    for (std::uint32_t i = 0; i < devices_.size(); ++i)
        if (states_[i] == answer_state::waiting) by_end_.push_back(i);
    std::sort(by_end_.begin(), by_end_.end(), [this](std::uint32_t a, std::uint32_t b) {
        return std::pair(end_of(a), a) < std::pair(end_of(b), b);
    });
}

void open_question::look_again() {
    if (!std::exchange(left_, false)) return;
    closes_ = asked_;
    for (std::size_t i = 0; i < devices_.size(); ++i)
        if (states_[i] == answer_state::waiting) closes_ = std::max(closes_, end_of(i));
}

sim_time open_question::next() const {
    return next_ < by_end_.size() ? std::min(closes_, end_of(by_end_[next_])) : closes_;
}

std::size_t open_question::rank(slot device) const {
    return static_cast<std::size_t>(std::lower_bound(devices_.begin(), devices_.end(), device) -
                                    devices_.begin());
}

bool open_question::waits_for(slot device) const {
    const auto i = rank(device);
    return i < devices_.size() && devices_[i] == device && states_[i] == answer_state::waiting;
}

/// An answer that would arrive at the very instant is not sent any more: what connects and cuts off
/// devices comes before what they say.
bool open_question::leave(slot device, sim_time at) {
    const auto i = rank(device);
    const bool waited = i < devices_.size() && devices_[i] == device &&
                        states_[i] == answer_state::waiting && ends_[i] >= at && at <= deadline_;
    if (!waited) return false;
    states_[i] = answer_state::left;
    ends_[i] = at;
    if (!texts_.empty()) texts_[i] = no_text;
    left_ = true;
    return true;
}

std::vector<std::pair<slot, sim_time>> open_question::take_done(sim_time end) {
    std::vector<std::pair<slot, sim_time>> done;
    for (; next_ < by_end_.size(); ++next_) {
        const auto i = by_end_[next_];
        if (states_[i] != answer_state::waiting) continue;
        if (end_of(i) >= end) break;
        done.emplace_back(devices_[i], end_of(i));
    }
    return done;
}

std::string_view open_question::failure_of(slot device) const {
    const auto text = texts_[rank(device)];
    return text == no_text ? std::string_view() : std::string_view(words_[text]);
}

void open_question::conclude(slot device, bool succeeded, std::string_view text) {
    const auto i = rank(device);
    states_[i] = succeeded ? answer_state::answered : answer_state::no_value;
    texts_[i] = text.empty() ? no_text : text_of(text);
}

std::uint32_t open_question::text_of(std::string_view text) {
    if (const auto known = known_.find(text); known != known_.end()) return known->second;
    if (text_bytes_ + text.size() > defaults::question_text_bytes && text != too_many)
        return text_of(too_many);
    text_bytes_ += text.size();
    const auto place = static_cast<std::uint32_t>(words_.size());
    words_.emplace_back(text);
    known_.emplace(words_.back(), place);
    return place;
}

answer_state open_question::state_at_end(std::size_t i) const {
    if (states_[i] != answer_state::waiting) return states_[i];
    if (ends_[i] > deadline_) return answer_state::timed_out;
    const bool has = numbers_.empty() ? texts_[i] != no_text : !std::isnan(numbers_[i]);
    return has ? answer_state::answered : answer_state::no_value;
}

namespace {

/// Columns for devices of one fleet, of which there are at most so many.
fleet_answers& add_fleet(shard_answers& all, std::uint32_t fleet, std::size_t devices,
                         bool numbers) {
    auto& to = all.fleets.emplace_back();
    to.fleet = fleet;
    to.ordinals.reserve(devices);
    to.states.reserve(devices);
    to.took.reserve(devices);
    numbers ? to.numbers.reserve(devices) : to.texts.reserve(devices);
    return to;
}

}  // namespace

shard_answers open_question::take(const shard_columns& columns) {
    shard_answers all;
    for (std::size_t i = 0; i < devices_.size();) {
        const auto& cohort = columns.cohort_of(devices_[i]);
        const auto end = static_cast<std::size_t>(
            std::lower_bound(devices_.begin(), devices_.end(), cohort.first + cohort.size()) -
            devices_.begin());
        auto& to = add_fleet(all, cohort.fleet->index, end - i, !keeps_texts());
        for (; i < end; ++i) {
            const auto state = state_at_end(i);
            to.ordinals.push_back(cohort.ordinals[devices_[i] - cohort.first]);
            to.states.push_back(state);
            to.took.push_back(end_of(i) - asked_);
            if (keeps_texts())
                to.texts.push_back(state == answer_state::timed_out ? no_text : texts_[i]);
            else
                to.numbers.push_back(numbers_[i]);
        }
    }
    all.texts = std::move(words_);
    return all;
}

}  // namespace muster
