#include "models/dtmi.hpp"

#include <algorithm>

#include "models/limits.hpp"

namespace muster::models {
namespace {

// The C library's classification depends on the locale of the process.
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_identifier(std::string_view text) {
    if (text.empty() || !is_letter(text.front()) || text.back() == '_') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

namespace {

bool is_number(std::string_view text, std::size_t digits_max) {
    if (text.empty() || text.size() > digits_max || text.front() == '0') return false;
    return std::all_of(text.begin(), text.end(), is_digit);
}

bool is_version(std::string_view text) {
    return is_number(text, 9);
}

/// As an identifier, but it may begin with underscores.
bool is_segment(std::string_view text) {
    const auto start = text.find_first_not_of('_');
    if (start == std::string_view::npos || text.back() == '_') return false;
    if (start == 0) return is_identifier(text);
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

/// What follows `mark`, which is cut off with it; empty where there is no mark.
std::optional<std::string_view> cut_after(std::string_view& text, char mark) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const auto rest = text.substr(at + 1);
    text = text.substr(0, at);
    return rest;
}

int to_int(std::string_view digits) {
    int number = 0;
    for (const char c : digits)
        number = number * 10 + (c - '0');
    return number;
}

bool read_version(std::string_view version, dtmi_parts& into) {
    const auto minor = cut_after(version, '.');
    if (!is_version(version) || (minor && !is_number(*minor, 6))) return false;
    into.major = to_int(version);
    into.minor = minor ? to_int(*minor) : 0;
    return true;
}

}  // namespace

std::optional<dtmi_parts> read_dtmi(std::string_view text) {
    constexpr std::string_view scheme = "dtmi:";
    if (!text.starts_with(scheme)) return std::nullopt;
    text.remove_prefix(scheme.size());
    dtmi_parts parts;
    if (const auto fragment = cut_after(text, '#')) {
        parts.has_fragment = true;
        if (!fragment->empty() && !is_segment(*fragment)) return std::nullopt;
    }
    if (const auto version = cut_after(text, ';'); version && !read_version(*version, parts)) {
        return std::nullopt;
    }
    for (std::optional<std::string_view> rest = text; rest;) {
        auto segment = *rest;
        rest = cut_after(segment, ':');
        if (!is_segment(segment)) return std::nullopt;
        parts.is_system |= segment.front() == '_';
    }
    return parts;
}

bool is_id_of(std::string_view text, int version) {
    if (version == 2) return is_dtmi(text);
    const auto parts = text.size() <= dtmi_length_max ? read_dtmi(text) : std::nullopt;
    return parts && !parts->is_system && !parts->has_fragment;
}

bool is_dtmi(std::string_view text) {
    constexpr std::string_view scheme = "dtmi:";
    const auto semicolon = text.rfind(';');
    if (text.size() > dtmi_length_max || !text.starts_with(scheme)) return false;
    if (semicolon == std::string_view::npos || !is_version(text.substr(semicolon + 1))) {
        return false;
    }
    auto path = text.substr(scheme.size(), semicolon - scheme.size());
    for (auto colon = path.find(':'); colon != std::string_view::npos; colon = path.find(':')) {
        if (!is_identifier(path.substr(0, colon))) return false;
        path.remove_prefix(colon + 1);
    }
    return is_identifier(path);
}

std::string repository_path(std::string_view dtmi) {
    std::string path;
    for (const char c : dtmi) {
        path += c == ':' ? '/' : c == ';' ? '-' : to_lower(c);
    }
    return path + ".json";
}

std::string flat_file_name(std::string_view dtmi) {
    const auto path = repository_path(dtmi);
    return path.substr(path.rfind('/') + 1);
}

bool is_dtdl_name(std::string_view text) {
    return text.size() <= name_length_max && is_identifier(text);
}

}  // namespace muster::models
