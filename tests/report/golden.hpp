#pragma once

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace muster::report::fixture {

inline std::string file_content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

/// Compares with tests/report/golden/NAME. A text that differs is left in the build folder, to be
/// read and, where it is right, copied over the golden one.
inline void check_golden(const std::string& name, const std::string& actual) {
    const std::string expected =
        file_content(std::filesystem::path(MUSTER_SOURCE_DIR) / "tests/report/golden" / name);
    if (expected == actual) return;
    const auto left = std::filesystem::path(MUSTER_BINARY_DIR) / ("actual-" + name);
    std::ofstream(left, std::ios::binary) << actual;
    BOOST_TEST(expected == actual, name << " differs; see " << left.string());
}

}  // namespace muster::report::fixture
