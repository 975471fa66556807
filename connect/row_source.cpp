#include "connect/row_source.hpp"

#include <charconv>
#include <cmath>

#include "fleet/query/instant_text.hpp"

namespace muster {

query::value column_value(const source_column& column, std::string_view text) {
    if (column.is_instant || column.since || column.until) {
        const auto at = query::read_instant(text);
        if (!at) return {};
        if (column.until) return *column.until - *at;
        return column.since ? (*at - *column.since) / 1e6 : *at;
    }
    if (column.kind == query::type::boolean) {
        if (text != "true" && text != "false") return {};
        return text == "true";
    }
    if (column.kind == query::type::text) {
        if (column.stands_for.empty()) return text;
        const auto found = column.stands_for.find(text);
        if (found == column.stands_for.end()) return {};
        return std::string_view(found->second);
    }
    double x = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(x)) return {};
    return column.kind == query::type::time_span ? x * 1e6 : x;
}

}  // namespace muster
