#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fleet/query/limits.hpp"
#include "fleet/query/select_run.hpp"
#include "fleet/query/select_text.hpp"

namespace {

using namespace muster::query;

table_scope some_table() {
    return table_scope({{"$ts", type::time_span, true, false, {}, {"timestamp"}},
                        {"$id", type::text},
                        {"power", type::number, false, false, {}, {"telemetry.power"}},
                        {"humidity", type::number, false, true},
                        {"open", type::boolean},
                        {"mode", type::text, false, false, {"day", "night"}},
                        {"tags.lot", type::text, false, false, {}, {"lot"}},
                        {"properties.lot", type::text, false, false, {}, {"lot"}}});
}

slot_row some_row(int number) {
    slot_row row(8);
    row.values = {1.782e15 + number * 60e6,
                  std::string_view(number % 3 == 0 ? "a" : "b"),
                  number % 4 == 0 ? value() : value(number * 2.5 - 10),
                  number * 10.0,
                  number % 2 == 0,
                  std::string_view("night"),
                  std::string_view("x"),
                  value()};
    return row;
}

void check_places(const std::vector<problem>& problems, std::size_t size) {
    for (const auto& p : problems)
        if (p.where.offset + std::size_t{p.where.length} > size || p.code.empty()) std::abort();
}

/// What was parsed has a text, and that text means the same.
void check_text(const select_query& query) {
    const auto text = to_text(query);
    if (text.size() > limits::text_bytes) return;
    const auto again = parse_select(text);
    if (!again.query || to_text(*again.query) != text) std::abort();
}

/// Reading what comes out touches nothing that is gone.
std::size_t bytes_of(const select_plan& plan) {
    std::size_t bytes = 0;
    select_run run(plan, [&](const std::vector<value>& row) {
        if (row.size() != plan.columns.size()) std::abort();
        for (const auto& v : row)
            bytes += v.is_text() ? v.text().size() : 1;
    });
    for (int i = 0; i < 12; ++i)
        if (!run.add(some_row(i))) break;
    run.finish();
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = parse_select(text);
    check_places(parsed.problems, size);
    if (parsed.problems.empty() != parsed.query.has_value()) std::abort();
    if (!parsed.query) return 0;
    check_text(*parsed.query);
    static const table_scope names = some_table();
    const time_frame frame{1.782e15 + 720e6};
    const auto planned = plan_select(*parsed.query, names, frame);
    check_places(planned.problems, size);
    if (planned.problems.empty() != planned.plan.has_value()) std::abort();
    if (!planned.plan) return 0;
    if (plan_text(*parsed.query, *planned.plan, names, frame).empty()) std::abort();
    return bytes_of(*planned.plan) > 1'000'000 ? 1 : 0;
}
