#include "actors/deadline_keeper.hpp"

#include <caf/actor_system.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/send.hpp>
#include <caf/unit.hpp>

#include <algorithm>
#include <chrono>

#include "actors/messages.hpp"
#include "actors/supervision.hpp"

namespace muster {

namespace {

/// CAF's clock counts in 64-bit nanoseconds.
constexpr double longest_seconds = 1e9;

/// The argument is there because CAF 0.17 binds a reference to nothing where there is none.
caf::behavior keeper(caf::event_based_actor* self, const caf::unit_t&) {
    install_quiet_handlers(self);
    return {[](const deadline& d) { d.passed(); }};
}

}  // namespace

deadline_keeper::deadline_keeper(caf::actor_system& system)
    : keeper_(system.spawn(keeper, caf::unit)) {}

deadline_keeper::~deadline_keeper() {
    caf::anon_send_exit(keeper_, caf::exit_reason::user_shutdown);
}

void deadline_keeper::after(double seconds, std::function<void()> passed) {
    if (seconds <= 0) return passed();
    const auto span = std::chrono::nanoseconds(
        static_cast<std::int64_t>(std::clamp(seconds, 0.0, longest_seconds) * 1e9));
    caf::delayed_anon_send(keeper_, span, deadline{std::move(passed)});
}

}  // namespace muster
