#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "fleet/scenario.hpp"

/// The elements that a junit.xml is made of; every text is escaped.
namespace muster::report::junit {

/// The class of all cases of a scenario: the name of its file without folder and ending.
std::string class_name(const scenario& about);

/// One case; `body` is what stands in it, empty where it passed.
std::string test_case(const scenario& about, std::string_view name, const place& where,
                      const std::string& body);
std::string failure(std::string_view type, std::string_view message, std::string_view details);
std::string skipped(std::string_view message);

/// The whole file.
std::string document(const scenario& about, const std::string& cases, std::size_t tests,
                     std::size_t failures, std::size_t skipped);

}  // namespace muster::report::junit
