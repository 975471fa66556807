#pragma once

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "fleet/query/select_run.hpp"
#include "fleet/query/value_text.hpp"

namespace muster::query {

/// A table of readings for tests: two regions, powers with a gap, a percentage, times ten minutes
/// apart.
inline table_scope readings_table() {
    return table_scope({{"$ts", type::time_span, true, false, {}, {"timestamp"}},
                        {"$id", type::text},
                        {"region", type::text, false, false, {}, {"tags.region"}},
                        {"power", type::number, false, false, {}, {"telemetry.power"}},
                        {"humidity", type::number, false, true},
                        {"open", type::boolean},
                        {"mode", type::text, false, false, {"day", "night"}},
                        {"tags.lot", type::text, false, false, {}, {"lot"}},
                        {"properties.lot", type::text, false, false, {}, {"lot"}}});
}

inline constexpr double table_start = 1'782'000'000e6;  ///< 2026-06-21T00:00Z

/// A row of `readings_table`, `minutes` after its start.
struct reading_line {
    double minutes;
    const char* id;
    const char* region;
    value power, humidity, open;
    const char* mode = "day";
};

inline std::vector<reading_line> some_readings() {
    return {{0, "a", "north", 10.0, 40.0, true},  {1, "b", "south", 20.0, 60.0, false},
            {10, "a", "north", 30.0, 80.0, true}, {11, "b", "south", value(), 50.0, value()},
            {20, "a", "north", 50.0, 90.0, true}, {21, "c", "south", 5.0, 70.0, false, "night"}};
}

inline slot_row row_of(const reading_line& line) {
    slot_row row(9);
    row.values = {table_start + line.minutes * 60e6,
                  std::string_view(line.id),
                  std::string_view(line.region),
                  line.power,
                  line.humidity,
                  line.open,
                  std::string_view(line.mode),
                  value(),
                  value()};
    return row;
}

/// The end of the readings: half an hour after their start.
inline time_frame readings_frame() {
    return {table_start + 30 * 60e6};
}

inline plan_result planned(const std::string& text) {
    auto parsed = parse_select(text);
    if (!parsed.query) return {std::nullopt, std::move(parsed.problems)};
    return plan_select(*parsed.query, readings_table(), readings_frame());
}

/// The rows of the answer, a line each, values as a query writes them with commas between.
inline std::string answer(const std::string& text) {
    const auto plan = planned(text);
    for (const auto& p : plan.problems)
        BOOST_ERROR(text << ": " << p.code << ": " << p.text);
    if (!plan.plan) return {};
    std::string out;
    select_run run(*plan.plan, [&](const std::vector<value>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto& c = plan.plan->columns[i];
            out += (i > 0 ? ", " : "") + literal_text(row[i], c.kind, c.is_instant);
        }
        out += '\n';
    });
    for (const auto& line : some_readings())
        if (!run.add(row_of(line))) break;
    run.finish();
    BOOST_TEST(run.failure() == "");
    return out;
}

/// The names of the columns, with commas between.
inline std::string heads(const std::string& text) {
    std::string out;
    const auto plan = planned(text);
    BOOST_REQUIRE_MESSAGE(plan.plan, text);
    for (const auto& c : plan.plan->columns)
        out += (out.empty() ? "" : ", ") + c.name;
    return out;
}

}  // namespace muster::query
