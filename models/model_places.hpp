#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace muster::models {

/// Where below a root a model may be, in the order of the search. Ids cannot have dashes, the names
/// of files often do.
std::vector<std::string> file_names_of(const std::string& dtmi);

/// The folder below which the public rule gives `file` for `dtmi`; empty where the file is not in
/// such a tree.
std::filesystem::path implied_root(const std::filesystem::path& file, const std::string& dtmi);

}  // namespace muster::models
