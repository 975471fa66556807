#pragma once

#include "models/answer_draw.hpp"
#include "models/answer_field.hpp"
#include "models/plausible.hpp"

namespace muster::models {

/// What a number may be at all: by its schema and by the bounds that the model gives it.
number_range bounds_of(const leaf& from);

/// A number as a value of its schema: rounded to `decimals`, within its bounds, whole where it has
/// to be.
boost::json::value number_value(const leaf& from, double x, std::optional<int> decimals);

/// An `enumValue`.
boost::json::value wire_value(const plain_value& held);

/// Anything in the plausible range of a number.
boost::json::value drawn_number(const leaf& from, const answer_draw& draw, std::string_view path);

/// Whether a field is a plain number.
bool is_number(const answer_field& field);

/// Gives numbers of one subject and unit of which some are minima, means or maxima their values: no
/// minimum is above a mean, nor that above a maximum, as far as the model's bounds and what the
/// request gave allow it.
void order_numbers(answer_fields& fields, const answer_draw& draw);

/// Makes each total the sum of its parts: of the numbers beside it whose names say more than its
/// own about the same thing. A single part is at most its total.
void sum_totals(answer_fields& fields);

}  // namespace muster::models
