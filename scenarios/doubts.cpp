#include <algorithm>
#include <set>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "fleet/supervisor.hpp"
#include "scenarios/format.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

constexpr double hour = 3600e6;  // in microseconds

// A fault that nothing starts is a slip of the pen more often than not.
void doubt_starts(reading& r) {
    std::set<std::string> started;
    for (const auto& t : r.out.templates) {
        for (const auto& firmware : t.firmware)
            for (const auto& effect : firmware.effects)
                started.insert(effect.starts);
        for (const auto& command : t.commands)
            started.insert(command.starts);
    }
    for (const auto& fault : r.out.faults)
        if (!fault.at && started.count(fault.name) == 0)
            r.warn("never-starts", fault.where, "nothing starts the fault " + ticked(fault.name),
                   "give it an `at`, or let a firmware or a command start it");
}

void doubt_begins(reading& r) {
    const duration length = *r.out.time.length;
    for (const auto& fault : r.out.faults)
        if (fault.at && *fault.at >= length && !fault.device_clock)
            r.warn("after-the-end", fault.where,
                   "the fault " + ticked(fault.name) + " begins " + format_duration(*fault.at) +
                       " after the start, after the end of the run",
                   "write a longer `time.for` or an earlier `at`");
    for (const auto& act : r.out.acts) {
        if (act.asks && act.at < length && act.at + act.asks->within >= length)
            r.warn("after-the-end", act.where,
                   "the run ends before the answers to " + ticked(act.name) + " have to be in",
                   "write a longer `time.for`, an earlier `at` or a shorter `within`");
        if (act.at >= length)
            r.warn("after-the-end", act.where,
                   "the act " + ticked(act.name) + " comes " + format_duration(act.at) +
                       " after the start, after the end of the run",
                   "write a longer `time.for` or an earlier `at`");
    }
    for (const auto& job : r.out.jobs)
        if (job.start >= length)
            r.warn("after-the-end", job.where,
                   "the job " + ticked(job.name) + " starts " + format_duration(job.start) +
                       " after the start, after the end of the run",
                   "write a longer `time.for` or an earlier `start`");
}

bool begins_too_late(const scenario& s, const std::string& name) {
    for (const auto& fault : s.faults)
        if (fault.name == name) return fault.at && *fault.at >= *s.time.length;
    for (const auto& job : s.jobs)
        if (job.name == name) return job.start >= *s.time.length;
    return false;
}

void doubt_expectation(reading& r, const expectation_spec& e) {
    using form = expectation_spec::form;
    const auto length = *r.out.time.length;
    const char* longer = "write a longer `time.for` or an earlier time";
    if (e.kind == form::at && e.at > length)
        r.warn("after-the-end", e.where, "this is to be checked after the end of the run", longer);
    if (e.kind == form::always && e.at >= length)
        r.warn("after-the-end", e.where, "`from` is not before the end of the run", longer);
    if (e.kind == form::after && begins_too_late(r.out, e.after))
        r.warn("after-the-end", e.where,
               ticked(e.after) + " begins after the end of the run, so this is never checked",
               "write a longer `time.for`, or let " + ticked(e.after) + " begin earlier");
}

std::uint64_t taken_of(const amount& take, std::uint64_t devices) {
    if (!take.is_share) return take.count;
    const std::uint64_t weights[] = {static_cast<std::uint64_t>(take.part.ppb),
                                     static_cast<std::uint64_t>(share::whole - take.part.ppb)};
    return split_by_largest_remainder(devices, weights)[0];
}

// A command that installs a version which its job does not name installs nothing.
void doubt_installs(reading& r) {
    for (const auto& job : r.out.jobs)
        for (const auto& t : r.out.templates) {
            const auto told = command_of(t, job);
            if (job.is_repeat() || !told || told->installs.empty() ||
                given_for(job, told->installs) != nullptr)
                continue;
            r.warn("installs-nothing", job.where,
                   "the command " + ticked(told->name) + " installs `request." + told->installs +
                       "`, which the job " + ticked(job.written_name()) + " does not give",
                   "write `command: {name: " + told->name + ", request: {" + told->installs +
                       ": ...}}`");
        }
}

/// The versions that jobs install on devices of this template.
std::vector<std::string> installed_on(const scenario& s, const device_template& t) {
    std::vector<std::string> versions;
    for (const auto& job : s.jobs) {
        if (const auto* version = installed_version(t, job)) versions.push_back(*version);
    }
    return versions;
}

// What a version does is never seen where its name is misspelt.
void doubt_versions(reading& r) {
    for (const auto& t : r.out.templates) {
        const auto installed = installed_on(r.out, t);
        if (installed.empty()) continue;  // it does not take any yet
        for (const auto& firmware : t.firmware) {
            if (std::find(installed.begin(), installed.end(), firmware.version) != installed.end())
                continue;
            auto remedy = r.suggestion(firmware.version, installed);
            if (remedy.empty()) remedy = "what jobs install there is " + ticked(installed.front());
            r.warn("never-installed", firmware.where,
                   "no job installs " + ticked(firmware.version) + " on a " + ticked(t.name),
                   remedy);
        }
    }
}

// A message that waits for longer than its period holds up the one behind it.
void doubt_jitter(reading& r) {
    for (const auto& t : r.out.templates)
        for (const auto& m : t.messages)
            if (m.jitter.at(0.99) > static_cast<double>(m.every.count()))
                r.warn("long-jitter", m.where,
                       "the jitter of " + ticked(m.name) +
                           " is longer than its period, so messages wait for the one before",
                       "write a smaller `jitter`, or a larger `every`");
}

// What is due within one step happens in it, but many thousand times as often as is meant.
void doubt_period(reading& r, const place& where, const std::string& what, double period_us,
                  const std::string& key) {
    const auto& step = r.out.time.step;
    const double times = static_cast<double>(step.count()) / std::max(1.0, period_us);
    if (times < 2) return;
    r.warn("short-period", where,
           what + ' ' + std::to_string(static_cast<std::uint64_t>(times)) +
               " times in each step of " + format_duration(step),
           "write " + key + ", or a shorter `time.step`");
}

/// How long a full battery lasts, and is recharged.
double recharge_period_us(const device_template& t) {
    const auto& b = *t.battery;
    double awake = 1;
    if (t.duty_cycle && t.duty_cycle->every > duration{})
        awake = static_cast<double>(t.duty_cycle->awake.count()) /
                static_cast<double>(t.duty_cycle->every.count());
    return b.capacity / (b.awake * awake + b.asleep * (1 - awake)) * hour + b.recharge->mean();
}

void doubt_periods_of(reading& r, const device_template& t) {
    for (const auto& m : t.messages)
        if (m.every > duration{})
            doubt_period(r, m.where, ticked(m.name) + " is sent",
                         static_cast<double>(m.every.count()), "a longer `every`");
    if (t.duty_cycle)
        doubt_period(r, t.duty_cycle->where, "a " + ticked(t.name) + " wakes",
                     static_cast<double>(t.duty_cycle->every.count()), "a longer `every`");
    if (t.battery && t.battery->recharge)
        doubt_period(r, t.battery->where, "the battery of a " + ticked(t.name) + " is empty",
                     recharge_period_us(t), "a larger `capacity`, or a longer `recharge`");
}

void doubt_outages(reading& r, const fleet_spec& fleet) {
    const auto& c = fleet.connectivity ? *fleet.connectivity
                                       : r.out.templates[fleet.template_index].connectivity;
    if (!c.outages || c.online == all_of_it) return;
    doubt_period(r, fleet.where, "a device of " + ticked(fleet.name) + " loses its connection",
                 c.outages->mean() / (1 - c.online.fraction()), "longer `outages`");
}

void doubt_periods(reading& r) {
    for (const auto& t : r.out.templates)
        doubt_periods_of(r, t);
    for (const auto& fleet : r.out.fleets)
        doubt_outages(r, fleet);
    for (const auto& fault : r.out.faults) {
        if (fault.every)
            doubt_period(
                r, fault.where,
                ticked(fault.name) +
                    (fault.kind == fault_kind::reboot_loop ? " reboots a device" : " begins"),
                fault.every->mean(), "a longer `every`");
        else if (fault.comes_at_random())
            doubt_period(r, fault.where, ticked(fault.name) + " begins", hour / fault.rate_per_hour,
                         "a lower `rate`");
    }
}

// Only where every device may be hit is the number of victims known before the run.
void doubt_victims(reading& r) {
    auto devices = r.out.device_count();
    for (const auto& fault : r.out.faults) {
        const auto& target = fault.target;
        const bool known = target.take && !target.who && target.by.empty();
        if (known && taken_of(*target.take, devices) == 0)
            r.warn("nobody-selected", fault.where,
                   (target.take->is_share ? format_share(target.take->part) + " of " +
                                                std::to_string(devices) + " devices"
                                          : std::string("a `count` of 0")) +
                       " is no device",
                   "choose a larger `share`, or a `count`");
    }
}

// A continuous job is not over by itself.
void doubt_followers(reading& r) {
    const auto is_ended = [&](const job_spec& job) {
        return job.cancel || std::any_of(r.out.acts.begin(), r.out.acts.end(), [&](const auto& a) {
                   return a.job && a.job->job == job.name && a.job->verb == job_verb::cancel;
               });
    };
    for (const auto& job : r.out.jobs) {
        const auto before = index_of(r.out.jobs, job.after);
        if (before == none || job.is_repeat()) continue;
        const auto& first = r.out.jobs[before];
        if (first.continuous && !is_ended(first))
            r.warn("never-starts", job.where,
                   "the job " + ticked(job.name) + " begins when " + ticked(first.name) +
                       " is over, which goes on for ever, since it is `continuous`",
                   "write `start: {at: 1d}`, or an act that cancels " + ticked(first.name));
    }
}

// A device fails at most once a step, as it is started again at the end of one.
void doubt_quarantine(reading& r) {
    const restart_policy policy;
    const auto& step = r.out.time.step;
    if (step * (policy.failures - 1) < policy.window) return;
    for (const auto& fault : r.out.faults)
        if (fault.kind == fault_kind::crash)
            r.warn("never-quarantined", fault.where,
                   "with a step of " + format_duration(step) + " a device that the fault " +
                       ticked(fault.name) +
                       " crashes again and again is hardly ever quarantined, " +
                       "since that takes " + std::to_string(policy.failures) + " failures within " +
                       format_duration(policy.window),
                   "write a `time.step` of " +
                       ticked(format_duration(policy.window / policy.failures)) + " or less");
}

// Told for shares that count devices; clusters are known only when they are made.
void doubt_picks(reading& r, const tag_spec& tag, std::uint64_t devices) {
    const auto& source = tag.source;
    if (source.kind != attribute_source::form::pick || !source.by.empty()) return;
    std::vector<std::uint64_t> weights;
    for (const auto& choice : source.choices)
        weights.push_back(static_cast<std::uint64_t>(choice.part.ppb));
    auto parts = split_by_largest_remainder(devices, weights);
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i] == 0 && weights[i] > 0)
            r.warn("nobody-selected", tag.where,
                   format_share(source.choices[i].part) + " of " + std::to_string(devices) +
                       " devices for " + ticked(source.choices[i].text) + " is no device",
                   "choose a larger percentage or more devices");
}

}  // namespace

void read_doubts(reading& r) {
    for (const auto& fleet : r.out.fleets)
        for (const auto& tag : fleet.tags)
            doubt_picks(r, tag, fleet.count);
    doubt_starts(r);
    doubt_begins(r);
    doubt_followers(r);
    doubt_victims(r);
    doubt_installs(r);
    doubt_versions(r);
    doubt_updates(r);
    doubt_jitter(r);
    doubt_periods(r);
    doubt_quarantine(r);
    for (const auto& e : r.out.expect)
        doubt_expectation(r, e);
    doubt_conditions(r);
    doubt_bounds(r);
}

}  // namespace muster::sections
