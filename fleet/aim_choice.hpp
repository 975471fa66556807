#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "fleet/mail.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// Those of a shard who may be chosen, with the hashes that choose among them.
using choice_candidates = std::vector<std::pair<std::uint64_t, slot>>;
/// What the shard tells of them to whoever chooses; the hashes only where somebody does.
members_mail told_of(const choice_candidates& found, const aim& target);

/// Takes the wanted share or count of the candidates of a fault or rule, exactly, by stable choice:
/// those with the smallest hashes.
class aim_choice {
public:
    /// `thing` is whatever number the caller knows it by.
    aim_choice(const aim& target, std::uint32_t thing) : target_(&target), thing_(thing) {}

    std::uint32_t thing() const { return thing_; }
    std::uint32_t answers() const { return answers_; }
    bool started() const { return started_; }

    void add(const members_mail& answer);
    /// Closes the choice; candidates (or whole clusters) whose hash is at most the result are
    /// chosen.
    std::uint64_t decide();
    /// What was found and chosen, for plans: devices that match, and clusters or devices taken.
    std::uint64_t matched() const { return matched_; }
    std::uint64_t taken() const { return taken_; }
    /// Devices or clusters to choose from; before `decide`.
    std::uint64_t candidates();

private:
    void gather();

    const aim* target_;
    std::uint32_t thing_;
    std::uint32_t answers_ = 0;
    bool started_ = false;
    std::uint64_t matched_ = 0, taken_ = 0;
    std::vector<std::uint64_t> hashes_;
};

}  // namespace muster
