#include "actors/device.hpp"

#include <caf/detail/sync_request_bouncer.hpp>
#include <caf/exit_reason.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/message.hpp>
#include <caf/sec.hpp>
#include <caf/system_messages.hpp>

#include <vector>

#include "actors/messages.hpp"
#include "actors/shard.hpp"

namespace muster {

device::device(caf::actor_config& cfg, caf::intrusive_ptr<shard> owner, slot place)
    : local_actor(cfg), owner_(std::move(owner)), place_(place) {
    inbox_.try_block();
}

device::~device() = default;

void device::launch(caf::execution_unit*, bool, bool) {}

void device::enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* host) {
    const auto id = mail->mid;
    const auto sender = mail->sender;
    switch (inbox_.push_front(std::move(mail))) {
        case caf::intrusive::inbox_result::unblocked_reader:
            owner_->ready(*this, host);
            break;
        case caf::intrusive::inbox_result::success:
            break;
        case caf::intrusive::inbox_result::queue_closed:
            if (id.is_request())
                caf::detail::sync_request_bouncer{caf::exit_reason::unreachable}(sender, id);
    }
}

void device::act(caf::execution_unit* host, bool in_step) {
    if (inbox_.closed()) return;
    std::vector<caf::mailbox_element_ptr> mails;  // newest first
    auto* head = inbox_.take_head();
    while (head != nullptr) {
        auto* next = head->next;
        mails.emplace_back(head);
        head = static_cast<caf::mailbox_element*>(next);
    }
    const bool idle = inbox_.try_block();
    if (!idle) owner_->ready(*this, host);
    try {
        for (; !mails.empty(); mails.pop_back()) {
            if (!in_step && mails.back()->content().match_elements<command_request>())
                owner_->keep_for_next_step(*this, std::move(mails.back()));
            else
                handle(*mails.back(), host);
        }
    } catch (...) {  // the device ends here: nobody may wait for what it no longer reads
        const caf::detail::sync_request_bouncer bounce{caf::exit_reason::unreachable};
        for (const auto& unread : mails)
            bounce(*unread);
        throw;
    }
}

void device::handle(caf::mailbox_element& mail, caf::execution_unit* host) {
    auto& content = mail.content();
    if (content.match_elements<command_request>()) {
        owner_->start_command(place_, content.get_as<command_request>(0));
    } else if (content.match_elements<atom::status>()) {
        answer(mail, caf::make_message(owner_->status_of(place_)), host);
    } else if (content.match_elements<caf::exit_msg>()) {
        owner_->device_told_to_exit(content.get_as<caf::exit_msg>(0).reason);
    } else {
        answer(mail, caf::make_message(caf::make_error(caf::sec::unexpected_message)), host);
    }
}

void device::answer(caf::mailbox_element& mail, caf::message content, caf::execution_unit* host) {
    if (!mail.mid.is_request() || !mail.sender) return;
    mail.sender->enqueue(ctrl(), mail.mid.response_id(), std::move(content), host);
    mail.mid.mark_as_answered();
}

void device::end(caf::error reason, caf::execution_unit* host) {
    if (inbox_.closed()) return;
    const caf::detail::sync_request_bouncer bounce{reason};
    const auto refuse = [&bounce](caf::mailbox_element* mail) {
        const caf::mailbox_element_ptr owned(mail);
        bounce(*owned);
    };
    inbox_.close(refuse);
    cleanup(std::move(reason), host);
}

}  // namespace muster
