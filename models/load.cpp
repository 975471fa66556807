#include "models/load.hpp"

#include <filesystem>

#include "models/dtmi.hpp"
#include "models/model_repository.hpp"
#include "models/to_template.hpp"
#include "models/twin_outline.hpp"

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

/// Calls `make(dtmi, repository, problems)` with the model and all it needs; gives nothing after an
/// error.
template <typename Make>
auto make_from(const std::string& file_or_dtmi, const fs::path& folder,
               const model_options& options, diagnostics& problems, const Make& make) {
    diagnostics found;
    models::model_repository repository;
    repository.add_root(folder / "models");
    for (const auto& extra : options.folders)
        repository.add_root(extra);
    const auto dtmi = load_root(file_or_dtmi, folder, repository, found);
    decltype(make(dtmi, repository, found)) made{};
    if (!dtmi.empty() && repository.load_dependencies(dtmi, found) && !found.has_errors()) {
        made = make(dtmi, repository, found);
    }
    if (found.has_errors()) made = {};
    problems.items.insert(problems.items.end(), found.items.begin(), found.items.end());
    return made;
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
    return make_from(file_or_dtmi, relative_to_folder, options, problems, models::to_template);
}

std::shared_ptr<const models::twin_outline> load_twin_outline(const std::string& file_or_dtmi,
                                                              const std::string& relative_to_folder,
                                                              const model_options& options,
                                                              diagnostics& problems) {
    return make_from(file_or_dtmi, relative_to_folder, options, problems, models::outline_of);
}

}  // namespace muster
