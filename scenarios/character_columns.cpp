#include "scenarios/character_columns.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "scenarios/defaults.hpp"

namespace muster {

namespace {

bool is_yaml(const std::string& file) {
    return file.ends_with(".yaml") || file.ends_with(".yml");
}

std::string content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(scenario_limits::file_bytes, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

std::string_view line_of(std::string_view text, std::uint32_t line) {
    for (; line > 1 && !text.empty(); --line) {
        const auto end = text.find('\n');
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return text.substr(0, text.find('\n'));
}

/// Characters in so many bytes: each has one byte that continues none.
std::uint32_t characters(std::string_view bytes) {
    return static_cast<std::uint32_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

}  // namespace

void count_characters(diagnostics& problems, const std::string& file, std::string_view text) {
    std::map<std::string, std::string> included;
    for (auto& item : problems.items) {
        auto& where = item.where;
        if (where.line == 0 || where.column < 2 || !where.pointer.empty()) continue;
        auto in = text;
        if (where.file != file) {
            if (!is_yaml(where.file)) continue;
            const auto [at, fresh] = included.try_emplace(where.file);
            if (fresh) at->second = content_of(where.file);
            in = at->second;
        }
        const auto line = line_of(in, where.line);
        if (where.column - 1 <= line.size())
            where.column = characters(line.substr(0, where.column - 1)) + 1;
    }
}

}  // namespace muster
