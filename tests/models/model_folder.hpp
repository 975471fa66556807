#pragma once

#include <boost/test/unit_test.hpp>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "models/check_files.hpp"

namespace muster::test {

/// A folder of model files that goes with the test.
class model_folder {
public:
    model_folder() {
        namespace fs = std::filesystem;
        const auto& name = boost::unit_test::framework::current_test_case().p_name.get();
        root_ = fs::path(MUSTER_BINARY_DIR) / "scratch" / ("checked_" + name);
        fs::remove_all(root_);
        fs::create_directories(root_);
    }
    ~model_folder() { std::filesystem::remove_all(root_); }
    model_folder(const model_folder&) = delete;
    model_folder& operator=(const model_folder&) = delete;

    std::string path(const std::string& name = {}) const {
        return name.empty() ? root_.string() : (root_ / name).string();
    }
    std::string write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name) << text;
        return path(name);
    }

private:
    std::filesystem::path root_;
};

/// The rules of `bad-name /contents/0/name` and the like.
inline std::set<std::string> rule_set(const std::vector<std::string>& problems) {
    std::set<std::string> rules;
    for (const auto& problem : problems)
        rules.insert(problem.substr(0, problem.find(' ')));
    return rules;
}

/// The rules that a set of interfaces breaks when each has a file of its own. That one is missing
/// counts only where nothing else is wrong.
inline std::set<std::string> rules_broken_by_files(const std::string& set) {
    const model_folder folder;
    boost::system::error_code failure;
    const auto root = boost::json::parse(set, failure);
    if (!failure && root.is_array()) {
        std::size_t count = 0;
        for (const auto& item : root.as_array())
            folder.write(std::to_string(count++) + ".json", boost::json::serialize(item));
    } else {
        folder.write("0.json", set);
    }
    const auto found = models::check_model_files({folder.path()}, models::extension_policy::allow);
    std::set<std::string> rules;
    for (const auto& problem : found.problems.items)
        rules.insert(problem.code);
    if (rules.size() > 1) rules.erase("unresolved-model");
    return rules;
}

}  // namespace muster::test
