#pragma once

#include <kj/async-io.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace muster {

/// The thread of the wire: everything of Cap'n Proto that belongs to a connection lives and dies on
/// it. Others hand it tasks through a queue; a descriptor rings when the queue was empty. Whoever
/// posts has a limit to how many of its tasks are not done.
class event_loop {
public:
    event_loop();
    /// Requires that nothing is left on the thread.
    ~event_loop();

    event_loop(const event_loop&) = delete;
    event_loop& operator=(const event_loop&) = delete;

    /// Runs a task on the thread, in the order of posting. Any thread.
    void post(std::function<void(kj::AsyncIoContext&)> task);
    /// Runs a task on the thread and returns when it is done. Not from the thread itself.
    void run(std::function<void(kj::AsyncIoContext&)> task);

private:
    using task = std::function<void(kj::AsyncIoContext&)>;

    void live();
    kj::Promise<void> drain(kj::AsyncIoContext& io, kj::AsyncInputStream& bell);

    std::mutex mutex_;
    std::deque<task> tasks_;
    bool over_ = false;
    int bell_ = -1;
    std::uint64_t rung_ = 0;  ///< what the bell's descriptor is read into
    std::thread thread_;
};

}  // namespace muster
