#include "rpc/remote_host.hpp"

#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>

#include <atomic>
#include <mutex>
#include <span>
#include <utility>

#include "rpc/call_codec.hpp"
#include "rpc/connection.hpp"
#include "rpc/event_loop.hpp"
#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"

namespace muster {

namespace {

std::string text_of(const kj::Exception& e) {
    return e.getDescription().cStr();
}

/// A call on its way out, with mail that goes ahead of it in parts.
struct outgoing {
    host_call what;
    shard_host::completion done;
    std::vector<mail> ahead;
    std::size_t sent = 0;  ///< of `ahead`
};

/// What belongs to the connection; on the loop's thread only. Members go in the reverse order: what
/// is under way first, the stream last.
class link_end final : kj::TaskSet::ErrorHandler {
public:
    link_end(kj::AsyncIoContext& io, int socket, const world& w, std::vector<std::uint32_t> shards,
             std::function<void(std::string)> lose)
        : within_(w),
          shards_(std::move(shards)),
          lose_(std::move(lose)),
          stream_(io.lowLevelProvider->wrapSocketFd(socket,
                                                    kj::LowLevelAsyncIoProvider::TAKE_OWNERSHIP)),
          network_(*stream_, capnp::rpc::twoparty::Side::CLIENT, reader_options()),
          system_(capnp::makeRpcClient(network_)),
          tasks_(*this) {
        tasks_.add(network_.onDisconnect().then([this] { lose_({}); }));
    }

    void greet(const node_identity& me, const host_wishes& wishes,
               std::function<void(std::string)> opened) {
        capnp::MallocMessageBuilder id;
        auto vat = id.initRoot<capnp::rpc::twoparty::VatId>();
        vat.setSide(capnp::rpc::twoparty::Side::SERVER);
        auto request = system_.bootstrap(vat).castAs<wire::Gate>().enterRequest();
        auto hello = request.initHello();
        hello.setProtocol(wire::PROTOCOL);
        hello.setVersion(me.version);
        hello.setFingerprint(me.fingerprint);
        write_numbers(hello.initShards(list_size(wishes.shards.size())), wishes.shards);
        hello.setWorkers(wishes.workers);
        hello.setEvents(wishes.events);
        hello.setMessageEvents(wishes.message_events);
        hello.setGatherConnections(wishes.gather_connections.count());
        hello.setChanges(wishes.changes);
        hello.setReadings(wishes.readings);
        tasks_.add(request.send().then(
            [this, opened](auto response) {
                const auto welcome = response.getWelcome();
                if (welcome.isRefusal()) return opened(muster::text_of(welcome.getRefusal()));
                session_ = welcome.getSession();
                opened({});
            },
            [opened](const kj::Exception& e) { opened(text_of(e)); }));
    }

    void send(std::shared_ptr<outgoing> call) {
        if (auto* visit = std::get_if<visit_request>(&call->what)) spill(*visit, call->ahead);
        tasks_.add(kj::evalNow([&] {
                       return send_ahead(call);
                   }).catch_([this, call](const kj::Exception& e) { fail(*call, e); }));
    }

private:
    /// Mail that is too long for one message goes ahead.
    static void spill(visit_request& visit, std::vector<mail>& ahead) {
        std::size_t bytes = 0;
        for (const auto& inbox : visit.inboxes)
            for (const auto& m : inbox)
                bytes += wire_bytes(m);
        if (bytes <= wire_limits::part_bytes) return;
        for (auto& inbox : visit.inboxes)
            std::move(inbox.begin(), inbox.end(), std::back_inserter(ahead)), inbox.clear();
    }

    kj::Promise<void> send_ahead(std::shared_ptr<outgoing> call) {
        const auto left = std::span<const mail>(call->ahead).subspan(call->sent);
        if (left.empty()) return send_itself(std::move(call));
        const auto count =
            part_of(left, wire_limits::part_bytes, [](const mail& m) { return wire_bytes(m); });
        auto request = session_.callRequest();
        write_post(left.first(count), request.initWhat());
        call->sent += count;
        return request.send().then([this, call](auto response) -> kj::Promise<void> {
            const auto failure = muster::text_of(response.getAnswer().getFailure());
            if (failure.empty()) return send_ahead(call);
            call->done({failure, 0, {}});
            return kj::READY_NOW;
        });
    }

    kj::Promise<void> send_itself(std::shared_ptr<outgoing> call) {
        auto request = session_.callRequest();
        write_call(call->what, request.initWhat());
        return request.send().then(
            [this, call](auto response) { take(*call, response.getAnswer()); });
    }

    void take(outgoing& call, wire::Answer::Reader from) {
        host_answer answer;
        try {
            answer = read_answer(from, within_, shards_);
        } catch (const std::exception& e) {
            answer.failure = e.what();
            lose_(answer.failure);
        }
        call.done(std::move(answer));
    }

    void fail(outgoing& call, const kj::Exception& e) {
        const bool gone = e.getType() == kj::Exception::Type::DISCONNECTED;
        lose_(gone ? std::string() : text_of(e));
        call.done({text_of(e), 0, {}});
    }

    void taskFailed(kj::Exception&& e) override { lose_(text_of(e)); }

    wire_bounds within_;
    std::vector<std::uint32_t> shards_;
    std::function<void(std::string)> lose_;
    kj::Own<kj::AsyncIoStream> stream_;
    capnp::TwoPartyVatNetwork network_;
    capnp::RpcSystem<capnp::rpc::twoparty::VatId> system_;
    wire::Session::Client session_ = nullptr;
    kj::TaskSet tasks_;
};

class wired_host final : public remote_host {
public:
    wired_host(event_loop& loop, std::string name, std::shared_ptr<const world> w,
               std::vector<std::uint32_t> shards, std::function<std::string()> why_gone)
        : loop_(loop),
          name_(std::move(name)),
          world_(std::move(w)),
          shards_(std::move(shards)),
          why_gone_(std::move(why_gone)) {}

    ~wired_host() override {
        loop_.run([this](kj::AsyncIoContext&) { link_.reset(); });
    }

    void open(int socket, const node_identity& me, const host_wishes& wishes,
              std::function<void(std::string)> opened) {
        loop_.run([&](kj::AsyncIoContext& io) {
            link_ = std::make_unique<link_end>(io, socket, *world_, shards_,
                                               [this](std::string why) { lose(std::move(why)); });
            link_->greet(me, wishes, std::move(opened));
        });
    }

    const std::vector<std::uint32_t>& shards() const override { return shards_; }

    void call(host_call what, completion done) override {
        const bool question = std::holds_alternative<question_call>(what) ||
                              std::holds_alternative<describe_call>(what);
        if (question && questions_ >= wire_limits::questions_open)
            return done({name_ + " has too many questions to answer", 0, {}});
        if (question) {
            ++questions_;
            done = [this, answered = std::move(done)](host_answer a) {
                --questions_;
                answered(std::move(a));
            };
        }
        auto call = std::make_shared<outgoing>(outgoing{std::move(what), std::move(done), {}, 0});
        loop_.post([this, call](kj::AsyncIoContext&) { send(call); });
    }

    void on_lost(std::function<void(std::string)> tell) override {
        const std::lock_guard guard(mutex_);
        tell_ = std::move(tell);
        if (tell_ && !lost_.empty()) tell_(lost_);
    }

private:
    void send(const std::shared_ptr<outgoing>& call) {
        if (lost_.empty()) return link_->send(call);
        call->done({lost_, 0, {}});
    }

    /// On the loop's thread; the first reason counts. Without one the other end is gone.
    void lose(std::string why) {
        if (!lost_.empty()) return;
        std::string what = name_ + " " + (why.empty() ? why_gone_() : "failed: " + why);
        const std::lock_guard guard(mutex_);
        lost_ = std::move(what);
        if (tell_) tell_(lost_);
    }

    event_loop& loop_;
    const std::string name_;
    std::shared_ptr<const world> world_;
    std::vector<std::uint32_t> shards_;
    std::function<std::string()> why_gone_;
    std::unique_ptr<link_end> link_;         ///< the loop's
    std::atomic<std::size_t> questions_{0};  ///< not answered yet
    std::mutex mutex_;  ///< of what follows, which only the loop's thread writes
    std::function<void(std::string)> tell_;
    std::string lost_;  ///< not empty: why no call will succeed any more
};

}  // namespace

std::unique_ptr<remote_host> remote_host::connect(event_loop& loop, int socket, std::string name,
                                                  std::shared_ptr<const world> w,
                                                  const node_identity& me,
                                                  const host_wishes& wishes,
                                                  std::function<std::string()> why_gone,
                                                  std::function<void(std::string)> opened) {
    auto host = std::make_unique<wired_host>(loop, std::move(name), std::move(w), wishes.shards,
                                             std::move(why_gone));
    host->open(socket, me, wishes, std::move(opened));
    return host;
}

}  // namespace muster
