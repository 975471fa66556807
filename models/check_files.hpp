#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/model_check.hpp"

namespace muster::models {

struct checked_files {
    diagnostics problems;
    std::size_t files = 0, interfaces = 0;
};

/// Checks files, and every `.json` below folders, each with the models that it needs. Those are
/// looked for among the files, below the folders, and, where only files are given, beside them and
/// below the roots that their places and ids imply; what is not there is an `unresolved-model`.
checked_files check_model_files(const std::vector<std::string>& paths, extension_policy policy);

/// Checks a text that holds one set of models, and answers in one line of JSON, without the line
/// feed: `{"valid":...,"problems":[...],"unresolved":[...]}`. What the set needs and does not
/// define is named, and is no problem of the set.
std::string check_model_line(std::string_view text, extension_policy policy);

}  // namespace muster::models
