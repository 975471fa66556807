#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>

#include "fleet/find_named.hpp"
#include "fleet/time_zone.hpp"
#include "scenarios/read_job_parts.hpp"
#include "scenarios/read_schedule.hpp"
#include "scenarios/sections.hpp"

/// When a job begins, at which hours it acts, and how fast; and which job begins with which.
namespace muster::sections {

namespace {

using scalars::parsed;
using scalars::refusal;

/// A rate of the same unit as the others of a job.
bool read_amount(reading& r, const yaml::node& found, duration& per, double& amount) {
    scalars::rate rate;
    if (!r.scalar(found, rate, scalars::parse_rate)) return false;
    amount = rate.amount;
    const bool first = per == duration{};
    if (first) per = rate.per;
    if (amount < 1e-6)
        r.error("out-of-range", found.where, "a job at this rate never ends",
                "write a rate above zero, such as `100/m`");
    else if (!first && per != rate.per)
        r.error("mixed-units", found.where, "the rates of a job have different units",
                "write all of them per second, minute, hour or day");
    else
        return true;
    return false;
}

void read_ramp(reading& r, const yaml::node& map, const yaml::node& to, rate_spec& rate) {
    rate_spec::ramp ramp;
    r.missing(map, "over", "a ramp");
    if (!read_amount(r, to, rate.per, ramp.to)) return;
    if (!r.scalar(map, "over", ramp.over, scalars::parse_duration)) return;
    if (ramp.to < rate.amount || ramp.over <= duration{})
        return r.error("bad-range", to.where, "a ramp goes up, and takes some time",
                       "write `{from: 10/m, to: 100/m, over: 1h}`");
    rate.ramps = ramp;
}

void read_growth(reading& r, const yaml::node& map, const yaml::node& factor, rate_spec& rate) {
    rate_spec::growth growth;
    r.missing(map, "each", "a rate that grows");
    r.missing(map, "most", "a rate that grows");
    const auto* most = reading::get(map, "most");
    if (!r.scalar(factor, growth.factor, scalars::parse_number) ||
        !r.scalar(map, "each", growth.each, scalars::parse_count) || most == nullptr ||
        !read_amount(r, *most, rate.per, growth.most))
        return;
    if (growth.factor <= 1 || growth.each == 0 || growth.most < rate.amount)
        return r.error("bad-range", factor.where, "the rate does not grow",
                       "write `{from: 10/m, factor: 2, each: 1000, most: 1k/m}`");
    rate.grows = growth;
}

void read_rate(reading& r, const yaml::node& map, job_spec& job) {
    const auto* found = reading::get(map, "rate");
    if (found == nullptr) return;
    rate_spec rate;
    if (found->is_scalar()) {
        if (read_amount(r, *found, rate.per, rate.amount)) job.rate = rate;
        return;
    }
    if (!r.is_map(*found, "a rate, or a mapping such as `{from: 10/m, to: 100/m, over: 1h}`"))
        return;
    r.missing(*found, "from", "`rate`");
    const auto* from = reading::get(*found, "from");
    if (from == nullptr || !read_amount(r, *from, rate.per, rate.amount)) return;
    const auto* to = reading::get(*found, "to");
    const auto* factor = reading::get(*found, "factor");
    if ((to == nullptr) == (factor == nullptr))
        return r.error("missing-key", found->where, "the rate needs one of `to` and `factor`",
                       "write `{from: 10/m, to: 100/m, over: 1h}`, or "
                       "`{from: 10/m, factor: 2, each: 1000, most: 1k/m}`");
    to != nullptr ? read_ramp(r, *found, *to, rate) : read_growth(r, *found, *factor, rate);
    job.rate = rate;
}

parsed<std::int64_t> parse_priority(std::string_view text) {
    const auto number = scalars::parse_number(text);
    constexpr double most = 1000;
    if (!number || std::floor(*number.value) != *number.value || std::abs(*number.value) > most)
        return refusal{"out-of-range", "a whole number from -1000 to 1000", "write `priority: 1`"};
    return static_cast<std::int64_t>(*number.value);
}

void read_window_zone(reading& r, const yaml::node& map, daily_window& window) {
    const auto* found = reading::get(map, "zone");
    std::string zone;
    if (found == nullptr || !r.text(*found, zone)) return;
    window.of_device = zone == "device";
    if (window.of_device) return;
    window.zone = zone;
    if (!zone_offsets(zone, calendar_time{}, duration{}))
        r.error("unknown-zone", found->where, "there is no time zone " + ticked(zone),
                "write `device`, or an IANA name such as `Europe/Berlin`");
}

void read_window(reading& r, const yaml::node& map, job_spec& job) {
    daily_window window;
    for (const char* key : {"from", "to"})
        r.missing(map, key, "`window`");
    const bool both = r.scalar(map, "from", window.from, scalars::parse_clock) &&
                      r.scalar(map, "to", window.to, scalars::parse_clock);
    read_window_zone(r, map, window);
    if (!both) return;
    if (window.from == window.to)
        return r.error("bad-range", map.where, "the window ends when it begins",
                       "write other times, or remove `window`");
    job.window = window;
}

/// The job that another one follows, and where that is written.
struct link {
    std::string from, to;
    place where;
};

/// Whether `job` is found again by following the links from it; `first` by job: the one it waits
/// for.
bool in_circle(const std::map<std::string, std::string>& first, const std::string& job) {
    auto at = first.find(job);
    for (std::size_t n = 0; n <= first.size() && at != first.end(); ++n) {
        if (at->second == job) return true;
        at = first.find(at->second);
    }
    return false;
}

/// Where a key of the job stands; where the job does, if it is not written there.
place place_in(const yaml::node& section, const job_spec& job,
               std::initializer_list<const char*> keys) {
    const auto* at = section.find(job.written_name());
    for (const char* key : keys)
        if (at != nullptr) at = at->find(key);
    return at == nullptr ? job.where : at->where;
}

void check_link(reading& r, const link& l, std::vector<std::string> names) {
    std::erase(names, l.to);  // it can't wait for itself
    if (std::find(names.begin(), names.end(), l.from) == names.end())
        r.error(
            "unknown-job", l.where,
            l.from == l.to ? "a job can't wait for itself" : "there is no job " + ticked(l.from),
            l.from == l.to ? "write another job, or `at`" : r.suggestion(l.from, names));
}

bool begins_by_itself(const yaml::node& job) {
    const auto* start = job.find("start");
    if (start == nullptr) return false;
    return std::any_of(start->entries.begin(), start->entries.end(),
                       [](const auto& item) { return item.key != "window" && item.key != "zone"; });
}

/// The job that begins when this one is cancelled begins by nothing else.
void read_rollback(reading& r, const yaml::node& section, const job_spec& job,
                   std::vector<link>& links) {
    const auto where = place_in(section, job, {"on_cancel"});
    const auto at = index_of(r.out.jobs, job.on_cancel);
    if (!job.scheduled_by.empty())
        return r.error("misplaced-key", where, "a job that recurs has no `on_cancel`",
                       "write the job without `every` and `cron`");
    if (at == none || job.on_cancel == job.name)
        return r.error("unknown-job", where,
                       at == none ? "there is no job " + ticked(job.on_cancel)
                                  : "a job can't roll itself back",
                       at == none ? r.suggestion(job.on_cancel, other_jobs(r, job.name))
                                  : "write a job that undoes it");
    const auto* back = section.find(r.out.jobs[at].written_name());
    if (back != nullptr && begins_by_itself(*back))
        r.error(
            "given-twice", where, "the job " + ticked(job.on_cancel) + " has a `start` of its own",
            "leave only its `window`: the job begins when " + ticked(job.name) + " is cancelled");
    if (std::any_of(links.begin(), links.end(),
                    [&](const link& l) { return l.to == job.on_cancel; }))
        r.error("given-twice", where, ticked(job.on_cancel) + " rolls another job back already",
                "write a job of its own: `like: " + job.on_cancel + "`");
    links.push_back({job.name, job.on_cancel, where});
}

}  // namespace

std::vector<std::string> other_jobs(const reading& r, const std::string& job) {
    std::vector<std::string> names;
    for (const auto& other : r.out.jobs)
        if (other.name != job) names.push_back(other.name);
    return names;
}

void read_job_start(reading& r, const yaml::node& map, job_spec& job) {
    r.scalar(map, "approval", job.approval, scalars::parse_boolean);
    read_rate(r, map, job);
    r.scalar(map, "priority", job.priority, parse_priority);
    if (r.scalar(map, "continuous", job.continuous, scalars::parse_boolean) && job.continuous &&
        job.target.take)
        r.error("misplaced-key", map.find("continuous")->where,
                "who joins later can't be one of a share or count that was chosen before",
                "remove `share` and `count`, or `continuous`");
    const auto* start = r.get_map(map, "start");
    if (start == nullptr) return;
    const auto* after = reading::get(*start, "after");
    if (after != nullptr && r.text(*after, job.after) && start->find("at") != nullptr)
        r.error("given-twice", after->where, "`after` beside `at`",
                "a job begins at a time, or when another one is over");
    if (is_recurring(*start) && !job.after.empty())
        r.error("given-twice", after->where, "`after` of a job that recurs",
                "a job recurs by the clock, or begins when another one is over");
    read_start(r, *start, job);
    if (const auto* window = r.get_map(*start, "window")) read_window(r, *window, job);
}

void check_job_order(reading& r, const yaml::node& section) {
    std::vector<std::string> names;
    for (const auto& job : r.out.jobs)
        names.push_back(job.name);
    std::vector<link> links;
    for (const auto& job : r.out.jobs) {
        if (!job.after.empty())
            links.push_back({job.after, job.name, place_in(section, job, {"start", "after"})});
        if (!job.on_cancel.empty() && !job.is_repeat()) read_rollback(r, section, job, links);
    }
    std::map<std::string, std::string> first;
    for (const auto& l : links) {
        check_link(r, l, names);
        first.emplace(l.to, l.from);
    }
    const auto circle = std::find_if(links.begin(), links.end(), [&](const link& l) {
        return l.from != l.to && in_circle(first, l.to);
    });
    if (circle != links.end())
        r.error("circle", circle->where, "the job " + ticked(circle->to) + " waits for itself",
                "let one job of the circle begin at a time");
}

}  // namespace muster::sections
