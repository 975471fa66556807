#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace muster {

/// A place in an input: a file (or the option it came from, such as `--set`) with line and column
/// from 1; 0 means "the whole". `pointer` is a JSON pointer where the input is JSON.
struct place {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string pointer;
};

/// `file:line`; the file alone where there is no line, as for an option.
std::string file_and_line(const place& where);

enum class severity : std::uint8_t { error, warning };

/// One thing wrong (or doubtful) in an input. `code` is stable and kebab-case, such as
/// `unknown-key`; `text` says what was found and what was expected; `remedy` what to write instead,
/// or the nearest name.
struct diagnostic {
    severity level = severity::error;
    std::string code;
    place where;
    std::string text;
    std::string remedy;
};

/// Everything found in an input, in the order of the places.
struct diagnostics {
    std::vector<diagnostic> items;

    bool has_errors() const;
    void error(std::string code, place where, std::string text, std::string remedy = {});
    void warn(std::string code, place where, std::string text, std::string remedy = {});
    /// Orders by file, line and column; equal places keep their order.
    void sort();
};

/// `file:line:column: error[code]: text; remedy`, one line, control characters escaped.
std::string to_text(const diagnostic& item);

/// The candidate nearest to `word` by edit distance, or empty where none is near enough to be
/// meant.
std::string nearest_name(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace muster
