#pragma once

#include "connect/link.hpp"

namespace muster {

/// Connects at once, takes every message, counts it and acknowledges it at the instant it left:
/// what everything in front of a link costs, without a peer.
class null_link final : public link {
public:
    void connect(connection_id connection, sim_time at) override {
        answers_.push_back({link_event_kind::connected, connection, 0, 0, at, at, {}});
    }
    bool submit(const outgoing& m) override {
        ++messages_;
        bytes_ += m.payload.size();
        answers_.push_back({link_event_kind::acknowledged,
                            m.connection,
                            m.device,
                            m.number,
                            m.sent,
                            m.intended,
                            {}});
        return true;
    }
    void poll(sim_time, std::vector<link_event>& out) override {
        if (out.empty())
            out.swap(answers_);
        else
            out.insert(out.end(), answers_.begin(), answers_.end());
        answers_.clear();
    }

    std::uint64_t messages() const { return messages_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    std::vector<link_event> answers_;
    std::uint64_t messages_ = 0, bytes_ = 0;
};

}  // namespace muster
