#pragma once

#include <string>
#include <string_view>

namespace muster::models {

/// `dtmi:` + segments joined by `:` + `;` + a version without leading zero; letters, digits and
/// underscores only, so that an id can name a file without leaving its folder.
bool is_dtmi(std::string_view text);

/// Where the public model repository keeps the id's file, below its root: lower case, `:` to `/`,
/// `;` to `-`. Requires `is_dtmi(dtmi)`.
std::string repository_path(std::string_view dtmi);

/// The name such a file has in a folder without sub-folders: the last part of `repository_path`.
std::string flat_file_name(std::string_view dtmi);

/// A programming name of DTDL: a letter, then letters, digits and underscores, the last not an
/// underscore.
bool is_dtdl_name(std::string_view text);

}  // namespace muster::models
