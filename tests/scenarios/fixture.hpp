#pragma once

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "scenarios/reader.hpp"

namespace muster::testing {

inline std::string data_file(const std::string& name) {
    return std::string(MUSTER_SOURCE_DIR "/tests/data/language/") + name;
}

/// The problems as lines without the file's name.
inline std::string lines_of(const diagnostics& problems) {
    std::string out;
    for (auto item : problems.items) {
        item.where.file.clear();
        out += to_text(item) + '\n';
    }
    return out;
}

inline read_result read(const std::string& text, const std::vector<std::string>& sets = {}) {
    return read_scenario_text(text, {"test.yaml", sets, {}});
}

/// The scenario of a text that has to be right.
inline scenario read_good(const std::string& text, const std::vector<std::string>& sets = {}) {
    auto result = read(text, sets);
    BOOST_REQUIRE_MESSAGE(result.value.has_value(), lines_of(result.problems));
    return std::move(*result.value);
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Codes and places: `unknown-key 3:7, ...`.
inline std::string codes_of(const diagnostics& problems) {
    std::string out;
    for (const auto& item : problems.items)
        out += (out.empty() ? "" : ", ") + item.code + ' ' + std::to_string(item.where.line) + ':' +
               std::to_string(item.where.column);
    return out;
}

}  // namespace muster::testing
