#include <set>

#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

namespace {

std::uint64_t in_state(const std::vector<answer_row>& rows, const std::string& state) {
    std::uint64_t n = 0;
    for (const auto& row : rows)
        n += to_text(row.state) == state ? 1 : 0;
    return n;
}

void check_rows(const std::string& name, const question_result& q,
                const std::vector<answer_row>& rows, complaints& out) {
    demand_equal(out, name + ": rows", rows.size(), q.asked);
    demand_equal(out, name + ": answered rows", in_state(rows, "answered"), q.answered);
    demand_equal(out, name + ": rows without a value", in_state(rows, "no_value"), q.no_value);
    demand_equal(out, name + ": gone rows", in_state(rows, "gone"), q.gone);
    demand_equal(out, name + ": late rows", in_state(rows, "timed_out"), q.timed_out);
    std::set<std::string> devices;
    for (const auto& row : rows) {
        devices.insert(row.device);
        const bool answered = row.state == answer_state::answered;
        demand(out, answered == row.reason.empty(), name + ": a reason of " + row.device);
        demand(out, row.took >= duration{} && row.took <= q.within,
               name + ": the time that " + row.device + " took");
    }
    demand_equal(out, name + ": devices in rows", devices.size(), rows.size());
}

}  // namespace

void check_questions(const recorded_run& r, complaints& out) {
    for (const auto& [name, act] : r.result().acts) {
        if (!act.question) continue;
        const auto& q = *act.question;
        demand_equal(out, name + ": ways of devices",
                     q.answered + q.no_value + q.gone + q.timed_out, q.asked);
        std::uint64_t reasons = 0, valued = q.other_values, coded = 0;
        for (const auto& [reason, devices] : q.reasons)
            reasons += devices;
        for (const auto& [value, devices] : q.values)
            valued += devices;
        for (const auto& [code, devices] : q.codes)
            coded += devices;
        demand_equal(out, name + ": reasons", reasons, q.asked - q.answered);
        if (valued > 0) demand_equal(out, name + ": devices with a value", valued, q.answered);
        if (coded > 0)
            demand_equal(out, name + ": devices with a code", coded, q.answered + q.no_value);
        if (q.numbers) demand_equal(out, name + ": numbers", q.numbers->count, q.answered);
        demand(out, q.latency.count <= q.answered + q.no_value, name + ": answers with a latency");
        check_rows(name, q, (*r.answers)[name], out);
    }
}

}  // namespace muster::sim
