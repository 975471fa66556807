#include "store/memory_store.hpp"

namespace muster {

std::uint64_t memory_store::take_over(std::uint32_t shard) {
    const std::lock_guard guard(mutex_);
    return ++epochs_[shard];
}

append_result memory_store::check(const append_batch& batch) const {
    append_result result;
    for (const auto& s : batch.shards) {
        const auto owner = epochs_.find(s.shard);
        if (owner == epochs_.end() || owner->second != s.epoch)
            result.stale_shards.push_back(s.shard);
    }
    std::map<std::pair<std::string, std::string>, std::uint64_t> versions;  // as of this batch
    for (const auto& d : batch.documents) {
        const auto known = documents_.find({d.kind, d.id});
        const std::uint64_t stored = known == documents_.end() ? 0 : known->second.version;
        auto& version = versions.try_emplace({d.kind, d.id}, stored).first->second;
        if (d.version != version + 1) result.stale_documents.push_back(d.kind + "/" + d.id);
        version = d.version;
    }
    return result;
}

append_result memory_store::append(const append_batch& batch) {
    const std::lock_guard guard(mutex_);
    auto result = check(batch);
    if (result.done()) {
        for (const auto& s : batch.shards) {
            auto& records = journal_[s.shard];
            records.insert(records.end(), s.records.begin(), s.records.end());
        }
        for (const auto& d : batch.documents)
            documents_[{d.kind, d.id}] = d;
        audit_.insert(audit_.end(), batch.audit.begin(), batch.audit.end());
        ++position_;
    }
    result.position = position_;
    return result;
}

std::vector<change> memory_store::load(std::uint32_t shard) const {
    const std::lock_guard guard(mutex_);
    const auto records = journal_.find(shard);
    return records == journal_.end() ? std::vector<change>{} : records->second;
}

std::vector<audit_entry> memory_store::audit() const {
    const std::lock_guard guard(mutex_);
    return audit_;
}

}  // namespace muster
