#include "rpc/job_codec.hpp"

#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"

/// What jobs and legs tell each other, and what is kept of them.
namespace muster {

namespace {

void write_instant(const std::optional<sim_time>& at, wire::JobChange::Instant::Builder to) {
    to.setKnown(at.has_value());
    to.setAt(at.value_or(sim_time{}).count());
}

std::optional<sim_time> read_instant(wire::JobChange::Instant::Reader from) {
    return from.getKnown() ? std::optional(sim_time(from.getAt())) : std::nullopt;
}

leg_report_mail read_leg_report(wire::LegReport::Reader r, const wire_bounds& within) {
    return {checked(r.getJob(), within.jobs, "job"),
            r.getBatch(),
            r.getDispatched(),
            r.getSucceeded(),
            r.getFailed(),
            r.getTimedOut(),
            r.getSkipped(),
            r.getCancelled(),
            r.getUnreached(),
            r.getReady(),
            r.getRejected(),
            r.getRecalled(),
            r.getAsks(),
            r.getRepeated(),
            r.getLost(),
            r.getGivenUp()};
}

leg_plan_mail read_leg_plan(wire::LegPlan::Reader from, const wire_bounds& within) {
    return {checked(from.getJob(), within.jobs, "job"), read_each(from.getRanks(), [](auto r) {
                return std::pair<std::uint64_t, std::uint64_t>(r.getFirst(), r.getLast());
            })};
}

std::vector<std::uint32_t> read_later(capnp::Data::Reader bytes, std::size_t devices) {
    std::vector<std::uint32_t> later;
    if (bytes.size() == 0) return later;
    const auto width = devices == 0 ? 0 : bytes.size() / devices;
    if ((width != 1 && width != 2 && width != 4) || width * devices != bytes.size())
        throw wire_error("a message has " + std::to_string(bytes.size()) +
                         " bytes of instants of " + std::to_string(devices) + " devices");
    later.resize(devices);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        later[i / width] |= std::uint32_t{bytes[i]} << (8 * (i % width));
    return later;
}

}  // namespace

void write_job_change(std::uint32_t job, const job_record& r, wire::JobChange::Builder to) {
    to.setJob(job);
    to.setStage(static_cast<wire::JobChange::Stage>(r.stage));
    to.setReason(r.reason);
    to.setVersion(r.version);
    write_instant(r.begin, to.initBegin());
    write_instant(r.end, to.initEnd());
    to.setCurrentBatch(r.current_batch);
    write_each(to.initBatches(list_size(r.batches.size())), r.batches,
               [](auto b, const job_record::batch& from) {
                   b.setSize(from.size);
                   write_instant(from.begin, b.initBegin());
                   write_instant(from.end, b.initEnd());
                   b.setForgiven(from.forgiven);
               });
    write_instant(r.soaks_until, to.initSoaksUntil());
    write_instant(r.reach_ends, to.initReachEnds());
    to.setRepeats(r.repeats);
    to.setJudged(r.judged);
    to.setByOutage(r.by_outage);
}

job_change read_job_change(wire::JobChange::Reader from, const wire_bounds& within) {
    job_record r;
    r.stage = checked_enum(from.getStage(), job_stage::erased, "stage");
    r.reason = text_of(from.getReason());
    r.version = from.getVersion();
    r.begin = read_instant(from.getBegin());
    r.end = read_instant(from.getEnd());
    r.current_batch = from.getCurrentBatch();
    r.batches = read_each(from.getBatches(), [](auto b) -> job_record::batch {
        return {b.getSize(), read_instant(b.getBegin()), read_instant(b.getEnd()), b.getForgiven()};
    });
    r.soaks_until = read_instant(from.getSoaksUntil());
    r.reach_ends = read_instant(from.getReachEnds());
    r.repeats = from.getRepeats();
    r.judged = from.getJudged();
    r.by_outage = from.getByOutage();
    return {checked(from.getJob(), within.jobs, "job"), std::move(r)};
}

std::optional<mail_body> read_job_mail(wire::Mail::Body::Reader from, const wire_bounds& within) {
    using body = wire::Mail::Body;
    switch (from.which()) {
        case body::LEG_REPORT:
            return read_leg_report(from.getLegReport(), within);
        case body::LEG_PLAN:
            return read_leg_plan(from.getLegPlan(), within);
        case body::LEG_GRANT: {
            const auto g = from.getLegGrant();
            return leg_grant_mail{checked(g.getJob(), within.jobs, "job"), g.getBatch(),
                                  g.getPermits(), g.getUnlimited(), g.getRefusals()};
        }
        case body::LEG_CLOSE: {
            const auto c = from.getLegClose();
            return leg_close_mail{checked(c.getJob(), within.jobs, "job"),
                                  checked_enum(c.getTo(), leg_outcome::skipped, "outcome"),
                                  text_of(c.getReason()),
                                  text_of(c.getReadyReason()),
                                  c.getRecall(),
                                  c.getInFlightToo(),
                                  c.getOver()};
        }
        case body::JOB_RECORD: {
            auto c = read_job_change(from.getJobRecord(), within);
            return job_record_mail{c.job, std::move(c.record)};
        }
        case body::JOB_TURN:
            return job_turn_mail{from.getJobTurn().getOver(), from.getJobTurn().getPriority(),
                                 from.getJobTurn().getSeries(), from.getJobTurn().getSkips()};
        case body::LEG_WINDOW:
            return leg_window_mail{checked(from.getLegWindow(), within.jobs, "job")};
        case body::LEG_FORGET:
            return leg_forget_mail{checked(from.getLegForget(), within.jobs, "job")};
        case body::LEG_RETRY: {
            const auto r = from.getLegRetry();
            return leg_retry_mail{checked(r.getJob(), within.jobs, "job"), r.getBatch(),
                                  r.getGranted()};
        }
        case body::LEG_END: {
            const auto e = from.getLegEnd();
            return leg_end_mail{checked(e.getJob(), within.jobs, "job"), e.getBatch(),
                                e.getGranted()};
        }
        case body::COMMAND_ASK:
            return command_ask_mail{from.getCommandAsk()};
        case body::COMMAND_ROOM: {
            const auto r = from.getCommandRoom();
            return command_room_mail{r.getAccepted(), r.getRefused(), sim_time(r.getAgain())};
        }
        default:
            return std::nullopt;
    }
}

std::optional<change_body> read_job_part(wire::Change::What::Reader from,
                                         const wire_bounds& within) {
    using kind = wire::Change::What;
    switch (from.which()) {
        case kind::LEG_OPEN:
            return leg_open_change{checked(from.getLegOpen().getJob(), within.jobs, "job"),
                                   read_slots(from.getLegOpen().getTargets(), within),
                                   sim_time(from.getLegOpen().getAt())};
        case kind::LEG_JOIN:
            return leg_join_change{checked(from.getLegJoin().getJob(), within.jobs, "job"),
                                   from.getLegJoin().getBatch(),
                                   read_slots(from.getLegJoin().getTargets(), within)};
        case kind::LEG_BATCHES: {
            const auto l = from.getLegBatches();
            return leg_batches_change{
                checked(l.getJob(), within.jobs, "job"),
                read_each(l.getMembers(), [&](auto one) { return read_slots(one, within); })};
        }
        case kind::PREVIOUS: {
            const auto p = from.getPrevious();
            return previous_change{checked(p.getJob(), within.jobs, "job"), p.getCohort(),
                                   p.getProperty(), read_slots(p.getDevices(), within),
                                   p.getValue()};
        }
        case kind::LEG_FORGET:
            return leg_forget_change{checked(from.getLegForget(), within.jobs, "job")};
        case kind::JOB:
            return read_job_change(from.getJob(), within);
        case kind::LEG: {
            const auto l = from.getLeg();
            leg_change moved{checked(l.getJob(), within.jobs, "job"),
                             checked_enum(l.getTo(), leg_outcome::skipped, "outcome"),
                             read_slots(l.getDevices(), within), text_of(l.getReason()),
                             sim_time(l.getAt())};
            moved.rejected = l.getRejected();
            moved.late = l.getLate();
            moved.later = read_later(l.getLater(), moved.devices.size());
            return moved;
        }
        default:
            return std::nullopt;
    }
}

}  // namespace muster
