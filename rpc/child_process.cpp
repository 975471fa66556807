#include "rpc/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

extern char** environ;

namespace muster {

namespace {

constexpr int socket_of_child = 3;

void must(int error, const char* what) {
    if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

/// Starts it with the socket and without a voice on standard output, which is the report's.
pid_t start(const std::vector<std::string>& arguments, int socket) {
    std::vector<char*> words;
    for (const auto& a : arguments)
        words.push_back(const_cast<char*>(a.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    must(posix_spawn_file_actions_init(&actions), "posix_spawn");
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, socket, socket_of_child);
    pid_t id = -1;
    const int error = posix_spawn(&id, "/proc/self/exe", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    must(error, "can't start a node");
    return id;
}

}  // namespace

child_process::child_process(const std::vector<std::string>& arguments) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        must(errno, "can't make a socket for a node");
    socket_ = ends[0];
    try {
        id_ = start(arguments, ends[1]);
    } catch (...) {
        close(ends[0]);
        close(ends[1]);
        throw;
    }
    close(ends[1]);
}

child_process::~child_process() {
    if (socket_ >= 0) close(socket_);
    if (collect(WNOHANG)) return;
    kill(id_, SIGKILL);
    collect(0);
}

int child_process::take_socket() {
    return std::exchange(socket_, -1);
}

bool child_process::ended(double seconds_max) {
    using clock = std::chrono::steady_clock;
    const auto until = clock::now() + std::chrono::duration<double>(seconds_max);
    for (;;) {
        if (collect(WNOHANG)) return true;
        if (clock::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

/// Whether it is over.
bool child_process::collect(int how) {
    const std::lock_guard guard(mutex_);
    rusage used{};
    if (over_ || wait4(id_, &status_, how, &used) != id_) return over_;
    over_ = true;
    peak_resident_bytes_ = static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
    return true;
}

std::uint64_t child_process::peak_resident_bytes() const {
    const std::lock_guard guard(mutex_);
    return peak_resident_bytes_;
}

std::string child_process::how_it_ended() const {
    const std::lock_guard guard(mutex_);
    if (!over_) return "hung up, but did not end";
    if (WIFSIGNALED(status_))
        return "was killed by signal " + std::to_string(WTERMSIG(status_)) + " (" +
               strsignal(WTERMSIG(status_)) + ")";
    return "ended with exit code " + std::to_string(WEXITSTATUS(status_));
}

}  // namespace muster
