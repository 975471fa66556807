#include <algorithm>

#include <capnp/message.h>
#include <capnp/serialize.h>

#include "rpc/job_codec.hpp"
#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"

namespace muster {

namespace {

/// Of which property of which devices a change speaks.
template <class Change, class Builder>
void write_subject(const Change& c, Builder to) {
    to.setCohort(c.cohort);
    to.setProperty(c.property);
    write_slots(c.devices, to.initDevices());
}

std::size_t width_of(const std::vector<std::uint32_t>& numbers) {
    const auto most = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
    return most > 0xffff ? 4 : most > 0xff ? 2 : 1;
}

template <class Leg>
void write_later(const std::vector<std::uint32_t>& later, Leg to) {
    const auto width = width_of(later);
    auto bytes = to.initLater(list_size(later.size() * width));
    std::size_t at = 0;
    for (const auto ms : later)
        for (std::size_t i = 0; i < width; ++i)
            bytes[at++] = static_cast<kj::byte>(ms >> (8 * i));
}

/// A kind of change that has no line here does not compile.
struct change_writer {
    wire::Change::What::Builder to;

    void operator()(const lifecycle_change& c) {
        auto l = to.initLifecycle();
        write_slots(c.devices, l.initDevices());
        l.setTo(static_cast<wire::Change::Lifecycle::State>(c.to));
    }
    void operator()(const property_change& c) {
        auto p = to.initProperty();
        write_subject(c, p);
        p.setValue(c.value);
    }
    void operator()(const hold_change& c) {
        auto h = to.initHold();
        write_slots(c.devices, h.initDevices());
        h.setWhat(static_cast<wire::Change::Hold::What>(c.what));
        h.setBegins(c.begins);
    }
    void operator()(const desired_change& c) {
        auto d = to.initDesired();
        write_subject(c, d);
        d.setValue(c.value);
        d.setVersion(c.version);
    }
    void operator()(const acknowledged_change& c) {
        auto a = to.initAcknowledged();
        write_subject(c, a);
        a.setCode(c.code);
        a.setVersion(c.version);
        a.setText(c.text);
    }
    void operator()(const command_change& c) { write_record(c.record, to.initCommand()); }
    void operator()(const leg_open_change& c) {
        auto l = to.initLegOpen();
        l.setJob(c.job);
        write_slots(c.targets, l.initTargets());
        l.setAt(c.at.count());
    }
    void operator()(const leg_join_change& c) {
        auto l = to.initLegJoin();
        l.setJob(c.job);
        l.setBatch(c.batch);
        write_slots(c.devices, l.initTargets());
    }
    void operator()(const leg_batches_change& c) {
        auto l = to.initLegBatches();
        l.setJob(c.job);
        write_each(l.initMembers(list_size(c.members.size())), c.members,
                   [](auto to_one, const slot_set& from) { write_slots(from, to_one); });
    }
    void operator()(const previous_change& c) {
        auto p = to.initPrevious();
        p.setJob(c.job);
        write_subject(c, p);
        p.setValue(c.value);
    }
    void operator()(const leg_forget_change& c) { to.setLegForget(c.job); }
    void operator()(const job_change& c) { write_job_change(c.job, c.record, to.initJob()); }
    void operator()(const leg_change& c) {
        auto l = to.initLeg();
        l.setJob(c.job);
        l.setTo(static_cast<wire::LegOutcome>(c.to));
        write_slots(c.devices, l.initDevices());
        l.setReason(c.reason);
        l.setAt(c.at.count());
        l.setRejected(c.rejected);
        l.setLate(c.late);
        write_later(c.later, l);
    }
};

}  // namespace

void write_change(const change& c, wire::Change::Builder to) {
    to.setStep(c.stamp.step);
    to.setSource(c.stamp.source);
    to.setSequence(c.stamp.sequence);
    change_writer writer{to.getWhat()};
    std::visit(writer, c.what);
}

std::size_t record_bytes(const change& c) {
    capnp::MallocMessageBuilder message;
    write_change(c, message.initRoot<wire::Change>());
    return 8 * capnp::computeSerializedSizeInWords(message);
}

change read_change(wire::Change::Reader from, const wire_bounds& within) {
    change c{{from.getStep(), from.getSource(), from.getSequence()}, {}};
    using kind = wire::Change::What;
    const auto what = from.getWhat();
    if (auto of_job = read_job_part(what, within)) return {c.stamp, std::move(*of_job)};
    switch (what.which()) {
        case kind::LIFECYCLE: {
            const auto l = what.getLifecycle();
            c.what = lifecycle_change{read_slots(l.getDevices(), within),
                                      checked_enum(l.getTo(), lifecycle::quarantined, "lifecycle")};
            return c;
        }
        case kind::PROPERTY: {
            const auto p = what.getProperty();
            c.what = property_change{p.getCohort(), p.getProperty(),
                                     read_slots(p.getDevices(), within), p.getValue()};
            return c;
        }
        case kind::HOLD: {
            const auto h = what.getHold();
            c.what =
                hold_change{read_slots(h.getDevices(), within),
                            checked_enum(h.getWhat(), hold::unprovisioned, "hold"), h.getBegins()};
            return c;
        }
        case kind::DESIRED: {
            const auto d = what.getDesired();
            c.what =
                desired_change{d.getCohort(), d.getProperty(), read_slots(d.getDevices(), within),
                               d.getValue(), d.getVersion()};
            return c;
        }
        case kind::ACKNOWLEDGED: {
            const auto a = what.getAcknowledged();
            c.what = acknowledged_change{
                a.getCohort(), a.getProperty(), read_slots(a.getDevices(), within),
                a.getCode(),   a.getVersion(),  text_of(a.getText())};
            return c;
        }
        case kind::COMMAND:
            c.what = command_change{read_record(what.getCommand(), within)};
            return c;
        default:
            break;
    }
    throw wire_error("a message has a change of a kind that this version does not know");
}

}  // namespace muster
