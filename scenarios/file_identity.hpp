#pragma once

#include <string>

namespace muster {

/// A text that is the same for all paths that lead to one file: `out` and `./out`, links of both
/// kinds, links to what is not there yet. Of a terminal or a pipe it is the path as written, since
/// several may write there.
std::string file_identity(const std::string& path);

}  // namespace muster
