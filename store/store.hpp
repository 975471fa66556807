#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fleet/change.hpp"

namespace muster {

/// Changes of one shard, in stamp order, written under the epoch its owner holds.
struct shard_records {
    std::uint32_t shard = 0;
    std::uint64_t epoch = 0;
    std::vector<change> records;
};

/// Something kept whole under a name: a job's definition, a group, a dashboard.
struct document {
    std::string kind, id, body;
    std::uint64_t version = 0;  ///< the version written; the stored one has to be `version - 1`
};

struct audit_entry {
    sim_time at{};
    std::string principal, action, subject, detail;
};

struct append_batch {
    std::vector<shard_records> shards;
    std::vector<document> documents;
    std::vector<audit_entry> audit;
};

/// What became of an append. It is all or nothing: where anything is stale, nothing is written and
/// the stale parts are named.
struct append_result {
    std::uint64_t position = 0;                ///< durable position after the append
    std::vector<std::uint32_t> stale_shards;   ///< written under an older epoch than the shard's
    std::vector<std::string> stale_documents;  ///< `kind/id`
    bool done() const { return stale_shards.empty() && stale_documents.empty(); }
};

/// Where durable state lives. One writer (the flush of a node); readers may come from any thread
/// after `append` returned.
class store {
public:
    virtual ~store() = default;
    /// Takes ownership of a shard under a new epoch, higher than any before; later appends under
    /// older epochs are stale.
    virtual std::uint64_t take_over(std::uint32_t shard) = 0;
    virtual append_result append(const append_batch& batch) = 0;
    /// All changes of a shard in stamp order.
    virtual std::vector<change> load(std::uint32_t shard) const = 0;
    virtual std::vector<audit_entry> audit() const = 0;
};

}  // namespace muster
