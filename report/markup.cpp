#include "report/markup.hpp"

#include "report/text.hpp"

namespace muster::report {

namespace {

bool allowed(char32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

std::string_view entity_of(char32_t c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        case '\n':
            return "&#10;";
        case '\r':
            return "&#13;";
        case '\t':
            return "&#9;";
        default:
            return {};
    }
}

}  // namespace

std::string markup_escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const code_point c = decode_utf8(text, i);
        const std::string_view entity = entity_of(c.value);
        if (!c.valid || !allowed(c.value))
            out += "\xEF\xBF\xBD";
        else
            out += entity.empty() ? text.substr(i, c.bytes) : entity;
        i += c.bytes;
    }
    return out;
}

}  // namespace muster::report
