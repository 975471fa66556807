#include "scenarios/shares.hpp"

#include <algorithm>

#include "scenarios/defaults.hpp"
#include "scenarios/format.hpp"

namespace muster {

namespace {

bool is_rest(const yaml::node& n) {
    return n.is_scalar() && n.text == "rest";
}

void report_sum(reading& r, const yaml::node& found, std::int64_t sum) {
    auto total = format_share(share{sum});
    if (sum > share::whole)
        r.error("bad-split", found.where, "the percentages add up to " + total + ", expected 100%",
                "make them smaller");
    else
        r.error("bad-split", found.where, "the percentages add up to " + total + ", expected 100%",
                "give one of them `rest`");
}

}  // namespace

std::vector<weighted_value> read_pick(reading& r, const yaml::node& found) {
    std::vector<weighted_value> choices;
    if (!found.is_map()) {
        bool listed = found.is_list();
        r.error("wrong-type", found.where,
                "found " + found_text(found) + ", expected a mapping from value to percentage",
                listed ? "write `pick: {a: 40%, b: rest}`; a list is a list value, never a choice"
                       : "write `pick: {a: 40%, b: rest}`");
        return choices;
    }
    if (!r.fits(found, found.entries.size(), scenario_limits::pick_values)) return choices;
    std::int64_t sum = 0;
    std::optional<std::size_t> rest;
    bool good = !found.incomplete;
    for (const auto& item : found.entries) {
        weighted_value choice{item.key, {}};
        if (is_rest(item.value)) {
            if (rest)
                r.error("bad-split", item.value.where, "a second `rest`", "one value is the rest");
            good = good && !rest;
            rest = choices.size();
        } else {
            good = r.scalar(item.value, choice.part, scalars::parse_share) && good;
            sum += choice.part.ppb;
        }
        choices.push_back(std::move(choice));
    }
    if (!good) return {};
    if (sum > share::whole || (!rest && sum != share::whole)) {
        report_sum(r, found, sum);
        return {};
    }
    if (rest) choices[*rest].part.ppb = share::whole - sum;
    // What is drawn must not follow the order in which a mapping is written.
    std::sort(choices.begin(), choices.end(),
              [](const auto& a, const auto& b) { return a.text < b.text; });
    return choices;
}

}  // namespace muster
