#include "report/text.hpp"

#include <algorithm>

namespace muster::report {

namespace {

struct sequence_form {
    std::size_t bytes;
    char32_t bits, least;
};

sequence_form form_of(unsigned char lead) {
    if (lead < 0x80) return {1, lead, 0};
    if (lead >= 0xC2 && lead < 0xE0) return {2, static_cast<char32_t>(lead & 0x1F), 0x80};
    if (lead >= 0xE0 && lead < 0xF0) return {3, static_cast<char32_t>(lead & 0x0F), 0x800};
    if (lead >= 0xF0 && lead < 0xF5) return {4, static_cast<char32_t>(lead & 0x07), 0x10000};
    return {0, 0, 0};
}

bool scalar_value(char32_t c) {
    return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

bool control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// Marks that change how the text around them is laid out: direction overrides, zero-width joiners,
/// line separators.
bool invisible(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

std::size_t columns_of(char32_t c) {
    if ((c >= 0x0300 && c <= 0x036F) || (c >= 0xFE00 && c <= 0xFE0F) || invisible(c)) return 0;
    const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                      (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                      (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                      (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

std::string escaped(char32_t c) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = c < 0x100 ? "\\x" : "\\u";
    for (int shift = c < 0x100 ? 4 : 12; shift >= 0; shift -= 4)
        out += digits[(c >> static_cast<unsigned>(shift)) & 0xF];
    return out;
}

}  // namespace

code_point decode_utf8(std::string_view text, std::size_t offset) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
    const sequence_form form = form_of(byte(0));
    if (form.bytes == 0 || offset + form.bytes > text.size()) return {};
    char32_t value = form.bits;
    for (std::size_t i = 1; i < form.bytes; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        value = (value << 6) | (byte(i) & 0x3F);
    }
    if (value < form.least || !scalar_value(value)) return {};
    return {value, form.bytes, true};
}

std::string well_formed(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const code_point c = decode_utf8(text, i);
        out += c.valid ? text.substr(i, c.bytes) : std::string_view("\xEF\xBF\xBD");
        i += c.bytes;
    }
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const code_point c = decode_utf8(text, i);
        if (!c.valid)
            out += escaped(static_cast<unsigned char>(text[i]));
        else if (control(c.value) || invisible(c.value))
            out += escaped(c.value);
        else
            out += text.substr(i, c.bytes);
        i += c.bytes;
    }
    return out;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const code_point c = decode_utf8(text, i);
        width += columns_of(c.value);
        i += c.bytes;
    }
    return width;
}

std::string clip(std::string_view text, std::size_t width, bool unicode) {
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};
    std::size_t used = 0, i = 0;
    while (i < text.size()) {
        const code_point c = decode_utf8(text, i);
        if (used + columns_of(c.value) > width - 1) break;
        used += columns_of(c.value);
        i += c.bytes;
    }
    return std::string(text.substr(0, i)) + (unicode ? "…" : "~");
}

std::string pad_left(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::string pad_right(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string repeat(std::string_view piece, std::size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        out += piece;
    return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines{""};
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        std::string& line = lines.back();
        const bool fits =
            width == 0 || line.empty() || display_width(line) + 1 + display_width(word) <= width;
        if (!fits)
            lines.emplace_back(word);
        else
            line += (line.empty() ? "" : " ") + std::string(word);
        begin = end + 1;
    }
    return lines;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

}  // namespace muster::report
