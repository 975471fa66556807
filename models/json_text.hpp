#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace muster::models {

/// Brings each number into the one form it is kept in: a whole number of 64 bits is an integer
/// (`20.0` and `2e1` are 20), as it is when its digits are read, so that equal numbers are equal
/// values.
void unify_numbers(boost::json::value& held);

/// JSON without blanks. Numbers have the fewest digits that give the same double, so that a text
/// reads back as the value it was made from, if its numbers were unified.
std::string compact_text(const boost::json::value& held);

/// The same over several lines, two blanks a level, with a newline at the end.
std::string indented_text(const boost::json::value& held);

}  // namespace muster::models
