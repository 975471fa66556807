#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// A text with one run of `#` for a running number from 1, zero-padded to the run's width:
/// `hp-######`.
class text_pattern {
public:
    text_pattern() = default;
    explicit text_pattern(std::string_view pattern);

    /// The largest number that fits; 0 without a `#`.
    std::uint64_t capacity() const;
    /// The number of which `text` is the text; 0 where it is none.
    std::uint64_t number_of(std::string_view text) const;
    /// Writes the text for `number` into `out`, replacing what it held.
    void write(std::uint64_t number, std::string& out) const;
    /// Adds the text for `number` to the end of `out`.
    void append(std::uint64_t number, std::string& out) const;
    std::string text(std::uint64_t number) const;

private:
    std::string before_, after_;
    std::uint32_t width_ = 0;
};

}  // namespace muster
