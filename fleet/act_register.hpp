#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "fleet/act.hpp"

namespace muster {

/// Which acts were done under which idempotency key. A repeat has the first answer and no second
/// effect; the same key with another act is a conflict. Keeps the last `capacity` keys.
class act_register {
public:
    explicit act_register(std::size_t capacity) : capacity_(capacity) {}

    enum class verdict : std::uint8_t { fresh, repeat, misuse };

    /// Enters an act under its number. A repeat answers with the number of the first one.
    std::pair<verdict, std::uint64_t> enter(std::uint64_t number, const act& a);
    void answered(std::uint64_t number, const act_answer& answer);
    /// The answer of a numbered act; nothing while it is under way or when it is forgotten.
    std::optional<act_answer> answer_of(std::uint64_t number) const;

private:
    using key = std::pair<std::string, std::string>;  ///< principal and idempotency key
    struct entry {
        key id;
        act::body what;
        std::optional<act_answer> answer;
    };

    void forget_oldest();

    std::size_t capacity_;
    std::map<key, std::uint64_t> numbers_;
    std::map<std::uint64_t, entry> entries_;  ///< by number, so the oldest is first
};

}  // namespace muster
