#include "apps/scenario_path.hpp"

#include <filesystem>
#include <system_error>

namespace muster::app {

namespace fs = std::filesystem;

std::string scenario_path(const std::string& given) {
    std::error_code ignored;
    if (given.empty() || given.find('/') != std::string::npos || fs::exists(given, ignored))
        return given;
    const auto program = fs::read_symlink("/proc/self/exe", ignored);
    auto shipped = program.parent_path().parent_path() / "share/muster/scenarios" / given;
    if (shipped.extension() != ".yaml") shipped += ".yaml";
    return fs::is_regular_file(shipped, ignored) ? shipped.string() : given;
}

}  // namespace muster::app
