#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster::tidy {

/// A tracked text file in three views with the same lines and columns. For C++, `code` has comments
/// and the insides of literals blanked, `comments` has everything else blanked; for other files
/// both equal `lines`.
struct source_file {
    std::string path;  ///< from the root of the tree, with '/'
    std::vector<std::string> lines;
    std::vector<std::string> code;
    std::vector<std::string> comments;

    bool is_cpp() const;     ///< .cpp or .hpp
    bool is_cmake() const;   ///< CMakeLists.txt, *.cmake or the presets
    bool is_script() const;  ///< shell: *.sh, dev, .ci/run
    bool is_in(std::string_view folder) const { return path.starts_with(folder); }
    /// Path without the extension: `fleet/math` for `fleet/math.cpp`.
    std::string stem() const;
};

using tree = std::vector<source_file>;

/// One breach of a rule. `amount` is what a ratchet sums per rule and file: 1, or a length in
/// lines.
struct finding {
    std::string rule;
    std::string path;
    std::size_t line = 0;
    std::string text;
    std::size_t amount = 1;
};

/// Splits a file's text into its views.
source_file parse_source(std::string path, std::string_view text);

/// The text files that git tracks under `root` and that exist; without git, all below it but build
/// folders.
tree read_tree(const std::string& root);

}  // namespace muster::tidy
