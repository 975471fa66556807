#pragma once

#include <string>

#include "apps/options.hpp"
#include "fleet/diagnostic.hpp"

namespace muster::app {

/// A value of an option that is wrong; thrown by what takes the values, caught where the line is
/// parsed.
struct bad_value {
    diagnostic problem;
};

// Each takes the value of the option it is named after; `twin_` are those of `template twin`.
void take_devices(options& to, const std::string& value);
void take_set(options& to, const std::string& value);
void take_workers(options& to, const std::string& value);
void take_nodes(options& to, const std::string& value);
void take_socket(options& to, const std::string& value);
void take_out(options& to, const std::string& value);
void take_count(options& to, const std::string& value);
void take_command(options& to, const std::string& value);
void take_request(options& to, const std::string& value);
void take_ndjson(options& to, const std::string& value);
void take_twin(options& to, const std::string& value);
void take_twin_set(options& to, const std::string& value);
void take_twin_report(options& to, const std::string& value);
void take_twin_replace(options& to, const std::string& value);
void take_twin_view(options& to, const std::string& value);
void take_extensions(options& to, const std::string& value);
void take_tables(options& to, const std::string& value);
void take_from(options& to, const std::string& value);
void take_since(options& to, const std::string& value);
void take_form(options& to, const std::string& value);
void take_why(options& to, const std::string& value);
void take_explain(options& to, const std::string& value);
void take_json(options& to, const std::string& value);
void take_quiet(options& to, const std::string& value);
void take_full(options& to, const std::string& value);
void take_seeds(options& to, const std::string& value);
void take_confidence(options& to, const std::string& value);
void take_vary(options& to, const std::string& value);
void take_prefer(options& to, const std::string& value);
void take_tolerance(options& to, const std::string& value);

}  // namespace muster::app
