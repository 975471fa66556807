#pragma once

#include <string>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace muster::app {

/// What is wrong with a command line, in the words and the form of all other problems.
diagnostic usage_problem(const CLI::App& app, const CLI::ParseError& error,
                         const std::vector<std::string>& arguments);

/// Says that there is no such command, and which one is meant.
diagnostic unknown_command(const CLI::App& app, const std::string& word);

}  // namespace muster::app
