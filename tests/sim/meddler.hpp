#pragma once

#include "tests/sim/dice.hpp"
#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

/// An operator who does this and that to a run: seeded acts on its jobs and properties.
class meddler {
public:
    explicit meddler(std::uint64_t seed) : dice_(seed) {}

    /// At a barrier: now and then an act.
    void look(testing::fleet_lab& lab);
    /// Every act has one answer, and acts of one kind on devices have rising versions.
    void check(complaints& out) const;

private:
    act make_act(const world& w);
    command_act make_command(const compiled_fleet& fleet);
    act_header header();
    plain_value value_for(const attribute& a);

    dice dice_;
    std::uint64_t acts_ = 0, answers_ = 0;
    std::uint64_t position_ = 0;
    bool falls_back_ = false;
};

}  // namespace muster::sim
