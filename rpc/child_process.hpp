#pragma once

#include <sys/types.h>

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace muster {

/// A process of this program that was started with one end of a socket as its descriptor 3. Killed
/// when the object goes, if it has not ended by itself. Any thread may ask about its end.
class child_process {
public:
    /// Starts the program that runs with these arguments. Throws std::system_error.
    explicit child_process(const std::vector<std::string>& arguments);
    ~child_process();

    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;

    pid_t id() const { return id_; }
    /// This end of the socket; from now on the caller's.
    int take_socket();
    /// Waits for its end, at most so long; false where it lives on.
    bool ended(double seconds_max);
    /// `was killed by signal 9 (Killed)`, `ended with exit code 2`, or that it is not known.
    std::string how_it_ended() const;
    /// Largest resident set; 0 until it has ended.
    std::uint64_t peak_resident_bytes() const;

private:
    bool collect(int how);

    pid_t id_ = -1;
    int socket_ = -1;
    mutable std::mutex mutex_;  ///< of what follows
    bool over_ = false;
    int status_ = 0;  ///< as wait has it
    std::uint64_t peak_resident_bytes_ = 0;
};

}  // namespace muster
