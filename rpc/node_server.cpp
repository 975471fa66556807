#include "rpc/node_server.hpp"

#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "actors/local_host.hpp"
#include "rpc/call_codec.hpp"
#include "rpc/connection.hpp"
#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"
#include "rpc/news_codec.hpp"

namespace muster {

namespace {

/// An answer on its way, part by part.
struct open_answer {
    std::vector<shard_news> news;
    std::size_t told = 0;  ///< items that have been sent
};

/// The shards of this process, as the other end calls them. On the thread of the connection; the
/// host's own threads only fulfil promises.
class session final : public wire::Session::Server {
public:
    session(std::shared_ptr<const world> w, const host_wishes& wishes)
        : world_(std::move(w)), within_(*world_), host_(open_local_host(world_, wishes)) {}

    kj::Promise<void> call(CallContext context) override {
        try {
            return handle(context);
        } catch (const wire_error& e) {
            context.getResults().initAnswer().setFailure(e.what());
            return kj::READY_NOW;
        }
    }

private:
    kj::Promise<void> handle(CallContext& context) {
        auto called = read_call(context.getParams().getWhat(), within_, host_->shards());
        context.releaseParams();
        if (called.is_post) {
            std::move(called.posted.mails.begin(), called.posted.mails.end(),
                      std::back_inserter(posted_));
            context.getResults().initAnswer();
            return kj::READY_NOW;
        }
        if (const auto* rest = std::get_if<rest_call>(&called.what)) {
            go_on(rest->number, context);
            return kj::READY_NOW;
        }
        if (auto* visit = std::get_if<visit_request>(&called.what)) deliver_posted(*visit);
        return ask_host(std::move(called.what))
            .then(
                [this, context](kj::Own<host_answer> a) mutable { begin(std::move(*a), context); });
    }

    kj::Promise<kj::Own<host_answer>> ask_host(host_call what) {
        using answer = kj::Own<host_answer>;
        auto pair = kj::newPromiseAndCrossThreadFulfiller<answer>();
        const auto fulfiller = std::make_shared<kj::Own<kj::CrossThreadPromiseFulfiller<answer>>>(
            kj::mv(pair.fulfiller));
        host_->call(std::move(what), [fulfiller](host_answer a) {
            (*fulfiller)->fulfill(kj::heap<host_answer>(std::move(a)));
        });
        return kj::mv(pair.promise);
    }

    /// What was posted comes before what the visit brings itself.
    void deliver_posted(visit_request& visit) {
        std::vector<std::vector<mail>> inboxes(visit.shards.size());
        for (auto& m : std::exchange(posted_, {})) {
            const auto at = std::lower_bound(visit.shards.begin(), visit.shards.end(), m.to);
            if (at == visit.shards.end() || *at != m.to)
                throw wire_error("mail was posted for a shard that is not visited");
            inboxes[static_cast<std::size_t>(at - visit.shards.begin())].push_back(std::move(m));
        }
        for (std::size_t i = 0; i < inboxes.size(); ++i) {
            auto& inbox = visit.inboxes[i];
            inbox.insert(inbox.begin(), std::move_iterator(inboxes[i].begin()),
                         std::move_iterator(inboxes[i].end()));
            for (const auto& m : inbox)
                must_name_devices_of(visit.shards[i], m);
        }
    }

    /// A shard finds devices by their slots without looking twice.
    void must_name_devices_of(std::uint32_t shard, const mail& m) const {
        const auto known = sizes_.find(shard);
        const std::uint64_t devices = known != sizes_.end() ? known->second : 0;
        if (const auto* restarts = std::get_if<restart_mail>(&m.body))
            for (const auto& [device, at] : restarts->devices)
                checked(device, devices, "device");
        if (const auto* answers = std::get_if<connect_answer_mail>(&m.body))
            for (const auto& answer : answers->answers)
                checked(answer.device, devices, "device");
        if (const auto* given_up = std::get_if<quarantine_mail>(&m.body))
            for (const auto device : given_up->devices)
                checked(device, devices, "device");
    }

    void begin(host_answer a, CallContext& context) {
        for (const auto& n : a.news)
            if (const auto* size = std::get_if<size_news>(&n)) sizes_[size->shard] = size->devices;
        if (!a.failure.empty()) return context.getResults().initAnswer().setFailure(a.failure);
        if (open_.size() >= wire_limits::answers_open)
            return context.getResults().initAnswer().setFailure("too many answers are open");
        const auto number = ++last_answer_;
        open_[number].news = std::move(a.news);
        go_on(number, context);
    }

    /// Sends the next part of an open answer.
    void go_on(std::uint64_t number, CallContext& context) {
        const auto found = open_.find(number);
        if (found == open_.end())
            throw wire_error("there is no rest of an answer " + std::to_string(number));
        auto& answer = found->second;
        const auto left = std::span<const shard_news>(answer.news).subspan(answer.told);
        const auto count = part_of(left, wire_limits::part_bytes,
                                   [](const shard_news& n) { return wire_bytes(n); });
        const bool more = count < left.size();
        write_answer({}, more ? number : 0, left.first(count), context.getResults().initAnswer());
        answer.told += count;
        if (!more) open_.erase(found);
    }

    std::shared_ptr<const world> world_;
    wire_bounds within_;
    std::unique_ptr<shard_host> host_;
    std::vector<mail> posted_;
    std::map<std::uint32_t, std::uint64_t> sizes_;  ///< devices, by shard
    std::map<std::uint64_t, open_answer> open_;     ///< by number
    std::uint64_t last_answer_ = 0;
};

class gate final : public wire::Gate::Server {
public:
    gate(std::shared_ptr<const world> w, node_identity me)
        : world_(std::move(w)), me_(std::move(me)) {}

    kj::Promise<void> enter(EnterContext context) override {
        const auto hello = context.getParams().getHello();
        auto welcome = context.getResults().initWelcome();
        const auto problem = what_is_wrong(hello);
        if (!problem.empty()) {
            welcome.setRefusal(problem);
            return kj::READY_NOW;
        }
        entered_ = true;
        host_wishes wishes{read_numbers<std::uint32_t>(hello.getShards()),
                           std::clamp(hello.getWorkers(), 1U, 256U),
                           hello.getEvents(),
                           hello.getMessageEvents(),
                           hello.getChanges(),
                           hello.getReadings(),
                           duration(hello.getGatherConnections())};
        welcome.setSession(kj::heap<session>(world_, wishes));
        return kj::READY_NOW;
    }

private:
    std::string what_is_wrong(wire::Hello::Reader hello) const {
        if (entered_) return "it is in a run already";
        if (hello.getProtocol() != wire::PROTOCOL)
            return "it speaks protocol " + std::to_string(wire::PROTOCOL) + ", the other end " +
                   std::to_string(hello.getProtocol());
        if (text_of(hello.getVersion()) != me_.version)
            return "it is Muster " + me_.version + ", the other end " + text_of(hello.getVersion());
        if (hello.getFingerprint() != me_.fingerprint)
            return "it has read another scenario; has the file changed, or one that it includes?";
        const auto shards = read_numbers<std::uint32_t>(hello.getShards());
        if (!std::is_sorted(shards.begin(), shards.end(), std::less_equal<>()) ||
            (!shards.empty() && shards.back() >= world_->shards()))
            return "it can't have the shards that it was given";
        return {};
    }

    std::shared_ptr<const world> world_;
    node_identity me_;
    bool entered_ = false;
};

}  // namespace

void serve_node(int socket, std::shared_ptr<const world> w, const node_identity& me) {
    auto io = kj::setupAsyncIo();
    auto stream =
        io.lowLevelProvider->wrapSocketFd(socket, kj::LowLevelAsyncIoProvider::TAKE_OWNERSHIP);
    capnp::TwoPartyVatNetwork network(*stream, capnp::rpc::twoparty::Side::SERVER,
                                      reader_options());
    auto system = capnp::makeRpcServer(network, wire::Gate::Client(kj::heap<gate>(w, me)));
    network.onDisconnect().wait(io.waitScope);
}

}  // namespace muster
