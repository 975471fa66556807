#include <caf/actor_cast.hpp>
#include <caf/make_actor.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>

#include <algorithm>

#include "actors/device.hpp"
#include "actors/shard.hpp"

/// The shard's devices as actors, and the mail that makes them ready.
namespace muster {

void shard::spawn_device(slot place, caf::execution_unit* host) {
    caf::actor_config config{host};
    devices_[place] = caf::make_actor<device, caf::strong_actor_ptr>(
        system_.next_actor_id(), system_.node(), &system_, config, caf::intrusive_ptr<shard>(this),
        place);
}

device& shard::device_at(slot place) const {
    return *static_cast<device*>(caf::actor_cast<caf::abstract_actor*>(devices_[place]));
}

caf::strong_actor_ptr shard::handle_of(slot place) const {
    return devices_[place];
}

void shard::ready(device& d, caf::execution_unit* host) {
    caf::intrusive_ptr_add_ref(d.ctrl());  // held by the list
    auto* head = ready_.load(std::memory_order_relaxed);
    do {
        d.next_ready = head;
    } while (!ready_.compare_exchange_weak(head, &d, std::memory_order_release,
                                           std::memory_order_relaxed));
    if (scheduled_.exchange(true)) return;
    ref();
    host != nullptr ? host->exec_later(this) : system_.scheduler().enqueue(this);
}

std::vector<device*> shard::take_ready() {
    std::vector<device*> all;
    for (auto* d = ready_.exchange(nullptr, std::memory_order_acquire); d != nullptr;
         d = d->next_ready)
        all.push_back(d);
    std::sort(all.begin(), all.end(),
              [](const device* a, const device* b) { return a->place() < b->place(); });
    return all;
}

void shard::run_ready(caf::execution_unit* host, bool in_step) {
    if (in_step)
        for (auto& [who, mail] : std::exchange(kept_, {}))
            who->enqueue(std::move(mail), host);
    for (auto* d : take_ready()) {
        const caf::strong_actor_ptr held{d->ctrl(), false};
        try {
            d->act(host, in_step);
        } catch (const std::exception& failure) {
            fail(d->place(), begin_, failure.what(), host);
        }
    }
}

void shard::keep_for_next_step(device& d, caf::mailbox_element_ptr mail) {
    kept_.emplace_back(caf::strong_actor_ptr(d.ctrl()), std::move(mail));
    poked_.store(true);
}

caf::resumable::resume_result shard::resume(caf::execution_unit* host, size_t) {
    const std::unique_lock guard(mutex_, std::try_to_lock);
    if (!guard.owns_lock()) return resume_later;  // a worker runs the shard's steps
    scheduled_.store(false);
    run_ready(host, false);
    return done;
}

void shard::shut_down(caf::execution_unit* host) {
    const std::lock_guard guard(mutex_);
    over_ = true;
    scheduled_.store(true);
    for (auto& d : devices_)
        if (d)
            device_at(static_cast<slot>(&d - devices_.data()))
                .end(caf::exit_reason::user_shutdown, host);
    devices_.clear();
    for (auto& [who, mail] : std::exchange(kept_, {}))
        who->enqueue(std::move(mail),
                     host);  // refused, so that whoever waits for an answer has one
    for (auto* d : take_ready())
        caf::intrusive_ptr_release(d->ctrl());
}

}  // namespace muster
