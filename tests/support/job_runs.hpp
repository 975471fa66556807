#pragma once

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <utility>

#include "tests/support/lab_queries.hpp"

namespace muster::testing {

/// The scenario after its run; each of its expectations has to hold.
inline std::unique_ptr<fleet_lab> run_and_hold(scenario s) {
    auto lab = std::make_unique<fleet_lab>(std::move(s));
    lab->run();
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held),
                   e.text + " is not so: " + e.observed);
    return lab;
}

inline const job_result& job_of(const std::unique_ptr<fleet_lab>& lab,
                                const std::string& name = "j") {
    return lab->outcome().result.jobs.at(name);
}

}  // namespace muster::testing
