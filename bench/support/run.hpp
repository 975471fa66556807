#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "actors/run_options.hpp"

namespace muster::bench {

/// Runs a scenario given as text to its end on two workers, in this process; exits with a message
/// where it is wrong.
run_outcome run_text(const std::string& yaml);

/// Largest resident set of this process so far, in bytes.
std::uint64_t peak_resident_bytes();

/// The first argument as a number, or the default.
std::uint64_t argument(int argc, char** argv, std::uint64_t otherwise);

}  // namespace muster::bench
