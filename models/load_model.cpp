#include "models/load_model.hpp"

#include <filesystem>

#include "models/dtmi.hpp"

namespace muster::models {
namespace {

namespace fs = std::filesystem;

/// The DTMI to build from, its interface loaded; empty after an error.
std::string load_root(const std::string& file_or_dtmi, const fs::path& folder,
                      model_repository& repository, diagnostics& problems) {
    if (!file_or_dtmi.starts_with("dtmi:")) {
        return repository.add_file(folder / file_or_dtmi, problems);
    }
    if (!is_dtmi(file_or_dtmi)) {
        problems.error("bad-dtmi", {}, "'" + file_or_dtmi + "' is not a DTMI",
                       "write it as dtmi:org:thing;1");
        return {};
    }
    return repository.resolve(file_or_dtmi, {}, problems) ? file_or_dtmi : std::string{};
}

}  // namespace

std::optional<loaded_model> load_model(const std::string& file_or_dtmi,
                                       const std::string& relative_to_folder,
                                       const model_options& options, diagnostics& problems) {
    const fs::path folder = relative_to_folder;
    diagnostics found;
    loaded_model made;
    made.repository.add_root(folder / "models");
    for (const auto& extra : options.folders)
        made.repository.add_root(extra);
    made.dtmi = load_root(file_or_dtmi, folder, made.repository, found);
    const bool sound = !made.dtmi.empty() && made.repository.load_dependencies(made.dtmi, found) &&
                       !found.has_errors();
    problems.items.insert(problems.items.end(), found.items.begin(), found.items.end());
    if (!sound) return std::nullopt;
    return made;
}

}  // namespace muster::models
