#include "scenarios/yaml_text.hpp"

#include <algorithm>
#include <cstdio>

#include "scenarios/scalars.hpp"

namespace muster {

namespace {

bool is_plain(std::string_view text) {
    static constexpr std::string_view safe = "_-./+";
    bool good = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               safe.find(c) != std::string_view::npos;
    });
    bool starts_well = !text.empty() && text[0] != '-' && text[0] != '.' && text[0] != '+';
    return good && starts_well && !scalars::is_forbidden_word(text) &&
           !scalars::parse_reference(text);
}

}  // namespace

std::string yaml_text(std::string_view text) {
    if (is_plain(text)) return std::string(text);
    std::string out = "\"";
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            char code[8];
            std::snprintf(code, sizeof code, "\\x%02x", byte);
            out += code;
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace muster
