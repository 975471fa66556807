#include "models/model_places.hpp"

#include <algorithm>

#include "models/dtmi.hpp"

namespace muster::models {

namespace fs = std::filesystem;

std::vector<std::string> file_names_of(const std::string& dtmi) {
    const auto flat = flat_file_name(dtmi);
    auto dashed = flat;
    std::replace(dashed.begin(), dashed.end(), '_', '-');
    std::vector<std::string> names{repository_path(dtmi), flat};
    if (dashed != flat) names.push_back(dashed);
    return names;
}

fs::path implied_root(const fs::path& file, const std::string& dtmi) {
    fs::path wanted = repository_path(dtmi);
    fs::path rest = file;
    while (!wanted.empty() && rest.filename() == wanted.filename()) {
        wanted = wanted.parent_path();
        rest = rest.parent_path();
    }
    if (!wanted.empty()) return {};
    return rest.empty() ? fs::path(".") : rest;
}

}  // namespace muster::models
