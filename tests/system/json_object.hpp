#pragma once

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

namespace muster::system_test {

/// The JSON object that a text is; the test case ends where it is none.
inline boost::json::object object_of(const std::string& text) {
    boost::system::error_code problem;
    const auto value = boost::json::parse(text, problem);
    BOOST_REQUIRE_MESSAGE(!problem, problem.message() << " in " << text.substr(0, 200));
    return value.as_object();
}

}  // namespace muster::system_test
