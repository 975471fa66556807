#pragma once

#include <string>
#include <string_view>

#include "models/answer_draw.hpp"
#include "models/flatten.hpp"

namespace muster::models {

/// A text that looks as its name says, for an answer: of the same make as a property or a signal of
/// that name (`plausible_words`). The name decides, then the title, then what it is part of. Of the
/// answer itself a message is `done` and a result `ok`; of what it lists they are as in telemetry.
std::string plausible_text(const leaf& of, bool listed, const answer_draw& draw,
                           std::string_view path);

}  // namespace muster::models
