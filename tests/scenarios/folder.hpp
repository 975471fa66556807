#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/scenarios/fixture.hpp"

namespace muster::testing {

/// A folder of files for one test, gone with it.
class folder {
public:
    folder() {
        static int number = 0;
        root_ = std::filesystem::temp_directory_path() /
                ("muster-" + std::to_string(::getpid()) + '-' + std::to_string(number++));
        std::filesystem::create_directories(root_);
    }
    ~folder() {
        std::error_code bad;
        std::filesystem::remove_all(root_, bad);
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;

    std::string path(const std::string& name) const { return (root_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name, std::ios::binary) << text;
        return path(name);
    }
    read_result read(const std::string& name, const std::vector<std::string>& sets = {}) const {
        return read_scenario_file(path(name), sets);
    }
    /// The scenario of a file that has to be right.
    scenario read_good(const std::string& name, const std::vector<std::string>& sets = {}) const {
        auto result = read(name, sets);
        BOOST_REQUIRE_MESSAGE(result.value.has_value(), lines_of(result.problems));
        return std::move(*result.value);
    }
    /// `fleet.csv:3:2 bad-id`, one for each problem, with names relative to the folder.
    std::string problems(const std::string& name) const {
        std::string out;
        for (const auto& item : read(name).problems.items) {
            const auto& at = item.where;
            out += (out.empty() ? "" : ", ") +
                   std::filesystem::path(at.file).lexically_relative(root_).string() + ':' +
                   std::to_string(at.line) + ':' + std::to_string(at.column) + ' ' + item.code;
        }
        return out;
    }

private:
    std::filesystem::path root_;
};

}  // namespace muster::testing
