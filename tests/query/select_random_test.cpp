#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <random>

#include "tests/query/slow_select.hpp"
#include "tests/query/table_fixture.hpp"

using namespace muster::query;

namespace {

/// Random queries over `readings_table` whose types fit, and random rows for them.
class query_maker {
public:
    explicit query_maker(std::uint32_t seed) : random_(seed) {}

    std::string query() {
        const bool grouped = below(2) == 0;
        std::string out = "SELECT ";
        const auto keys = grouped ? some_keys() : std::vector<std::string>();
        for (std::size_t i = 0; i < keys.size(); ++i)
            out += keys[i] + " AS k" + std::to_string(i) + ", ";
        out += (grouped ? aggregated(2) : any(3)) + " AS a";
        if (below(2) == 0) out += ", " + (grouped ? aggregated(1) : number(2)) + " AS b";
        out += " FROM t";
        if (below(3) > 0) out += " WHERE " + truth(3);
        for (std::size_t i = 0; i < keys.size(); ++i)
            out += (i == 0 ? " GROUP BY " : ", ") + keys[i];
        if (grouped && below(3) == 0) out += " HAVING " + aggregated(1) + " > " + literal();
        if (below(2) == 0)
            out += " ORDER BY " + (grouped ? aggregated(1) : ordering()) + direction();
        if (below(3) == 0) out += " LIMIT " + std::to_string(below(6));
        return out;
    }

    std::vector<reading_line> rows() {
        static const char* names[] = {"a", "b", "c"};
        static const char* regions[] = {"north", "south", "it's"};
        std::vector<reading_line> out(below(30));
        double minutes = 0;
        for (auto& line : out)
            line = {minutes += below(8),
                    names[below(3)],
                    regions[below(3)],
                    maybe_number(),
                    maybe_number(),
                    maybe_truth(),
                    below(2) == 0 ? "day" : "night"};
        return out;
    }

private:
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_()) % n; }
    // Halves, so that sums don't depend on how they are computed.
    value maybe_number() { return below(5) == 0 ? value() : value((below(40) - 10.0) / 2); }
    value maybe_truth() { return below(5) == 0 ? value() : value(below(2) == 0); }
    std::string direction() { return below(2) == 0 ? " DESC" : ""; }
    std::string literal() { return std::to_string(below(12)) + (below(2) == 0 ? ".5" : ""); }

    std::vector<std::string> some_keys() {
        static const std::vector<std::string> all{"region",      "mode",      "open",
                                                  "window(10m)", "power % 3", "region = 'north'"};
        std::vector<std::string> out;
        for (const auto& key : all)
            if (below(4) == 0) out.push_back(key);
        return out;
    }

    /// A number by itself is no order.
    std::string ordering() { return below(3) == 0 ? "region" : number(2) + " + 0"; }

    std::string any(int depth) {
        switch (below(4)) {
            case 0:
                return below(2) == 0 ? "region" : "$id";
            case 1:
                return truth(depth);
            default:
                return number(depth);
        }
    }

    std::string number(int depth) {
        if (depth == 0) return below(3) == 0 ? literal() : below(2) == 0 ? "power" : "humidity";
        static const char* signs[] = {" + ", " - ", " * ", " / ", " % "};
        switch (below(5)) {
            case 0:
                return "(" + number(depth - 1) + signs[below(5)] + number(depth - 1) + ")";
            case 1:
                return "if(" + truth(depth - 1) + ", " + number(depth - 1) + ", " +
                       number(depth - 1) + ")";
            case 2:
                return (below(2) == 0 ? "min(" : "max(") + number(depth - 1) + ", " +
                       number(depth - 1) + ")";
            case 3:
                return "-" + number(depth - 1);
            default:
                return number(0);
        }
    }

    std::string truth(int depth) {
        static const char* signs[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
        if (depth == 0)
            return below(2) == 0 ? "open" : "power" + std::string(signs[below(6)]) + "3";
        switch (below(7)) {
            case 0:
                return "(" + truth(depth - 1) + " AND " + truth(depth - 1) + ")";
            case 1:
                return "(" + truth(depth - 1) + " OR " + truth(depth - 1) + ")";
            case 2:
                return "NOT " + truth(depth - 1);
            case 3:
                return number(depth - 1) + " IS " + (below(2) == 0 ? "NOT " : "") + "NULL";
            case 4:
                return "region " + std::string(below(2) == 0 ? "NOT " : "") +
                       "IN ('north', 'it''s')";
            case 5:
                return "mode = night";
            default:
                return number(depth - 1) + signs[below(6)] + number(depth - 1);
        }
    }

    std::string aggregated(int depth) {
        if (depth > 0 && below(2) == 0)
            return "(" + aggregated(depth - 1) + " + " + aggregated(depth - 1) + ")";
        static const char* names[] = {"count", "sum",  "avg", "min", "max",
                                      "first", "last", "p50", "p95"};
        if (below(6) == 0) return "count(*)";
        return names[below(9)] + std::string("(") + number(depth) + ")";
    }

    std::mt19937 random_;
};

slow_row slow_row_of(const reading_line& line) {
    const auto row = row_of(line);
    slow_row out;
    const auto names = readings_table();
    const auto& columns = names.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& v = row.values[i];
        if (v.is_number()) out[columns[i].name] = slow_value::of(v.number());
        if (v.is_boolean()) out[columns[i].name] = slow_value::of(v.truth());
        if (v.is_text()) out[columns[i].name] = slow_value::of(std::string(v.text()));
    }
    // A bare word opposite a column that has it is that word.
    for (const auto* word : {"day", "night"})
        out[word] = slow_value::of(std::string(word));
    return out;
}

std::string text_of(const slow_value& v) {
    switch (v.what) {
        case slow_value::kind::null:
            return "NULL";
        case slow_value::kind::truth:
            return v.number != 0 ? "true" : "false";
        case slow_value::kind::text:
            return literal_text(std::string_view(v.text), type::text);
        default:
            return plain_number(v.number);
    }
}

std::string fast_answer(const select_plan& plan, const std::vector<reading_line>& lines) {
    std::string out;
    select_run run(plan, [&](const std::vector<value>& row) {
        for (const auto& v : row)
            out += literal_text(v, type::number) + ", ";
        out += '\n';
    });
    for (const auto& line : lines)
        if (!run.add(row_of(line))) break;
    run.finish();
    return out;
}

std::string slow_answer(const select_query& query, const std::vector<reading_line>& lines) {
    std::vector<slow_row> rows;
    for (const auto& line : lines)
        rows.push_back(slow_row_of(line));
    std::string out;
    for (const auto& row : slow_select(query, rows)) {
        for (const auto& v : row)
            out += text_of(v) + ", ";
        out += '\n';
    }
    return out;
}

std::uint32_t first_seed() {
    const char* given = std::getenv("MUSTER_SEED");
    return given ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10)) : 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(select_random_test)

BOOST_AUTO_TEST_CASE(answers_as_the_obvious_evaluator_does) {
    std::size_t with_rows = 0;
    for (auto seed = first_seed(); seed < first_seed() + 5000; ++seed) {
        query_maker make(seed);
        const auto text = make.query();
        const auto lines = make.rows();
        BOOST_TEST_CONTEXT(
            "MUSTER_SEED=" << seed << " query_tests --run_test=select_random_test: " << text) {
            const auto parsed = parse_select(text);
            BOOST_REQUIRE(parsed.query);
            const auto plan = planned(text);
            for (const auto& p : plan.problems)
                BOOST_ERROR(p.code + ": " + p.text);
            if (!plan.plan) continue;
            const auto slow = slow_answer(*parsed.query, lines);
            BOOST_REQUIRE_EQUAL(fast_answer(*plan.plan, lines), slow);
            with_rows += slow.empty() ? 0 : 1;
        }
    }
    BOOST_TEST(with_rows > 2000u);
}

BOOST_AUTO_TEST_SUITE_END()
