#pragma once

#include <cstdint>
#include <vector>

#include "fleet/mail.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// Takes the wanted share or count of a fault's candidates, exactly, by stable choice: those with
/// the smallest hashes.
class fault_choice {
public:
    fault_choice(const fault_spec& spec, std::uint32_t fault) : spec_(&spec), fault_(fault) {}

    std::uint32_t fault() const { return fault_; }
    std::uint32_t answers() const { return answers_; }
    bool started() const { return started_; }

    void add(const members_mail& answer);
    /// Closes the choice; candidates (or whole clusters) whose hash is at most the result have the
    /// fault.
    std::uint64_t decide();
    /// What was found and chosen, for plans: devices that match, and clusters or devices taken.
    std::uint64_t matched() const { return matched_; }
    std::uint64_t taken() const { return taken_; }
    /// Devices or clusters to choose from; before `decide`.
    std::uint64_t candidates();

private:
    void gather();

    const fault_spec* spec_;
    std::uint32_t fault_;
    std::uint32_t answers_ = 0;
    bool started_ = false;
    std::uint64_t matched_ = 0, taken_ = 0;
    std::vector<std::uint64_t> hashes_;
};

}  // namespace muster
