#include "rpc/event_loop.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <future>
#include <system_error>
#include <utility>

namespace muster {

event_loop::event_loop() : bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (bell_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    thread_ = std::thread([this] { live(); });
}

event_loop::~event_loop() {
    run([this](kj::AsyncIoContext&) { over_ = true; });
    thread_.join();
    close(bell_);
}

void event_loop::live() {
    auto io = kj::setupAsyncIo();
    auto bell = io.lowLevelProvider->wrapInputFd(bell_);
    drain(io, *bell).wait(io.waitScope);
}

kj::Promise<void> event_loop::drain(kj::AsyncIoContext& io, kj::AsyncInputStream& bell) {
    return bell.read(&rung_, sizeof rung_).then([this, &io, &bell]() -> kj::Promise<void> {
        std::deque<task> all;
        {
            const std::lock_guard guard(mutex_);
            all = std::exchange(tasks_, {});
        }
        for (auto& t : all)
            t(io);
        if (over_) return kj::READY_NOW;
        return drain(io, bell);
    });
}

void event_loop::post(task t) {
    std::unique_lock guard(mutex_);
    const bool ring = tasks_.empty();
    tasks_.push_back(std::move(t));
    guard.unlock();
    if (ring) eventfd_write(bell_, 1);
}

void event_loop::run(task t) {
    std::promise<void> done;
    post([&](kj::AsyncIoContext& io) {
        t(io);
        done.set_value();
    });
    done.get_future().wait();
}

}  // namespace muster
