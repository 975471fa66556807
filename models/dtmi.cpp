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

bool is_identifier(std::string_view text) {
    if (text.empty() || !is_letter(text.front()) || text.back() == '_') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

bool is_version(std::string_view text) {
    if (text.empty() || text.size() > 9 || text.front() == '0') return false;
    return std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

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
