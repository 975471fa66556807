#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace muster {

/// A file that is read from its start to its end. Not thread-safe.
class byte_source {
public:
    virtual ~byte_source() = default;
    /// Puts up to `size` bytes into `to` and returns how many; 0 at the end or where `error` says
    /// why it can't go on.
    virtual std::size_t read(char* to, std::size_t size) = 0;
    /// Empty while nothing is wrong.
    virtual const std::string& error() const = 0;
};

/// Opens a file for reading; what is compressed with Zstandard comes out as it was, whatever the
/// file's name. Throws std::runtime_error with path and reason where that fails.
std::unique_ptr<byte_source> open_source(const std::string& path);

}  // namespace muster
