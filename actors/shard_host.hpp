#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "actors/shard_news.hpp"

namespace muster {

/// Creates the devices of all of a host's shards. Once, before anything else.
struct populate_call {};

/// Which targets a look asks for: those of one job in some shards, [first, end).
struct target_question {
    std::uint32_t job = 0;
    std::uint32_t first = 0, end = 0;

    bool operator==(const target_question&) const = default;
};

/// Asks at a full barrier for what is not said of its own accord with every visit.
struct look_call {
    sim_time now{};
    bool series = false;                ///< the open window of every series
    bool close_window = false;          ///< and begins a new window afterwards
    bool jobs = false;                  ///< latency and reasons of every leg
    bool faults = false;                ///< spans and overlaps
    bool digest = false;                ///< of the readings so far
    std::vector<sim_time> scans;        ///< instants at which the volatile populations are counted
    bool ways = false;                  ///< how long messages took
    std::vector<std::uint32_t> causes;  ///< jobs whose devices are compared
    std::optional<target_question> targets;  ///< how devices stand in a job

    bool wanted() const {
        return series || jobs || faults || digest || ways || !scans.empty() || !causes.empty() ||
               targets;
    }
};

/// A list's question to one shard, at a barrier. The condition travels as text.
struct question_call {
    std::uint32_t shard = 0;
    std::string where;
    slot first = 0;
    std::uint64_t most = 0;
    bool count_all = true;
    sim_time now{};
};

/// All that is known of one device, at a barrier. No news where the shard has none of that id.
struct describe_call {
    std::uint32_t shard = 0;
    std::string id;
};

/// The next part of an answer that came in parts.
struct rest_call {
    std::uint64_t number = 0;
};

using host_call = std::variant<populate_call, visit_request, survey_request, look_call,
                               question_call, describe_call, end_request, rest_call>;

struct host_answer {
    std::string failure;     ///< not empty: there is no answer, and why
    std::uint64_t rest = 0;  ///< not 0: more follows, when asked for with this number
    std::vector<shard_news> news;
};

/// Some of a run's shards, driven from outside: in this process, or what stands for those of
/// another one. Calls are answered in the order in which they were made where they change anything;
/// nothing may be asked of a shard while a visit of it is under way.
class shard_host {
public:
    using completion = std::function<void(host_answer)>;

    virtual ~shard_host() = default;

    /// Ascending; the same from the first call to the last.
    virtual const std::vector<std::uint32_t>& shards() const = 0;
    /// `done` is called once, at once or later, on any thread; it may only post. Any thread.
    virtual void call(host_call what, completion done) = 0;
    /// `tell` is called once, on any thread, if the host is lost: no call will succeed any more; at
    /// once where it is lost already. An empty one is told nothing, nor is who was to be told
    /// before, once this returns.
    virtual void on_lost(std::function<void(std::string why)> tell) = 0;
};

/// Calls a host and puts the parts of its answer together.
void call_whole(shard_host& host, host_call what, shard_host::completion done);

/// What a process that drives a run wants of a host besides the result.
struct host_wishes {
    std::vector<std::uint32_t> shards;  ///< to be the host's; ascending
    unsigned workers = 1;
    bool events = false, message_events = false;
    bool changes = false;           ///< there is a journal
    bool readings = false;          ///< there are sinks
    duration gather_connections{};  ///< as in `run_options`
};

/// Who has which of a run's shards, by host: in turn, so that all have about as many devices.
std::vector<std::vector<std::uint32_t>> deal_shards(std::uint32_t shards, std::uint32_t hosts);

}  // namespace muster
