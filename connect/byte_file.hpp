#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// A file that is written from its start to its end. Not thread-safe.
class byte_file {
public:
    virtual ~byte_file() = default;
    /// False where the bytes can't be written; `errno` says why.
    virtual bool write(std::string_view bytes) = 0;
    /// Passes on what is kept back where somebody may wait for it: at a terminal, behind a pipe.
    /// False as above.
    virtual bool pass_on() { return true; }
    /// Writes what is still kept back. False as above.
    virtual bool finish() = 0;
};

/// Creates or replaces the file; one whose name ends in `.zst` is compressed with Zstandard. Throws
/// std::runtime_error with path and reason where that fails.
std::unique_ptr<byte_file> create_file(const std::string& path);

}  // namespace muster
