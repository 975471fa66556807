#pragma once

#include <string>
#include <vector>

#include "fleet/device_template.hpp"
#include "models/name_words.hpp"

namespace muster::models {

/// How often each of an enum's words comes: those that speak of trouble seldom. Empty weights: all
/// alike.
choice_signal plausible_choice(const std::vector<std::string>& words, const name_words& name);

/// How often a boolean is true: alarms seldom, `running` and the like nearly always.
choice_signal plausible_truth(const name_words& name);

/// A small dictionary for a text of this name.
std::vector<std::string> plausible_texts(const name_words& name);

/// The dictionary that is kept for texts with one of these words in their name; null: there is
/// none.
const std::vector<std::string>* texts_for(const std::vector<std::string>& words);
/// Likewise where a property's text is from.
const attribute_source* text_source_for(const std::vector<std::string>& words);

/// Where a device has the text of such a property from: a running number, one for all, or a pick.
attribute_source plausible_text_source(const name_words& name);

/// A pick among texts, all alike.
attribute_source pick_of(const std::vector<std::string>& texts);

}  // namespace muster::models
