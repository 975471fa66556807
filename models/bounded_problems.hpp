#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "models/json_spot.hpp"
#include "models/limits.hpp"

namespace muster::models {

/// Errors of one document that is checked: so many at most, then one that says so. Whoever checks
/// asks `full` before it goes on. Writes to the diagnostics it was made with and must not outlive
/// them.
class bounded_problems {
public:
    bounded_problems(diagnostics& problems, std::size_t most) : problems_(problems), left_(most) {}

    void error(const json_spot& at, const char* code, std::string text, std::string remedy = {}) {
        ++count_;
        if (left_ == 0) return;
        problems_.error(code, at.where(), std::move(text), std::move(remedy));
        if (--left_ > 0) return;
        problems_.error("too-many-problems", {at.file, 0, 0, {}},
                        "there are more problems than these", "mend these first");
    }
    /// How many there were, said or not.
    std::size_t count() const { return count_; }
    /// Whether a further problem would not be said.
    bool full() const { return left_ == 0; }

private:
    diagnostics& problems_;
    std::size_t left_;
    std::size_t count_ = 0;
};

/// `did you mean 'x'?` of the nearest name, or `otherwise` where none is near or the word is longer
/// than any name.
inline std::string suggestion(std::string_view word, const std::vector<std::string>& names,
                              std::string otherwise = {}) {
    const auto nearest =
        word.size() > name_length_max ? std::string() : nearest_name(std::string(word), names);
    return nearest.empty() ? std::move(otherwise) : "did you mean '" + nearest + "'?";
}

}  // namespace muster::models
