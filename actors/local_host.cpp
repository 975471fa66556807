#include "actors/local_host.hpp"

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include "actors/host.hpp"
#include "actors/system_config.hpp"

namespace muster {

namespace {

class local_host final : public shard_host {
public:
    local_host(std::shared_ptr<const world> w, host_wishes wishes)
        : config_(wishes.workers),
          system_(config_),
          shards_(wishes.shards),
          host_(spawn_host(system_, std::move(w), wishes)) {}

    ~local_host() override { caf::anon_send_exit(host_, caf::exit_reason::user_shutdown); }

    const std::vector<std::uint32_t>& shards() const override { return shards_; }
    void call(host_call what, completion done) override {
        caf::anon_send(host_,
                       host_work{std::make_shared<host_call>(std::move(what)), std::move(done)});
    }
    /// A host of this process is lost with the process.
    void on_lost(std::function<void(std::string)>) override {}

private:
    system_config config_;
    caf::actor_system system_;
    std::vector<std::uint32_t> shards_;
    host_actor host_;
};

}  // namespace

std::unique_ptr<shard_host> open_local_host(std::shared_ptr<const world> w, host_wishes wishes) {
    return std::make_unique<local_host>(std::move(w), std::move(wishes));
}

}  // namespace muster
