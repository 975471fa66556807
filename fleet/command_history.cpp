#include "fleet/command_history.hpp"

#include <algorithm>

namespace muster {

void command_history::put(const command_record& record) {
    const auto [at, fresh] = records_.try_emplace(record.number);
    if (!fresh && !is_over(at->second.state)) --open_;
    at->second = record;
    if (!is_over(record.state)) ++open_;
    if (!fresh) return;
    numbers_[{record.device, record.id}] = record.number;
    if (records_.size() > capacity) forget_one();
}

void command_history::forget_one() {
    const auto oldest = std::find_if(records_.begin(), records_.end(),
                                     [](const auto& r) { return is_over(r.second.state); });
    if (oldest == records_.end()) return;
    numbers_.erase({oldest->second.device, oldest->second.id});
    records_.erase(oldest);
}

const command_record* command_history::find(std::uint64_t number) const {
    const auto at = records_.find(number);
    return at == records_.end() ? nullptr : &at->second;
}

const command_record* command_history::find(slot device, const std::string& id) const {
    const auto number = numbers_.find({device, id});
    return number == numbers_.end() ? nullptr : find(number->second);
}

std::vector<const command_record*> command_history::of(slot device) const {
    std::vector<const command_record*> found;
    for (auto at = numbers_.lower_bound({device, {}});
         at != numbers_.end() && at->first.first == device; ++at)
        found.push_back(find(at->second));
    std::sort(found.begin(), found.end(),
              [](const auto* a, const auto* b) { return a->number > b->number; });
    return found;
}

std::vector<std::uint64_t> command_history::open(slot device) const {
    std::vector<std::uint64_t> found;
    if (open_ == 0) return found;
    for (const auto* record : of(device))
        if (!is_over(record->state)) found.insert(found.begin(), record->number);
    return found;
}

bool command_history::full() const {
    return open_ >= capacity;
}

}  // namespace muster
