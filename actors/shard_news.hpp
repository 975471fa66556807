#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "actors/shard_port.hpp"
#include "actors/visits.hpp"
#include "fleet/reading_batch.hpp"

/// What another process says of its shards, item by item, so that an answer of any size can travel
/// in parts. The order of a shard's items is the order in which they were made.
namespace muster {

/// How many devices a shard turned out to have.
struct size_news {
    std::uint32_t shard = 0;
    std::uint64_t devices = 0;
};

/// What a shard found in a survey.
struct survey_news {
    std::uint32_t shard = 0;
    members_mail found;
};

/// Counters of a shard that differ from what was last said, with the value they have now.
struct counter_news {
    std::uint32_t shard = 0;
    std::vector<std::pair<std::uint32_t, std::int64_t>> values;
};

/// Moves of a shard's counters, step by step, for expectations that look at every step. Of a long
/// visit they come in several items; so do events and changes.
struct log_news {
    std::uint32_t shard = 0;
    std::vector<counter_delta> moves;
};

struct event_news {
    std::uint32_t shard = 0;
    std::vector<event> events;
};

struct change_news {
    std::uint32_t shard = 0;
    std::vector<change> changes;
};

/// Readings for the sinks of the process that drives the run. Immutable once sent.
struct reading_news {
    std::uint32_t shard = 0;
    bool late = false;  ///< they leave buffers now, and were told before when they were made
    std::shared_ptr<const reading_batch> readings;
};

/// What only a leg knows of a job: how long commands took here and why they failed.
struct leg_news {
    std::uint32_t shard = 0;
    std::uint32_t job = 0;
    leg_figures figures;
    std::map<std::string, std::uint64_t> reasons;
    std::optional<update_counts> steps{};  ///< where it updates devices
};

/// How the devices of a job differ, of all of a host's shards together: said of the first of them.
struct cause_news {
    std::uint32_t shard = 0;
    std::uint32_t job = 0;
    cause_counts counted;
};

/// Targets of a job in a shard; of many in several items.
struct target_news {
    std::uint32_t shard = 0;
    std::vector<job_target> targets;
};

/// How long messages took on their way from a shard, seconds.
struct way_news {
    std::uint32_t shard = 0;
    accumulator latency;
};

/// When faults held in a shard, and which of them met on a device.
struct fault_news {
    std::uint32_t shard = 0;
    std::vector<fault_span> spans;  ///< by fault
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> overlaps;
};

/// Members of a volatile population in a shard, by state, at an instant.
struct scan_news {
    std::uint32_t shard = 0;
    std::uint32_t population = 0;
    sim_time at{};
    std::vector<std::uint64_t> counts;
};

/// The open window of one series in a shard.
struct series_news {
    std::uint32_t shard = 0;
    std::uint32_t series = 0;
    accumulator window;
};

/// The digest of all readings of a host's shards so far.
struct digest_news {
    hash_sum readings;
};

/// The hash of the end states of a host's devices.
struct state_news {
    hash_sum states;
};

/// What a shard answered to a `question_call`.
struct found_news {
    device_answer answer;
};

/// What a shard knows of one device.
struct detail_news {
    device_detail detail;
};

using shard_news = std::variant<shard_visit, size_news, survey_news, counter_news, log_news,
                                event_news, change_news, reading_news, leg_news, fault_news,
                                scan_news, series_news, digest_news, state_news, found_news,
                                detail_news, way_news, cause_news, target_news>;

}  // namespace muster
