#include "tests/support/coded_host.hpp"

#include <capnp/message.h>
#include <capnp/serialize.h>

#include <map>
#include <mutex>
#include <utility>

#include "actors/local_host.hpp"
#include "rpc/call_codec.hpp"
#include "rpc/news_codec.hpp"

namespace muster::testing {

namespace {

/// Small, so that most answers have more parts than one.
constexpr std::size_t part_bytes = 4096;

class coded_host final : public shard_host {
public:
    coded_host(std::shared_ptr<const world> w, const host_wishes& wishes)
        : world_(std::move(w)), within_(*world_), inner_(open_local_host(world_, wishes)) {}

    const std::vector<std::uint32_t>& shards() const override { return inner_->shards(); }
    void on_lost(std::function<void(std::string)>) override {}

    void call(host_call what, completion done) override {
        try {
            auto called = there(what);
            if (const auto* rest = std::get_if<rest_call>(&called))
                return done(next_part(rest->number));
            inner_->call(std::move(called),
                         [this, done](host_answer a) { done(begin(std::move(a))); });
        } catch (const wire_error& e) {
            done({e.what(), 0, {}});
        }
    }

private:
    struct open_answer {
        std::vector<shard_news> news;
        std::size_t told = 0;
    };

    host_call there(const host_call& what) const {
        capnp::MallocMessageBuilder message;
        write_call(what, message.initRoot<wire::Call>());
        const auto words = capnp::messageToFlatArray(message);
        capnp::FlatArrayMessageReader arrived(words);
        return read_call(arrived.getRoot<wire::Call>(), within_, shards()).what;
    }

    host_answer back(const std::string& failure, std::uint64_t rest,
                     std::span<const shard_news> news) const {
        try {
            capnp::MallocMessageBuilder message;
            write_answer(failure, rest, news, message.initRoot<wire::Answer>());
            const auto words = capnp::messageToFlatArray(message);
            capnp::FlatArrayMessageReader arrived(words);
            return read_answer(arrived.getRoot<wire::Answer>(), within_, shards());
        } catch (const wire_error& e) {
            return {e.what(), 0, {}};
        }
    }

    host_answer begin(host_answer a) {
        if (!a.failure.empty()) return back(a.failure, 0, {});
        std::unique_lock guard(mutex_);
        const auto number = ++last_answer_;
        open_[number].news = std::move(a.news);
        guard.unlock();
        return next_part(number);
    }

    host_answer next_part(std::uint64_t number) {
        const std::lock_guard guard(mutex_);
        auto& answer = open_.at(number);
        const auto left = std::span<const shard_news>(answer.news).subspan(answer.told);
        const auto count =
            part_of(left, part_bytes, [](const shard_news& n) { return wire_bytes(n); });
        const bool more = count < left.size();
        auto part = back({}, more ? number : 0, left.first(count));
        answer.told += count;
        if (!more) open_.erase(number);
        return part;
    }

    std::shared_ptr<const world> world_;
    wire_bounds within_;
    std::unique_ptr<shard_host> inner_;
    std::mutex mutex_;  ///< of what follows
    std::map<std::uint64_t, open_answer> open_;
    std::uint64_t last_answer_ = 0;
};

}  // namespace

std::unique_ptr<shard_host> open_coded_host(std::shared_ptr<const world> w,
                                            const host_wishes& wishes) {
    return std::make_unique<coded_host>(std::move(w), wishes);
}

}  // namespace muster::testing
