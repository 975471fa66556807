// Fuzz target: any bytes as a scenario. It must end, quickly, with a scenario or with problems.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "scenarios/reader.hpp"
#include "scenarios/writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    auto result = muster::read_scenario_text(text, {"fuzz.yaml", {}, {}, false});
    if (result.value.has_value() == result.problems.has_errors()) std::abort();
    if (!result.value) return 0;
    // What was read can be written, and reads back.
    auto written = muster::write_scenario_yaml(*result.value);
    auto again = muster::read_scenario_text(written, {"written.yaml", {}, {}, false});
    if (!again.value) std::abort();
    return 0;
}
