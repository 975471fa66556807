#include "rpc/local_nodes.hpp"

#include <chrono>
#include <future>
#include <stdexcept>

#include "rpc/child_process.hpp"
#include "rpc/defaults.hpp"
#include "rpc/event_loop.hpp"
#include "rpc/remote_host.hpp"

namespace muster {

namespace {

/// Long enough for the system to say what became of a process whose socket is closed.
constexpr double seconds_to_end = 1;

struct node {
    std::string name;
    std::unique_ptr<child_process> process;
    std::shared_ptr<std::promise<std::string>> opened;
    std::unique_ptr<remote_host> host;
};

class nodes_here final : public local_nodes {
public:
    nodes_here(const std::shared_ptr<const world>& w, const node_plan& plan) {
        const auto shards = deal_shards(w->shards(), plan.nodes);
        nodes_.resize(plan.nodes);
        for (unsigned i = 0; i < plan.nodes; ++i)
            launch(nodes_[i], i + 1, plan);
        for (unsigned i = 0; i < plan.nodes; ++i) {
            auto wishes = plan.wishes;
            wishes.shards = shards[i];
            greet(nodes_[i], w, plan.identity, wishes);
        }
        for (auto& n : nodes_)
            wait_for_hello(n);
    }

    std::vector<shard_host*> hosts() const override {
        std::vector<shard_host*> all;
        for (const auto& n : nodes_)
            all.push_back(n.host.get());
        return all;
    }

    void end() override {
        for (auto& n : nodes_)
            n.host.reset();
        for (auto& n : nodes_)
            n.process->ended(seconds_to_end);
    }

    std::uint64_t peak_resident_bytes() const override {
        std::uint64_t bytes = 0;
        for (const auto& n : nodes_)
            bytes += n.process->peak_resident_bytes();
        return bytes;
    }

private:
    static void launch(node& n, unsigned number, const node_plan& plan) {
        n.process = std::make_unique<child_process>(plan.arguments);
        n.name =
            "node " + std::to_string(number) + " (pid " + std::to_string(n.process->id()) + ")";
    }

    void greet(node& n, const std::shared_ptr<const world>& w, const node_identity& me,
               const host_wishes& wishes) {
        n.opened = std::make_shared<std::promise<std::string>>();
        const auto why_gone = [process = n.process.get()] {
            process->ended(seconds_to_end);
            return process->how_it_ended();
        };
        n.host = remote_host::connect(
            loop_, n.process->take_socket(), n.name, w, me, wishes, why_gone,
            [opened = n.opened](std::string problem) { opened->set_value(std::move(problem)); });
    }

    static void wait_for_hello(node& n) {
        auto opened = n.opened->get_future();
        const auto patience = std::chrono::seconds(wire_limits::hello_seconds);
        if (opened.wait_for(patience) != std::future_status::ready)
            throw std::runtime_error(n.name + " did not say hello within " +
                                     std::to_string(wire_limits::hello_seconds) + " seconds");
        const auto problem = opened.get();
        if (problem.empty()) return;
        if (n.process->ended(seconds_to_end))
            throw std::runtime_error(n.name + " " + n.process->how_it_ended() +
                                     " before the run began");
        throw std::runtime_error(n.name + " refused the run: " + problem);
    }

    event_loop loop_;
    std::vector<node> nodes_;
};

}  // namespace

std::unique_ptr<local_nodes> local_nodes::start(std::shared_ptr<const world> w,
                                                const node_plan& plan) {
    return std::make_unique<nodes_here>(w, plan);
}

}  // namespace muster
