#include "tests/system/trial.hpp"

#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace muster::system_test {

namespace fs = std::filesystem;

trial::trial() : folder_((fs::temp_directory_path() / "muster-system-XXXXXX").string()) {
    if (mkdtemp(folder_.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), folder_);
}

trial::~trial() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string trial::write(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
}

process trial::start(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), MUSTER_BINARY_DIR "/muster");
    return {arguments, folder_};
}

ending trial::muster(std::vector<std::string> arguments,
                     const std::vector<std::string>& environment) const {
    arguments.insert(arguments.begin(), MUSTER_BINARY_DIR "/muster");
    return process(arguments, folder_, environment).wait(60);
}

std::string trial::sha256(const std::string& text) const {
    write("to-hash", text);
    return process({"sha256sum", "to-hash"}, folder_).wait(10).out.substr(0, 64);
}

std::string shipped(const std::string& name) {
    return std::string(MUSTER_SOURCE_DIR "/scenarios/") + name + ".yaml";
}

std::string small_scenario(const std::string& more) {
    return R"(muster: 1
time: {for: 1h}
templates:
  probe:
    telemetry:
      temperature: {unit: degreeCelsius, normal: 21, sd: 0.5}
    messages: {status: {every: 1m}}
    connectivity: {online: 90%, outages: {p50: 2m, p99: 10m}}
fleets:
  probes: {template: probe, count: 100, id: probe-###}
)" + more;
}

std::string digest_in(const std::string& text) {
    const auto mark = text.rfind("digest");
    if (mark == std::string::npos) return {};
    auto begin = mark + 6;
    while (begin < text.size() && std::isxdigit(static_cast<unsigned char>(text[begin])) == 0)
        ++begin;
    return text.substr(begin, 64);
}

std::vector<std::string> blocks_of(const std::string& file, const std::string& language) {
    std::istringstream lines(content_of(std::string(MUSTER_SOURCE_DIR "/") + file));
    std::vector<std::string> blocks;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (inside && line == "```") {
            inside = false;
        } else if (inside) {
            blocks.back() += line + "\n";
        } else if (line == "```" + language) {
            inside = true;
            blocks.emplace_back();
        }
    }
    return blocks;
}

}  // namespace muster::system_test
