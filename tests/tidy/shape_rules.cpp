#include <algorithm>
#include <regex>

#include "tests/tidy/functions.hpp"
#include "tests/tidy/rules.hpp"

namespace muster::tidy {

namespace {

constexpr std::size_t cpp_lines_max = 400;
constexpr std::size_t hpp_lines_max = 200;
constexpr std::size_t cmake_lines_max = 80;
constexpr std::size_t function_lines_max = 60;
constexpr std::size_t behavior_lines_max = 40;  // one line per handler
constexpr std::size_t columns_max = 110;

std::size_t lines_max(const source_file& file) {
    if (file.path.ends_with(".cpp")) return cpp_lines_max;
    if (file.path.ends_with(".hpp")) return hpp_lines_max;
    if (file.path.ends_with("CMakeLists.txt")) return cmake_lines_max;
    return 0;
}

std::size_t columns_of(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned>(c) & 0xC0U) != 0x80U;
    }));
}

/// A line all of which lies inside a raw string: text for a page or a terminal, laid out as its
/// reader needs it.
bool is_literal_text(const source_file& file, std::size_t i) {
    const auto is_blank = [](const std::string& view) {
        return view.find_first_not_of(" \t") == std::string::npos;
    };
    return is_blank(file.code[i]) && is_blank(file.comments[i]);
}

std::string more_than(std::size_t is, std::size_t limit) {
    return std::to_string(is) + " lines, more than " + std::to_string(limit);
}

}  // namespace

std::vector<finding> check_file_length(const tree& files) {
    std::vector<finding> found;
    for (const source_file& file : files) {
        const std::size_t limit = lines_max(file), is = file.lines.size();
        if (limit == 0 || is <= limit) continue;
        found.push_back({"file-length", file.path, limit, more_than(is, limit), is});
    }
    return found;
}

std::vector<finding> check_function_length(const tree& files) {
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!file.is_cpp()) continue;
        for (const function_extent& each : functions_of(file)) {
            const std::size_t limit =
                each.name.ends_with("make_behavior") ? behavior_lines_max : function_lines_max;
            if (each.length() <= limit) continue;
            found.push_back({"function-length", file.path, each.first_line,
                             each.name + ": " + more_than(each.length(), limit), each.length()});
        }
    }
    return found;
}

std::vector<finding> check_line_width(const tree& files) {
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!file.is_cpp()) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::size_t is = columns_of(file.lines[i]);
            if (is <= columns_max || is_literal_text(file, i)) continue;
            found.push_back(
                {"line-width", file.path, i + 1,
                 std::to_string(is) + " columns, more than " + std::to_string(columns_max)});
        }
    }
    return found;
}

std::vector<finding> check_pragma_once(const tree& files) {
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!file.path.ends_with(".hpp")) continue;
        const bool has =
            std::any_of(file.code.begin(), file.code.end(),
                        [](const std::string& line) { return line == "#pragma once"; });
        if (!has)
            found.push_back({"pragma-once", file.path, 1, "a header begins with #pragma once"});
    }
    return found;
}

// ctest runs each `x_test.cpp` as `--run_test=x_test`, so another name would run nothing.
std::vector<finding> check_suite_names(const tree& files) {
    static const std::regex suite(R"(BOOST_(?:AUTO|FIXTURE)_TEST_SUITE\(\s*(\w+))");
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!file.is_in("tests/") || !file.path.ends_with(".cpp")) continue;
        const std::string stem = file.stem().substr(file.stem().find_last_of('/') + 1);
        if (stem.ends_with("_tests")) {
            found.push_back({"suite-name", file.path, 1, "a file of tests ends in _test.cpp"});
        }
        if (!stem.ends_with("_test")) continue;
        std::string first;
        std::smatch match;
        for (std::size_t i = 0; i < file.code.size() && first.empty(); ++i) {
            if (std::regex_search(file.code[i], match, suite)) first = match[1];
        }
        if (first == stem) continue;
        found.push_back({"suite-name", file.path, 1,
                         "its outer suite is " + (first.empty() ? "missing" : "'" + first + "'") +
                             ", not '" + stem + "'"});
    }
    return found;
}

}  // namespace muster::tidy
