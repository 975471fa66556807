#pragma once

#include <cstdint>
#include <string>

#include "fleet/act.hpp"
#include "fleet/told_command.hpp"

namespace muster {

/// A command act made ready for the shard of its device: what the command is to the devices of each
/// fleet. Immutable.
class command_order {
public:
    /// `problem` is not empty where the act is incomplete, where no fleet has such a command, or
    /// where the request fits none of those that have it.
    command_order(const world& w, const command_act& wanted);

    const std::string& problem() const { return problem_; }
    /// What it was made from: another process makes its own of it.
    const command_act& wanted() const { return wanted_; }
    std::uint64_t device_key() const { return key_; }
    std::uint32_t shard() const { return shard_; }
    /// To a device of this fleet; its `spec` is null where the device can't do it.
    const compiled_command& of(std::uint32_t fleet) const { return told_.of(fleet); }
    /// Of what the invocation draws: the same id on the same device goes the same way.
    std::uint64_t draw_key() const { return draw_key_; }

private:
    command_act wanted_;
    std::string problem_;
    std::uint64_t key_;
    std::uint32_t shard_;
    std::uint64_t draw_key_;
    told_command told_;
};

}  // namespace muster
