#include "actors/shard_host.hpp"

#include <iterator>
#include <utility>

namespace muster {

namespace {

struct gathering {
    shard_host* host;
    shard_host::completion done;
    host_answer whole;
};

void take_part(const std::shared_ptr<gathering>& all, host_answer part) {
    std::move(part.news.begin(), part.news.end(), std::back_inserter(all->whole.news));
    all->whole.failure = std::move(part.failure);
    if (part.rest == 0) return all->done(std::move(all->whole));
    all->host->call(rest_call{part.rest},
                    [all](host_answer next) { take_part(all, std::move(next)); });
}

}  // namespace

void call_whole(shard_host& host, host_call what, shard_host::completion done) {
    auto all = std::make_shared<gathering>(gathering{&host, std::move(done), {}});
    host.call(std::move(what), [all](host_answer part) { take_part(all, std::move(part)); });
}

std::vector<std::vector<std::uint32_t>> deal_shards(std::uint32_t shards, std::uint32_t hosts) {
    std::vector<std::vector<std::uint32_t>> dealt(hosts);
    for (std::uint32_t s = 0; s < shards; ++s)
        dealt[s % hosts].push_back(s);
    return dealt;
}

}  // namespace muster
