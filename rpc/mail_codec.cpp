#include "rpc/mail_codec.hpp"

#include "rpc/act_codec.hpp"
#include "rpc/job_codec.hpp"
#include "rpc/lists.hpp"

namespace muster {

namespace {

/// A kind of mail that has no line here does not compile.
struct body_writer {
    mutable wire::Mail::Body::Builder to;

    void operator()(const failures_mail& m) const {
        write_each(to.initFailures().initFailed(list_size(m.failures.size())), m.failures,
                   [](auto f, const device_failure& from) {
                       f.setDevice(from.device);
                       f.setKey(from.key);
                       f.setTemplateIndex(from.template_index);
                       f.setAt(from.at.count());
                       f.setReason(from.reason);
                   });
    }
    void operator()(const members_mail& m) const { write_members(m, to.initMembers()); }
    void operator()(const leg_report_mail& m) const {
        auto r = to.initLegReport();
        r.setJob(m.job);
        r.setBatch(m.batch);
        r.setDispatched(m.dispatched);
        r.setSucceeded(m.succeeded);
        r.setFailed(m.failed);
        r.setTimedOut(m.timed_out);
        r.setSkipped(m.skipped);
        r.setCancelled(m.cancelled);
        r.setUnreached(m.unreached);
        r.setReady(m.ready);
        r.setRejected(m.rejected);
        r.setRecalled(m.recalled);
        r.setAsks(m.asks);
        r.setRepeated(m.repeated);
        r.setLost(m.lost);
        r.setGivenUp(m.given_up);
    }
    void operator()(const survey_mail& m) const { write_survey(m, to.initSurvey()); }
    void operator()(const fault_start_mail& m) const {
        auto f = to.initFaultStart();
        f.setFault(m.fault);
        f.setThreshold(m.threshold);
    }
    void operator()(const rule_watch_mail& m) const {
        auto r = to.initRuleWatch();
        r.setRule(m.rule);
        r.setThreshold(m.threshold);
    }
    void operator()(const command_ask_mail& m) const { to.setCommandAsk(m.wanted); }
    void operator()(const command_room_mail& m) const {
        auto r = to.initCommandRoom();
        r.setAccepted(m.accepted);
        r.setRefused(m.refused);
        r.setAgain(m.again.count());
    }
    void operator()(const restart_mail& m) const {
        write_each(to.initRestart().initDevices(list_size(m.devices.size())), m.devices,
                   [](auto d, const auto& from) {
                       d.setDevice(from.first);
                       d.setAt(from.second.count());
                   });
    }
    void operator()(const quarantine_mail& m) const {
        write_numbers(to.initQuarantine().initMembers(list_size(m.devices.size())), m.devices);
    }
    void operator()(const leg_plan_mail& m) const {
        auto p = to.initLegPlan();
        p.setJob(m.job);
        write_each(p.initRanks(list_size(m.ranks.size())), m.ranks, [](auto r, const auto& from) {
            r.setFirst(from.first);
            r.setLast(from.second);
        });
    }
    void operator()(const leg_grant_mail& m) const {
        auto g = to.initLegGrant();
        g.setJob(m.job);
        g.setBatch(m.batch);
        g.setPermits(m.permits);
        g.setUnlimited(m.unlimited);
        g.setRefusals(m.refusals);
    }
    void operator()(const leg_close_mail& m) const {
        auto c = to.initLegClose();
        c.setJob(m.job);
        c.setTo(static_cast<wire::LegOutcome>(m.to));
        c.setReason(m.reason);
        c.setReadyReason(m.ready_reason);
        c.setRecall(m.recall);
        c.setInFlightToo(m.in_flight_too);
        c.setOver(m.over);
    }
    void operator()(const job_record_mail& m) const {
        write_job_change(m.job, m.record, to.initJobRecord());
    }
    void operator()(const job_turn_mail& m) const {
        auto t = to.initJobTurn();
        t.setOver(m.over);
        t.setPriority(m.priority);
        t.setSeries(m.series);
        t.setSkips(m.skips);
    }
    void operator()(const leg_window_mail& m) const { to.setLegWindow(m.job); }
    void operator()(const leg_forget_mail& m) const { to.setLegForget(m.job); }
    void operator()(const leg_retry_mail& m) const {
        auto r = to.initLegRetry();
        r.setJob(m.job);
        r.setBatch(m.batch);
        r.setGranted(m.granted);
    }
    void operator()(const leg_end_mail& m) const {
        auto e = to.initLegEnd();
        e.setJob(m.job);
        e.setBatch(m.batch);
        e.setGranted(m.granted);
    }
    void operator()(const job_act_mail& m) const {
        auto a = to.initJobAct();
        a.setAct(m.act);
        a.setVerb(static_cast<wire::JobAct::Verb>(m.verb));
        a.setPrincipal(m.principal);
        a.setExpectsVersion(m.expected_version.has_value());
        a.setExpectedVersion(m.expected_version.value_or(0));
    }
    void operator()(const property_act_mail& m) const { write_act(m, to.initPropertyAct()); }
    void operator()(const command_act_mail& m) const { write_act(m, to.initCommandAct()); }
    void operator()(const lifecycle_act_mail& m) const { write_act(m, to.initLifecycleAct()); }
    void operator()(const question_mail& m) const { write_act(m, to.initQuestion()); }
    void operator()(const answers_mail& m) const { write_device_answers(m, to.initAnswers()); }
    void operator()(const act_report_mail& m) const { write_act_report(m, to.initActReport()); }
    void operator()(const wake_mail& m) const { to.setWake(m.token); }
    void operator()(const connect_ask_mail& m) const {
        write_each(to.initConnectAsk(list_size(m.asks.size())), m.asks,
                   [](auto a, const connect_ask& from) {
                       a.setDevice(from.device);
                       a.setAttempt(from.attempt);
                       a.setKey(from.key);
                       a.setAt(from.at.count());
                   });
    }
    void operator()(const connect_answer_mail& m) const {
        write_each(to.initConnectAnswer(list_size(m.answers.size())), m.answers,
                   [](auto a, const connect_answer& from) {
                       a.setDevice(from.device);
                       a.setAttempt(from.attempt);
                       a.setAccepted(from.accepted);
                       a.setAt(from.at.count());
                   });
    }
};

failures_mail read_failures(wire::Failures::Reader from, const wire_bounds& within) {
    return {read_each(from.getFailed(), [&](auto f) -> device_failure {
        return {checked(f.getDevice(), within.devices, "device"), f.getKey(),
                checked(f.getTemplateIndex(), within.templates, "template"), sim_time(f.getAt()),
                text_of(f.getReason())};
    })};
}

restart_mail read_restart(wire::Restart::Reader from, const wire_bounds& within) {
    return {read_each(from.getDevices(), [&](auto d) {
        return std::pair(checked(d.getDevice(), within.devices, "device"), sim_time(d.getAt()));
    })};
}

quarantine_mail read_quarantine(wire::Slots::Reader from, const wire_bounds& within) {
    return {read_slots(from, within).members()};
}

job_act_mail read_job_act(wire::JobAct::Reader a) {
    job_act_mail m{a.getAct(),
                   checked_enum(a.getVerb(), job_verb::erase, "verb"),
                   text_of(a.getPrincipal()),
                   {}};
    if (a.getExpectsVersion()) m.expected_version = a.getExpectedVersion();
    return m;
}

connect_ask_mail read_asks(capnp::List<wire::ConnectAsk>::Reader from, const wire_bounds& within) {
    return {read_each(from, [&](auto a) -> connect_ask {
        return {checked(a.getDevice(), within.devices, "device"), a.getAttempt(), a.getKey(),
                sim_time(a.getAt())};
    })};
}

connect_answer_mail read_answers(capnp::List<wire::ConnectAnswer>::Reader from,
                                 const wire_bounds& within) {
    return {read_each(from, [&](auto a) -> connect_answer {
        return {checked(a.getDevice(), within.devices, "device"), a.getAttempt(), a.getAccepted(),
                sim_time(a.getAt())};
    })};
}

mail_body read_body(wire::Mail::Body::Reader from, const wire_bounds& within) {
    using body = wire::Mail::Body;
    if (auto of_job = read_job_mail(from, within)) return std::move(*of_job);
    switch (from.which()) {
        case body::FAILURES:
            return read_failures(from.getFailures(), within);
        case body::MEMBERS:
            return read_members(from.getMembers());
        case body::SURVEY:
            return read_survey(from.getSurvey(), within);
        case body::FAULT_START:
            return fault_start_mail{
                checked(from.getFaultStart().getFault(), within.faults, "fault"),
                from.getFaultStart().getThreshold()};
        case body::RESTART:
            return read_restart(from.getRestart(), within);
        case body::QUARANTINE:
            return read_quarantine(from.getQuarantine(), within);
        case body::JOB_ACT:
            return read_job_act(from.getJobAct());
        case body::PROPERTY_ACT:
            return read_act(from.getPropertyAct(), within);
        case body::ACT_REPORT:
            return read_act_report(from.getActReport(), within);
        case body::COMMAND_ACT:
            return read_act(from.getCommandAct(), within);
        case body::LIFECYCLE_ACT:
            return read_act(from.getLifecycleAct(), within);
        case body::QUESTION:
            return read_act(from.getQuestion(), within);
        case body::ANSWERS:
            return read_device_answers(from.getAnswers(), within);
        case body::WAKE:
            return wake_mail{from.getWake()};
        case body::CONNECT_ASK:
            return read_asks(from.getConnectAsk(), within);
        case body::CONNECT_ANSWER:
            return read_answers(from.getConnectAnswer(), within);
        case body::RULE_WATCH:
            return rule_watch_mail{checked(from.getRuleWatch().getRule(), within.rules, "rule"),
                                   from.getRuleWatch().getThreshold()};
        default:
            break;
    }
    throw wire_error("a message has mail of a kind that this version does not know");
}

}  // namespace

void write_mail(const mail& m, wire::Mail::Builder to) {
    to.setDue(m.due.count());
    to.setSource(m.source);
    to.setSequence(m.sequence);
    to.setTo(m.to);
    std::visit(body_writer{to.getBody()}, m.body);
}

mail read_mail(wire::Mail::Reader from, const wire_bounds& within) {
    return {sim_time(from.getDue()), from.getSource(), from.getSequence(), from.getTo(),
            read_body(from.getBody(), within)};
}

std::size_t wire_bytes(const mail& m) {
    constexpr std::size_t head = 160;
    std::size_t more = 0;
    if (const auto* failed = std::get_if<failures_mail>(&m.body))
        for (const auto& f : failed->failures)
            more += 48 + f.reason.size();
    if (const auto* restarts = std::get_if<restart_mail>(&m.body))
        more = 16 * restarts->devices.size();
    if (const auto* given_up = std::get_if<quarantine_mail>(&m.body))
        more = 4 * given_up->devices.size();
    if (const auto* plan = std::get_if<leg_plan_mail>(&m.body)) more = 16 * plan->ranks.size();
    if (const auto* asks = std::get_if<connect_ask_mail>(&m.body)) more = 24 * asks->asks.size();
    if (const auto* answers = std::get_if<connect_answer_mail>(&m.body))
        more = 24 * answers->answers.size();
    return head + more + wire_bytes_of_act(m.body);
}

void write_members(const members_mail& m, wire::Members::Builder to) {
    to.setMatched(m.matched);
    write_numbers(to.initHashes(list_size(m.hashes.size())), m.hashes);
    write_numbers(to.initBatchSizes(list_size(m.batch_sizes.size())), m.batch_sizes);
    to.setLeft(m.left);
}

members_mail read_members(wire::Members::Reader from) {
    return {from.getMatched(), read_numbers<std::uint64_t>(from.getHashes()),
            read_numbers<std::uint64_t>(from.getBatchSizes()), from.getLeft()};
}

void write_survey(const survey_mail& m, wire::Survey::Builder to) {
    to.setAbout(static_cast<wire::Survey::Subject>(m.about));
    to.setIndex(m.index);
    to.setThreshold(m.threshold);
}

survey_mail read_survey(wire::Survey::Reader from, const wire_bounds& within) {
    using subject = survey_mail::subject;
    const auto about = checked_enum(from.getAbout(), subject::legs, "subject");
    const auto index = from.getIndex();
    if (about == subject::fault)
        return {about, checked(index, within.faults, "fault"), from.getThreshold()};
    if (about == subject::rule)
        return {about, checked(index, within.rules, "rule"), from.getThreshold()};
    return {about, checked(index, within.jobs, "job"), from.getThreshold()};
}

namespace {

/// The first of devices that follow each other, their number, and so on.
std::vector<std::uint32_t> runs_of(const std::vector<slot>& members) {
    std::vector<std::uint32_t> runs;
    for (const auto s : members) {
        if (!runs.empty() && runs[runs.size() - 2] + runs.back() == s)
            ++runs.back();
        else
            runs.insert(runs.end(), {s, 1});
    }
    return runs;
}

}  // namespace

void write_slots(const slot_set& s, wire::Slots::Builder to) {
    const auto members = s.members();
    const auto runs = runs_of(members);
    if (runs.size() < members.size())
        write_numbers(to.initRuns(list_size(runs.size())), runs);
    else
        write_numbers(to.initMembers(list_size(members.size())), members);
}

slot_set read_slots(wire::Slots::Reader from, const wire_bounds& within) {
    const auto members = read_numbers<slot>(from.getMembers());
    for (const auto s : members)
        checked(s, within.devices, "device");
    const auto runs = from.getRuns();
    if (runs.size() % 2 != 0 || (runs.size() > 0 && !members.empty()))
        throw wire_error("a message has a set of devices that is neither a list nor runs");
    auto all = slot_set::of(members);
    for (unsigned i = 0; i < runs.size(); i += 2) {
        const auto end = std::uint64_t{runs[i]} + runs[i + 1];
        if (end > within.devices || end > std::uint64_t{0x100000000})
            throw wire_error("a message has a run of devices beyond the last one");
        all.add_range(runs[i], end);
    }
    return all;
}

void write_value(const plain_value& v, wire::Value::Builder to) {
    if (const auto* truth = std::get_if<bool>(&v)) return to.setTruth(*truth);
    if (const auto* number = std::get_if<double>(&v)) return to.setNumber(*number);
    if (const auto* text = std::get_if<std::string>(&v)) return to.setText(*text);
    to.setNothing();
}

plain_value read_value(wire::Value::Reader from) {
    switch (from.which()) {
        case wire::Value::NOTHING:
            return {};
        case wire::Value::TRUTH:
            return from.getTruth();
        case wire::Value::NUMBER:
            return from.getNumber();
        case wire::Value::TEXT:
            return text_of(from.getText());
        case wire::Value::LIST:
        case wire::Value::OBJECT:
            break;
    }
    throw wire_error("a message has a value of a kind that has no place there");
}

}  // namespace muster
