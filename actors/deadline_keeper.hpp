#pragma once

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <functional>

namespace muster {

/// Reminds the facade of the deadlines of its calls, whatever the run does: one actor for all of
/// them, on wall time. Thread-safe.
class deadline_keeper {
public:
    explicit deadline_keeper(caf::actor_system& system);
    ~deadline_keeper();

    deadline_keeper(const deadline_keeper&) = delete;
    deadline_keeper& operator=(const deadline_keeper&) = delete;

    /// Calls `passed` on a Muster worker after so many seconds; at once, on the caller's thread,
    /// where there are none. Not at all once the keeper is gone.
    void after(double seconds, std::function<void()> passed);

private:
    caf::actor keeper_;
};

}  // namespace muster
