#pragma once

#include <optional>
#include <string>

#include "fleet/diagnostic.hpp"
#include "scenarios/reading.hpp"

namespace muster {

/// What a file that the scenario names is: its path, seen from where the process runs, and its
/// text without a byte order mark.
struct input_file {
    std::string path;
    std::string text;
};

/// Reads a file that a scenario names at `named`; a relative path is relative to the file that
/// names it. Empty, and reported there, where it can't be read, is larger than `most` bytes or
/// holds bytes that are no UTF-8 text.
std::optional<input_file> read_input_file(const read_options& options, const std::string& path,
                                          const place& named, std::size_t most,
                                          diagnostics& problems);

/// The folder that paths written at `where` are relative to; options are relative to the scenario.
std::string folder_of(const read_options& options, const place& where);

}  // namespace muster
