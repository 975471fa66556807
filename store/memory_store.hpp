#pragma once

#include <map>
#include <mutex>
#include <utility>

#include "store/store.hpp"

namespace muster {

/// A store that lasts as long as the process: for runs that want their journal, and the model for
/// the others.
class memory_store final : public store {
public:
    std::uint64_t take_over(std::uint32_t shard) override;
    append_result append(const append_batch& batch) override;
    std::vector<change> load(std::uint32_t shard) const override;
    std::vector<audit_entry> audit() const override;

private:
    append_result check(const append_batch& batch) const;

    mutable std::mutex mutex_;
    std::map<std::uint32_t, std::uint64_t> epochs_;
    std::map<std::uint32_t, std::vector<change>> journal_;
    std::map<std::pair<std::string, std::string>, document> documents_;
    std::vector<audit_entry> audit_;
    std::uint64_t position_ = 0;
};

}  // namespace muster
