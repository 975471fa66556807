#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/nodes.hpp"
#include "fleet/shard_count.hpp"
#include "rpc/node_server.hpp"

namespace muster::app {

/// Interrupts are for the process that drives the run, which ends this one; where that dies, this
/// one dies with it.
int node_command(const options& given) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGTERM, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    auto read = read_given(given, given.files.front());
    if (!read.value) {  // of a warning whoever started this process has told
        print_problems(read.problems);
        return bad_input;
    }
    auto s = std::move(read.value);
    const auto shards = shard_count_for(s->device_count());
    const auto w = std::make_shared<const world>(std::move(*s), shards);
    serve_node(given.socket, w, identity_of(*w));
    _exit(all_held);  // whatever its workers are still at, nobody waits for it
}

}  // namespace muster::app
