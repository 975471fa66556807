// Any text gives a scenario or an error, never both and never a crash.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "scenarios/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const muster::read_result result = muster::read_scenario_text(text, {"fuzz.yaml", {}, {}});
    if (result.value.has_value() == result.problems.has_errors()) std::abort();
    for (const muster::diagnostic& each : result.problems.items)
        muster::to_text(each);
    return 0;
}
