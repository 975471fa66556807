#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"

/// Where a job stands, as a message.
namespace muster {

namespace {

void write_instant(const std::optional<sim_time>& at, wire::JobChange::Instant::Builder to) {
    to.setKnown(at.has_value());
    to.setAt(at.value_or(sim_time{}).count());
}

std::optional<sim_time> read_instant(wire::JobChange::Instant::Reader from) {
    return from.getKnown() ? std::optional(sim_time(from.getAt())) : std::nullopt;
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
               });
    write_instant(r.soaks_until, to.initSoaksUntil());
    write_instant(r.reach_ends, to.initReachEnds());
    to.setRepeats(r.repeats);
}

job_change read_job_change(wire::JobChange::Reader from, const wire_bounds& within) {
    job_record r;
    r.stage = checked_enum(from.getStage(), job_stage::complete, "stage");
    r.reason = text_of(from.getReason());
    r.version = from.getVersion();
    r.begin = read_instant(from.getBegin());
    r.end = read_instant(from.getEnd());
    r.current_batch = from.getCurrentBatch();
    r.batches = read_each(from.getBatches(), [](auto b) -> job_record::batch {
        return {b.getSize(), read_instant(b.getBegin()), read_instant(b.getEnd())};
    });
    r.soaks_until = read_instant(from.getSoaksUntil());
    r.reach_ends = read_instant(from.getReachEnds());
    r.repeats = from.getRepeats();
    return {checked(from.getJob(), within.jobs, "job"), std::move(r)};
}

}  // namespace muster
