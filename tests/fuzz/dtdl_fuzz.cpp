// Any JSON text gives interfaces or diagnostics, never a crash.
#include <cstdint>
#include <string_view>

#include "models/dtdl_reader.hpp"
#include "models/json_document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    muster::diagnostics problems;
    const auto document = muster::models::parse_json(text, "fuzz.json", problems);
    if (document) muster::models::read_interfaces(*document, problems);
    for (const muster::diagnostic& each : problems.items)
        muster::to_text(each);
    return 0;
}
