#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/command_spec.hpp"
#include "fleet/diagnostic.hpp"
#include "fleet/distribution.hpp"
#include "fleet/share.hpp"
#include "fleet/time.hpp"

namespace muster {

/// What a device goes through that takes a firmware update, in this order; the first only where it
/// asks to be left alone for a while.
enum class update_step : std::uint8_t { deferral, download, verify, install, reboot, confirm };
inline constexpr std::size_t update_steps = 6;
/// `download`, ...
const char* to_text(update_step step);
/// The step of that name that a template may describe; nothing where there is none.
std::optional<update_step> described_step(std::string_view name);

/// How one step goes. Of one that is left out: it takes no time and does not fail.
struct update_step_spec {
    distribution takes{};  ///< microseconds
    std::vector<failure_chance> fails{};
};

/// How the devices of a template take a firmware update.
struct update_spec {
    std::array<update_step_spec, update_steps> steps{};
    share defers{0};                        ///< so many begin with a deferral
    std::vector<failure_chance> rejects{};  ///< why they say no at once
    std::string property = "firmware";      ///< which says what version a device has
    place where{};

    update_step_spec& of(update_step s) { return steps[static_cast<std::size_t>(s)]; }
    const update_step_spec& of(update_step s) const { return steps[static_cast<std::size_t>(s)]; }
};

/// What a job that updates devices wants of them.
struct update_order {
    std::string version;
    /// How long a step may take, from its begin until the device has told its end; empty: as long
    /// as the whole may.
    std::array<std::optional<duration>, update_steps> timers{};
    bool recall = false;  ///< a job that is cancelled calls back who has not begun to install
    place where{};

    const std::optional<duration>& timer(update_step s) const {
        return timers[static_cast<std::size_t>(s)];
    }
};

/// A version that `reports` gives: the one that the device had before.
inline constexpr const char* previous_version = "previous";

}  // namespace muster
