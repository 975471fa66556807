#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace muster::system_test {

/// How a program ended.
struct ending {
    int code = -1;  ///< exit code, or 128 + the signal that ended it
    bool timed_out = false;
    double seconds = 0;  ///< from start to end
    std::string out, err;
};

/// A program under test, without a shell: standard input is empty, output goes to two files. Killed
/// when it is destroyed or runs out of time.
class process {
public:
    /// Runs `command` in `folder`, where `stdout.txt` and `stderr.txt` are made. `environment` is
    /// added to the test's own, as `NAME=VALUE`. Throws std::system_error where it can't be
    /// started.
    process(const std::vector<std::string>& command, std::string folder,
            const std::vector<std::string>& environment = {});
    ~process();

    process(const process&) = delete;
    process& operator=(const process&) = delete;

    void signal(int number) const;
    /// Waits for the end, at most so long.
    ending wait(double seconds_max);

private:
    bool ended(int& status);

    std::string folder_;
    pid_t id_ = -1;
    double started_ = 0;
};

/// The whole content of a file; empty where there is none.
std::string content_of(const std::string& path);

/// Waits until the file has something in it; false where it has not after so long.
bool wait_for_content(const std::string& path, double seconds_max);

}  // namespace muster::system_test
