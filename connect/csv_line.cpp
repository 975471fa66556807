#include "connect/csv_line.hpp"

#include <optional>

namespace muster {

namespace {

/// Takes a field in quotes off the line; nothing where it has no end.
std::optional<std::string_view> take_quoted(std::string_view& line, std::string& scratch) {
    line.remove_prefix(1);
    const auto begin = scratch.size();
    for (;;) {
        const auto quote = line.find('"');
        if (quote == std::string_view::npos) return std::nullopt;
        scratch += line.substr(0, quote);
        line.remove_prefix(quote + 1);
        if (!line.starts_with('"')) return std::string_view(scratch).substr(begin);
        scratch += '"';
        line.remove_prefix(1);
    }
}

}  // namespace

bool cut_csv_line(std::string_view line, std::vector<std::string_view>& fields,
                  std::string& scratch) {
    fields.clear();
    for (;;) {
        if (line.starts_with('"')) {
            const auto field = take_quoted(line, scratch);
            if (!field) return false;
            fields.push_back(*field);
        } else {
            const auto end = line.find(',');
            fields.push_back(line.substr(0, end));
            line.remove_prefix(end == std::string_view::npos ? line.size() : end);
        }
        if (line.empty()) return true;
        if (line.front() != ',') return false;
        line.remove_prefix(1);
    }
}

}  // namespace muster
