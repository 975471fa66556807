#pragma once

#include <string>
#include <string_view>

#include "fleet/diagnostic.hpp"

namespace muster {

/// Places come with columns that count bytes; makes them count characters, as an editor does.
/// `text` is what the file of this name holds; files that it includes are read again.
void count_characters(diagnostics& problems, const std::string& file, std::string_view text);

}  // namespace muster
