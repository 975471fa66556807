#include "apps/scenario_path.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace muster::app {

namespace fs = std::filesystem;

namespace {

fs::path shipped_folder() {
    std::error_code ignored;
    const auto program = fs::read_symlink("/proc/self/exe", ignored);
    const auto installed = program.parent_path().parent_path() / "share/muster/scenarios";
    if (fs::is_directory(installed, ignored)) return installed;
    // Where it was built: build/release/muster.
    return program.parent_path().parent_path().parent_path() / "scenarios";
}

}  // namespace

std::vector<std::string> shipped_scenarios() {
    std::error_code problem;
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(shipped_folder(), problem))
        if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string scenario_path(const std::string& given) {
    std::error_code ignored;
    if (given.empty() || given.find('/') != std::string::npos || fs::exists(given, ignored))
        return given;
    auto shipped = shipped_folder() / given;
    if (shipped.extension() != ".yaml") shipped += ".yaml";
    return fs::is_regular_file(shipped, ignored) ? shipped.string() : given;
}

}  // namespace muster::app
