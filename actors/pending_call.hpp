#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace muster {

/// A call of the facade that waits for its answer or its deadline, whichever comes first.
/// Thread-safe; the completion is called once.
template <class Answer>
class pending_call {
public:
    explicit pending_call(std::function<void(Answer)> done) : done_(std::move(done)) {}

    /// Whoever does what the call asks for says so first. False: the deadline has passed, and
    /// nothing is to be done any more.
    bool begin() {
        const std::lock_guard guard(mutex_);
        begun_ = static_cast<bool>(done_);
        return begun_;
    }
    void answer(Answer a) {
        if (const auto done = take()) done(std::move(a));
    }
    /// The deadline. A call under way gets `under_way`, or is left to whoever has begun it.
    void expire(Answer not_begun, std::optional<Answer> under_way = {}) {
        std::unique_lock guard(mutex_);
        if (begun_ && !under_way) return;
        auto& answer = begun_ ? *under_way : not_begun;
        const auto done = std::exchange(done_, nullptr);
        guard.unlock();
        if (done) done(std::move(answer));
    }

private:
    std::function<void(Answer)> take() {
        const std::lock_guard guard(mutex_);
        return std::exchange(done_, nullptr);
    }

    std::mutex mutex_;
    std::function<void(Answer)> done_;  ///< empty: answered
    bool begun_ = false;
};

}  // namespace muster
