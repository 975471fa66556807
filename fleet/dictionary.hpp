#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace muster {

/// Texts by number: columns hold codes instead of strings. Filled before a run starts and only read
/// after that, so any number of threads may read it.
class dictionary {
public:
    using code = std::uint32_t;

    code add(std::string_view text) {
        if (const auto known = codes_.find(text); known != codes_.end()) return known->second;
        const auto next = static_cast<code>(texts_.size());
        codes_.emplace(texts_.emplace_back(text), next);
        return next;
    }
    std::optional<code> find(std::string_view text) const {
        const auto known = codes_.find(text);
        return known == codes_.end() ? std::nullopt : std::optional(known->second);
    }
    std::string_view text(code c) const { return texts_[c]; }
    std::size_t size() const { return texts_.size(); }

private:
    std::deque<std::string> texts_;                     // a deque: the map's views stay valid
    std::unordered_map<std::string_view, code> codes_;  // looked up, never iterated
};

}  // namespace muster
