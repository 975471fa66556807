#pragma once

#include <string>
#include <vector>

#include "tests/system/process.hpp"

namespace muster::system_test {

/// A folder of its own for one test case, gone with the object, and the built binary to run in it.
class trial {
public:
    trial();
    ~trial();

    trial(const trial&) = delete;
    trial& operator=(const trial&) = delete;

    /// Writes a file into the folder; returns its path.
    std::string write(const std::string& name, const std::string& content) const;
    std::string path(const std::string& name) const { return folder_ + "/" + name; }
    std::string read(const std::string& name) const { return content_of(path(name)); }

    /// Runs `muster` to its end. A run that takes longer than a minute is killed.
    ending muster(std::vector<std::string> arguments,
                  const std::vector<std::string>& environment = {}) const;
    /// Starts `muster` and returns at once.
    process start(std::vector<std::string> arguments) const;
    /// The SHA-256 of a text, by coreutils: in hexadecimal.
    std::string sha256(const std::string& text) const;

private:
    std::string folder_;
};

/// A scenario of this tree: `scenarios/NAME.yaml`.
std::string shipped(const std::string& name);

/// A minimal scenario: a hundred probes for an hour. `more` is added at its end.
std::string small_scenario(const std::string& more = {});

/// The digest that a report.json or a quiet run's line ends with.
std::string digest_in(const std::string& text);

/// The fenced blocks of a Markdown file in this tree that are marked as `language`.
std::vector<std::string> blocks_of(const std::string& file, const std::string& language);

}  // namespace muster::system_test
