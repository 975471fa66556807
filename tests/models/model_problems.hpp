#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/dtdl_reader.hpp"
#include "models/json_document.hpp"

namespace muster::test {

/// Code and JSON pointer of each diagnostic: `bad-name /contents/0/name`.
inline std::vector<std::string> codes_of(const diagnostics& problems) {
    std::vector<std::string> codes;
    for (const auto& item : problems.items)
        codes.push_back(item.code + " " + item.where.pointer);
    return codes;
}

inline std::vector<std::string> problems_of_json(const std::string& text) {
    diagnostics problems;
    models::parse_json(text, "model.json", problems);
    return codes_of(problems);
}

inline std::vector<std::string> problems_of_model(const std::string& text) {
    diagnostics problems;
    const auto document = models::parse_json(text, "model.json", problems);
    if (document) models::read_interfaces(*document, problems);
    return codes_of(problems);
}

/// An interface around the members of its `contents`.
inline std::string interface_of(const std::string& contents, const std::string& more = "") {
    return R"({"@context": "dtmi:dtdl:context;2", "@id": "dtmi:org:thing;1",
               "@type": "Interface", )" +
           more + R"("contents": [)" + contents + "]}";
}

/// The real models beside the checkout.
inline std::filesystem::path corpus() {
    return std::filesystem::path(MUSTER_SOURCE_DIR) / ".." / "shared" / "reference" / "dtdl";
}

}  // namespace muster::test
