#pragma once

#include <optional>
#include <vector>

#include "models/answer_draw.hpp"
#include "models/answer_field.hpp"
#include "models/answer_knowledge.hpp"

namespace muster::models {

/// Between which instants what a part of an answer tells about lies.
struct time_window {
    calendar_time from, to;
    bool given = false;  ///< by the request, or by what the part lies in: starts are not before it
    bool whole = false;  ///< the part tells about all of it, as a report since an instant does
};

/// Whether a field tells an instant: by its schema, or as a text whose name ends in time or date.
bool is_instant(const element& at);
/// The schema by which such a field is written.
primitive instant_form(const element& at);

/// An instant in the window, whole seconds.
calendar_time drawn_instant(const time_window& within, const answer_draw& draw,
                            std::string_view path);

/// Gives the instants and the spans of an object their values: starts before ends, both in the
/// window; spans from the one to the other; what is to come after its end; other instants between
/// start and end. What the request gave stays as it is: where it lies in the future, ends wait for
/// it. A `time` of nothing in particular is that of the answer. The window of what lies within the
/// object comes back.
time_window place_times(answer_fields& fields, const answer_knowledge& known,
                        const answer_draw& draw, const time_window& within);

}  // namespace muster::models
