#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connect/byte_source.hpp"

namespace muster {

/// The lines of a file, without their ends. Memory is that of the longest line.
class line_reader {
public:
    explicit line_reader(std::unique_ptr<byte_source> from);

    /// The next line, which lives until the next call; nothing at the end or behind an error.
    std::optional<std::string_view> next();
    /// Empty while nothing is wrong.
    const std::string& error() const { return error_; }

    /// A line with more bytes than this is an error.
    static constexpr std::size_t longest = std::size_t{16} << 20;

private:
    bool refill();

    std::unique_ptr<byte_source> from_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0, end_ = 0;  ///< of what was read and not given yet
    bool at_end_ = false;
    std::string error_;
};

}  // namespace muster
