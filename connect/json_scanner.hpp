#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Walks through one JSON text member by member, without a tree: for lines that are many and short.
/// What is passed over is only checked for where it ends. Nothing throws; whoever gets false stops,
/// the text is broken off or none.
class json_scanner {
public:
    enum class kind : std::uint8_t { object, array, text, number, truth, null, none };

    /// The text has to outlive it and what it hands out. `scratch` takes texts with escapes; its
    /// bytes may not move, so it must have room for the text as often as it is read.
    json_scanner(std::string_view text, std::string& scratch) : rest_(text), scratch_(&scratch) {}

    /// What comes next.
    kind here();
    bool open_object();
    /// The key of the next member; nothing at the object's end or where the text is broken, which
    /// `broken` tells apart.
    std::optional<std::string_view> next_key();
    bool broken() const { return broken_; }

    std::optional<std::string_view> text();
    std::optional<double> number();
    std::optional<bool> truth();
    /// Passes over a value; its text.
    std::optional<std::string_view> skip();
    /// Whether nothing but blanks is left.
    bool at_end();

private:
    void skip_blanks();
    bool take(char c);
    std::optional<std::string_view> escaped_text(std::size_t end);
    bool append_escape(std::string_view& from);
    bool skip_text();
    bool skip_nested();

    std::string_view rest_;
    std::string* scratch_;
    bool first_ = true, broken_ = false;
};

}  // namespace muster
