#pragma once

#include <caf/intrusive/lifo_inbox.hpp>
#include <caf/intrusive_ptr.hpp>
#include <caf/local_actor.hpp>
#include <caf/policy/normal_messages.hpp>

#include "fleet/slot_set.hpp"

namespace muster {

class shard;

/// The DEVICE is one simulated device: a lean CAF actor with a handle, a mailbox and monitors, but
/// without behaviours, timers or a place in the scheduler. Its shard dispatches it: mail wakes it
/// through the shard's ready list, planned turns through the shard's wheel. Its bulk state lies in
/// the shard's columns at its slot, so that it costs little more than CAF's own parts. Lives from
/// spawn to failure or end of run; a restart is a new actor in the same slot.
class device final : public caf::local_actor {
public:
    using inbox_type = caf::intrusive::lifo_inbox<caf::policy::normal_messages>;

    device(caf::actor_config& cfg, caf::intrusive_ptr<shard> owner, slot place);
    ~device() override;

    slot place() const { return place_; }

    /// Takes mail from any thread and tells the shard when there was none before.
    void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* host) override;
    void launch(caf::execution_unit*, bool lazy, bool hide) override;
    const char* name() const override { return "device"; }
    /// Without the message to CAF's clock that a local actor sends when it ends: a device has no
    /// timeouts, and a million of them would wait for the clock's one thread.
    bool cleanup(caf::error&& reason, caf::execution_unit* host) override {
        // NOLINTNEXTLINE(bugprone-parent-virtual-call): the parent's is what has to be left out
        return caf::monitorable_actor::cleanup(std::move(reason), host);
    }

    /// Handles all mail that is here, in the order of its arrival. Only the shard calls it, on the
    /// worker that owns the shard. Commands outside of a step stay for the next one.
    void act(caf::execution_unit* host, bool in_step);
    /// Ends the actor: monitors and waiting requests learn the reason.
    void end(caf::error reason, caf::execution_unit* host);

    device* next_ready = nullptr;  ///< link of the shard's ready list

private:
    void handle(caf::mailbox_element& mail, caf::execution_unit* host);
    void answer(caf::mailbox_element& mail, caf::message content, caf::execution_unit* host);

    inbox_type inbox_;
    caf::intrusive_ptr<shard> owner_;
    slot place_;
};

static_assert(sizeof(device) <= 192, "a device actor is budgeted at 192 bytes");

}  // namespace muster
