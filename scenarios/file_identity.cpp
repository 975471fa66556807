#include "scenarios/file_identity.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <system_error>

namespace muster {

namespace {

namespace fs = std::filesystem;

/// As many links as Linux follows.
constexpr int most_links = 40;

/// Where a file would be made: `weakly_canonical` leaves a link as it is that leads to nothing, and
/// relative what begins with it.
fs::path end_of(const fs::path& path) {
    std::error_code bad;
    auto at = fs::weakly_canonical(fs::absolute(path, bad), bad);
    for (int i = 0; i < most_links && fs::is_symlink(fs::symlink_status(at, bad)); ++i)
        at = fs::weakly_canonical(at.parent_path() / fs::read_symlink(at, bad), bad);
    return at;
}

}  // namespace

std::string file_identity(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return "path " + end_of(path).string();
    if (!S_ISREG(found.st_mode)) return "special " + path;
    return "file " + std::to_string(found.st_dev) + ' ' + std::to_string(found.st_ino);
}

}  // namespace muster
