#include <utility>

#include "fleet/leg_board.hpp"

/// Devices that failed and may be told again.
namespace muster {

void leg_board::ask(std::uint32_t job, slot device, leg_outcome outcome,
                    const std::string& reason) {
    auto& l = legs_[job];
    const auto* f = l.flights.find(device);
    if (f == nullptr) return;
    ++delta(job, l, f->batch).asks;
    l.flights.erase(device);
    l.asking[device] = {outcome, reason};
}

std::vector<leg_board::asked> leg_board::answer(const leg_retry_mail& m, const pause_end& until,
                                                std::vector<change>& out) {
    const auto known = legs_.find(m.job);
    std::vector<asked> all;
    if (known == legs_.end()) return all;
    auto& l = known->second;
    leg_results results;
    for (auto one = l.asking.begin(); one != l.asking.end();) {
        const auto [device, failed] = *one;
        if (batch_of(l, device) != m.batch) {
            ++one;
            continue;
        }
        const bool granted = all.size() < m.granted;
        all.push_back({device, failed.outcome, failed.reason, granted, {}});
        one = l.asking.erase(one);
        if (!granted) continue;
        all.back().until = until(device, failed.outcome);
        const bool late = failed.outcome == leg_outcome::timed_out;
        (late ? results.late : results.again)[failed.reason].emplace_back(device, all.back().until);
        l.pausing.add(device);
        ++delta(m.job, l, m.batch).repeated;
    }
    decide_results(out, m.job, std::move(results));
    return all;
}

void leg_board::tell_again(std::uint32_t job, slot device, const std::vector<device_flags>& flags) {
    auto& l = legs_[job];
    const auto batch = batch_of(l, device);
    l.pausing.remove(device);
    if (batch == no_batch || batch >= l.opened || l.flights.contains(device)) return;
    auto& p = l.batches[batch];
    p.eligible.add(device);
    if (!is_ready(l, device, flags[device])) return;
    ++p.ready;
    p.report_due = true;
}

}  // namespace muster
