#include "report/report_input.hpp"

#include <algorithm>

#include "report/digest.hpp"
#include "report/result_json.hpp"

namespace muster::report {

namespace {

bool plain(char c) {
    constexpr std::string_view others = "/._-+=:,@%";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
}

}  // namespace

std::string shell_quoted(const std::string& word) {
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
    std::string out = "'";
    for (const char c : word)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

report_input prepare_report(const scenario& about, const run_result& result,
                            const machine_facts& machine) {
    std::string canonical = result_json(about, result);
    std::string sum = digest(canonical);
    std::string repeat = "muster run " + shell_quoted(about.file) + " --seed " +
                         std::to_string(result.seed) + " --devices " +
                         std::to_string(result.devices.total);
    return {about, result, machine, std::move(canonical), std::move(sum), std::move(repeat),
            {},    {}};
}

}  // namespace muster::report
