#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"

namespace muster {

namespace {

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
        p.setCohort(c.cohort);
        p.setProperty(c.property);
        write_slots(c.devices, p.initDevices());
        p.setValue(c.value);
    }
    void operator()(const leg_open_change& c) {
        auto l = to.initLegOpen();
        l.setJob(c.job);
        write_slots(c.targets, l.initTargets());
    }
    void operator()(const leg_change& c) {
        auto l = to.initLeg();
        l.setJob(c.job);
        l.setTo(static_cast<wire::LegOutcome>(c.to));
        write_slots(c.devices, l.initDevices());
        l.setReason(c.reason);
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

change read_change(wire::Change::Reader from, const wire_bounds& within) {
    change c{{from.getStep(), from.getSource(), from.getSequence()}, {}};
    using kind = wire::Change::What;
    const auto what = from.getWhat();
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
        case kind::LEG_OPEN:
            c.what = leg_open_change{checked(what.getLegOpen().getJob(), within.jobs, "job"),
                                     read_slots(what.getLegOpen().getTargets(), within)};
            return c;
        case kind::LEG: {
            const auto l = what.getLeg();
            c.what = leg_change{checked(l.getJob(), within.jobs, "job"),
                                checked_enum(l.getTo(), leg_outcome::skipped, "outcome"),
                                read_slots(l.getDevices(), within), text_of(l.getReason())};
            return c;
        }
    }
    throw wire_error("a message has a change of a kind that this version does not know");
}

}  // namespace muster
