#include "models/load.hpp"

#include <filesystem>

#include "models/dtmi.hpp"
#include "models/model_repository.hpp"
#include "models/to_template.hpp"

namespace muster {
namespace {

namespace fs = std::filesystem;

bool looks_like_dtmi(const std::string& text) {
    return text.starts_with("dtmi:");
}

/// The DTMI to build from, its interface loaded; empty after an error.
std::string load_root(const std::string& file_or_dtmi, const fs::path& folder,
                      models::model_repository& repository, diagnostics& problems) {
    if (!looks_like_dtmi(file_or_dtmi)) {
        return repository.add_file(folder / file_or_dtmi, problems);
    }
    if (!models::is_dtmi(file_or_dtmi)) {
        problems.error("bad-dtmi", {}, "'" + file_or_dtmi + "' is not a DTMI",
                       "write it as dtmi:org:thing;1");
        return {};
    }
    return repository.resolve(file_or_dtmi, {}, problems) ? file_or_dtmi : std::string{};
}

}  // namespace

std::optional<device_template> load_template(const std::string& file_or_dtmi,
                                             const std::string& relative_to_folder,
                                             diagnostics& problems) {
    return load_template(file_or_dtmi, relative_to_folder, {}, problems);
}

std::optional<device_template> load_template(const std::string& file_or_dtmi,
                                             const std::string& relative_to_folder,
                                             const model_options& options, diagnostics& problems) {
    const fs::path folder = relative_to_folder;
    diagnostics found;
    models::model_repository repository;
    repository.add_root(folder / "models");
    for (const auto& extra : options.folders)
        repository.add_root(extra);
    const auto dtmi = load_root(file_or_dtmi, folder, repository, found);
    std::optional<device_template> made;
    if (!dtmi.empty() && repository.load_dependencies(dtmi, found) && !found.has_errors()) {
        made = models::to_template(dtmi, repository, found);
    }
    if (found.has_errors()) made.reset();
    problems.items.insert(problems.items.end(), found.items.begin(), found.items.end());
    return made;
}

}  // namespace muster
