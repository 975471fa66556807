#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster::models {

/// `dtmi:` + segments joined by `:` + `;` + a version without leading zero; letters, digits and
/// underscores only, so that an id can name a file without leaving its folder.
bool is_dtmi(std::string_view text);

/// A DTMI of any form: DTDL's own have segments that begin with an underscore, later versions of it
/// take ids without a version, with two numbers, and with a fragment.
struct dtmi_parts {
    int major = 0, minor = 0;  ///< 0: none
    bool is_system = false;    ///< a segment begins with an underscore
    bool has_fragment = false;
};
std::optional<dtmi_parts> read_dtmi(std::string_view text);

/// Whether a model of this version of DTDL may define, or refer to, an element by `text`.
bool is_id_of(std::string_view text, int version);

/// Where the public model repository keeps the id's file, below its root: lower case, `:` to `/`,
/// `;` to `-`. Requires `is_dtmi(dtmi)`.
std::string repository_path(std::string_view dtmi);

/// The name such a file has in a folder without sub-folders: the last part of `repository_path`.
std::string flat_file_name(std::string_view dtmi);

/// A letter, then letters, digits and underscores, the last not an underscore.
bool is_identifier(std::string_view text);

/// A programming name of DTDL 2: an identifier of at most 64 characters.
bool is_dtdl_name(std::string_view text);

}  // namespace muster::models
