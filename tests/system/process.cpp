#include "tests/system/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>

namespace muster::system_test {

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void pause() {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (auto& text : texts)
        all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

std::vector<std::string> whole_environment(const std::vector<std::string>& more) {
    std::vector<std::string> all;
    for (char** each = environ; *each != nullptr; ++each)
        all.emplace_back(*each);
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void redirect(const char* path, int flags, int descriptor) {
    const int file = open(path, flags, 0644);
    if (file >= 0 && file != descriptor) dup2(file, descriptor);
}

}  // namespace

process::process(const std::vector<std::string>& command, std::string folder,
                 const std::vector<std::string>& environment)
    : folder_(std::move(folder)), started_(now()) {
    auto words = command;
    auto variables = whole_environment(environment);
    const auto argv = pointers(words);
    const auto envp = pointers(variables);
    id_ = fork();
    if (id_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (id_ > 0) return;
    if (chdir(folder_.c_str()) != 0) _exit(127);
    redirect("/dev/null", O_RDONLY, STDIN_FILENO);
    redirect("stdout.txt", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect("stderr.txt", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    execvpe(argv.front(), argv.data(), envp.data());
    _exit(127);
}

process::~process() {
    int status = 0;
    if (id_ <= 0) return;
    kill(id_, SIGKILL);
    waitpid(id_, &status, 0);
}

void process::signal(int number) const {
    if (id_ > 0) kill(id_, number);
}

bool process::ended(int& status) {
    if (waitpid(id_, &status, WNOHANG) != id_) return false;
    id_ = -1;
    return true;
}

ending process::wait(double seconds_max) {
    ending e;
    int status = 0;
    const double deadline = now() + seconds_max;
    while (!ended(status)) {
        if (!e.timed_out && now() > deadline) {
            e.timed_out = true;
            kill(id_, SIGKILL);
        }
        pause();
    }
    e.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    e.seconds = now() - started_;
    e.out = content_of(folder_ + "/stdout.txt");
    e.err = content_of(folder_ + "/stderr.txt");
    return e;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool wait_for_content(const std::string& path, double seconds_max) {
    const double deadline = now() + seconds_max;
    while (content_of(path).empty()) {
        if (now() > deadline) return false;
        pause();
    }
    return true;
}

}  // namespace muster::system_test
