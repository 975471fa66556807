#include "apps/machine.hpp"

#include <sys/resource.h>

#include <chrono>
#include <fstream>

#include "connect/json_text.hpp"

namespace muster::app {

std::string cpu_model() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown";
}

std::uint64_t peak_resident_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

std::string wall_clock_text() {
    std::string text;
    append_timestamp(text,
                     std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    return text;
}

double monotonic_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

}  // namespace muster::app
