#include <cstddef>
#include <cstdint>
#include <string_view>

#include "report/comparison.hpp"

/// The reader of reports: whatever the bytes are, it either makes figures that are equal to
/// themselves or says why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace muster;
    diagnostics problems;
    const auto read = report::read_report_text({reinterpret_cast<const char*>(data), size},
                                               "report.json", problems);
    if (read.has_value() == problems.has_errors()) __builtin_trap();
    if (!read) return 0;
    const auto same = report::compare_reports(*read, *read, {}, problems);
    if (!same.differences.empty() || same.same != read->figures.size()) __builtin_trap();
    return 0;
}
