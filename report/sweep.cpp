#include <algorithm>

#include "report/format.hpp"
#include "report/sweep_report.hpp"

namespace muster::report {

namespace {

bool is_better(const variant_study& one, const variant_study& than, const preference& prefer) {
    if (prefer.metric.empty() || one.preferred.count == 0) return false;
    if (than.preferred.count == 0) return true;
    return prefer.least ? one.preferred.p50 < than.preferred.p50
                        : one.preferred.p50 > than.preferred.p50;
}

}  // namespace

std::uint64_t sweep_study::failures() const {
    std::uint64_t sum = 0;
    for (const auto& variant : variants)
        sum += variant.study.failures();
    return sum;
}

std::optional<std::size_t> best_of(const std::vector<variant_study>& variants,
                                   const preference& prefer) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        if (!variants[i].study.good()) continue;
        if (!best || is_better(variants[i], variants[*best], prefer)) best = i;
    }
    return best;
}

std::string verdict_text(const sweep_study& sweep) {
    const auto good = static_cast<std::uint64_t>(
        std::count_if(sweep.variants.begin(), sweep.variants.end(),
                      [](const variant_study& v) { return v.study.good(); }));
    std::string text;
    if (sweep.interrupted())
        text = "interrupted after " + count_text(sweep.variants.size()) + " of " +
               count_text(sweep.wanted, "variant") + ": ";
    if (const auto failures = sweep.failures(); failures > 0)
        text += count_text(failures, "run") + " failed; ";
    const auto all = count_text(sweep.variants.size(), "variant");
    if (good == 0) return text + "none of " + all + " holds all expectations";
    return text + count_text(good) + " of " + all + (good == 1 ? " holds" : " hold") +
           " all expectations";
}

}  // namespace muster::report
