#include "actors/local_shards.hpp"

#include <algorithm>

namespace muster {

local_shards::local_shards(caf::actor_system& system, const world& w,
                           const std::vector<std::uint32_t>& which, const shard_options& options)
    : ports_(w.shards()) {
    auto list = std::make_shared<shard_list>(w.shards());
    for (const auto s : which) {
        (*list)[s] = caf::intrusive_ptr<shard>(new shard(system, w, s, options), false);
        owned_.push_back(std::make_unique<local_port>(*(*list)[s], w));
        ports_[s] = owned_.back().get();
    }
    list_ = std::move(list);
}

/// The devices hold their shard: they are ended first, and whoever still holds a device gets a
/// refusal from now on.
local_shards::~local_shards() {
    for (const auto& s : *list_)
        if (s) s->shut_down(nullptr);
}

bool reads_every_step(const scenario& s) {
    if (s.service && s.service->messages) return true;
    return std::any_of(s.expect.begin(), s.expect.end(), [](const expectation_spec& e) {
        return e.kind == expectation_spec::form::always || e.kind == expectation_spec::form::after;
    });
}

}  // namespace muster
