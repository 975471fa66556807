#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster::yaml {

/// The text of a file with its lines, to look at what stands at a place.
class source {
public:
    source(std::string_view text, std::string file);

    place at(int line, int column) const;  ///< from zero, as the YAML library counts
    /// The line from a place to its end, without the line break; empty outside the text.
    std::string_view rest_of_line(const place& where) const;
    /// The line up to a place.
    std::string_view before(const place& where) const;
    /// Whether the text in quotes that begins at a place ends before the file does.
    bool quotes_end(const place& where) const;
    std::string_view text() const { return text_; }
    std::size_t line_count() const { return starts_.size(); }
    std::string_view line(std::size_t number) const;  ///< from 1

private:
    std::string_view text_;
    std::string file_;
    std::vector<std::size_t> starts_;
};

/// Refuses what must not reach the YAML library or what it would read in silence as something
/// else: size, bytes that are no text, tabs as indentation, a second document. False: don't parse.
bool check_source(const source& text, diagnostics& problems);

}  // namespace muster::yaml
