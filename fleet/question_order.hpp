#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/device_selection.hpp"
#include "fleet/told_command.hpp"

namespace muster {

/// A question made ready for the shards: which devices, and what each fleet's are asked. Immutable;
/// one serves all shards.
class question_order {
public:
    /// `problem` is not empty where the question is incomplete, where its value or its condition
    /// does not bind, or where no device can be told the command.
    question_order(const world& w, const question_act& wanted);

    const std::string& problem() const { return problem_; }
    /// What it was made from: another process makes its own of it.
    const question_act& wanted() const { return wanted_; }
    const device_selection& who() const { return who_; }
    duration within() const { return wanted_.what.within; }
    bool tells_command() const { return !wanted_.what.command.empty(); }
    /// What is asked for. Empty where a command is told.
    const query::expression& value() const { return value_; }
    bool asks_for_text() const { return value_ && value_.result() == query::type::text; }
    bool asks_for_truth() const { return value_ && value_.result() == query::type::boolean; }
    bool asks_for_span() const { return value_ && value_.result() == query::type::time_span; }
    /// Devices of this fleet have what is asked for, or can be told the command.
    bool fits(std::uint32_t fleet) const;
    /// What the command is to devices of a fleet. Requires one.
    const compiled_command& command(std::uint32_t fleet) const { return told_.of(fleet); }
    /// Why devices of this fleet that answered without a value have none.
    std::string why_no_value(std::uint32_t fleet) const;
    /// Of what devices draw for it.
    std::uint64_t draw_key() const { return draw_key_; }

private:
    question_act wanted_;
    device_selection who_;
    std::string problem_;
    query::expression value_;
    told_command told_;
    std::vector<bool> has_value_;  ///< by fleet
    std::uint64_t draw_key_;
};

}  // namespace muster
