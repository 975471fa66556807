#include "models/load.hpp"

#include "models/load_model.hpp"
#include "models/to_template.hpp"

namespace muster {

std::optional<device_template> load_template(const std::string& file_or_dtmi,
                                             const std::string& relative_to_folder,
                                             diagnostics& problems) {
    return load_template(file_or_dtmi, relative_to_folder, {}, problems);
}

std::optional<device_template> load_template(const std::string& file_or_dtmi,
                                             const std::string& relative_to_folder,
                                             const model_options& options, diagnostics& problems) {
    diagnostics found;
    std::optional<device_template> made;
    const auto model = models::load_model(file_or_dtmi, relative_to_folder, options, found);
    if (model) made = models::to_template(model->dtmi, model->repository, found);
    if (found.has_errors()) made.reset();
    problems.items.insert(problems.items.end(), found.items.begin(), found.items.end());
    return made;
}

}  // namespace muster
