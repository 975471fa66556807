#include "models/load.hpp"

#include "models/load_model.hpp"
#include "models/to_template.hpp"
#include "models/twin_outline.hpp"

namespace muster {

namespace {

/// What `make(dtmi, repository, problems)` makes of the model and all it needs; nothing after an
/// error.
template <typename Make>
auto make_from(const std::string& file_or_dtmi, const std::string& folder,
               const model_options& options, diagnostics& problems, const Make& make) {
    diagnostics found;
    const auto model = models::load_model(file_or_dtmi, folder, options, found);
    decltype(make(model->dtmi, model->repository, found)) made{};
    if (model) made = make(model->dtmi, model->repository, found);
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
