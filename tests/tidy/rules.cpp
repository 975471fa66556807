#include "tests/tidy/rules.hpp"

#include <iterator>

namespace muster::tidy {

const std::vector<rule>& all_rules() {
    static const std::vector<rule> rules = {
        {"arrow", check_arrows},
        {"library", check_libraries},
        {"one-header", check_one_header_per_library},
        {"file-length", check_file_length},
        {"function-length", check_function_length},
        {"line-width", check_line_width},
        {"pragma-once", check_pragma_once},
        {"suite-name", check_suite_names},
        {"forbidden", check_forbidden_text},
        {"unordered", check_unordered_iteration},
    };
    return rules;
}

std::vector<finding> check_all(const tree& files) {
    std::vector<finding> findings;
    for (const rule& each : all_rules()) {
        std::vector<finding> found = each.check(files);
        std::move(found.begin(), found.end(), std::back_inserter(findings));
    }
    return findings;
}

}  // namespace muster::tidy
