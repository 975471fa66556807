#pragma once

#include <string>
#include <vector>

#include "report/report_input.hpp"

namespace muster::report {

/// One line about how messages travelled, what buffers held, or how the receiving side stood up to
/// it.
struct network_fact {
    struct part {
        std::string text;
        bool alarming = false;
    };
    std::string label;  ///< of the thing; empty: of the one before
    std::vector<part> parts;
};

/// None of scenarios that have nothing of this.
std::vector<network_fact> network_facts(const report_input& in);

}  // namespace muster::report
