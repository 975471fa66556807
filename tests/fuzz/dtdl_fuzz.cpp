// Feeds arbitrary bytes to the DTDL reader and to the check of models: no input may crash it, hang
// it or make it eat memory. Built with
// `-fsanitize=fuzzer,address,undefined`; the seeds are the models of scenarios/models.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/check_files.hpp"
#include "models/describe.hpp"
#include "models/json_document.hpp"
#include "models/model_repository.hpp"
#include "models/to_template.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace muster;
    diagnostics problems;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    models::check_model_line(text, models::extension_policy::by_version);
    const auto document = models::parse_json(text, "fuzz.json", problems);
    if (!document) return 0;
    models::model_repository repository;
    const auto dtmi = repository.add(*document, problems);
    if (dtmi.empty() || !repository.load_dependencies(dtmi, problems)) return 0;
    const auto made = models::to_template(dtmi, repository, problems);
    if (made) describe_template(*made);
    return 0;
}
