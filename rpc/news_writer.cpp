#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"
#include "rpc/news_codec.hpp"
#include "rpc/statistics_codec.hpp"

/// News on their way out.
namespace muster {

namespace {

void write_event(wire::Event::Builder to, const event& e) {
    to.setAt(e.at.count());
    to.setKind(static_cast<std::uint16_t>(e.kind));
    to.setSubject(e.subject);
    to.setDetail(e.detail);
    to.setCount(e.count);
}

void write_summary(const device_summary& s, wire::Summary::Builder to) {
    to.setId(s.id);
    to.setFleet(s.fleet);
    to.setTemplate(s.template_name);
    to.setState(static_cast<std::uint16_t>(s.state));
    to.setLastSeen(s.last_seen.count());
}

template <class List>
void write_named(List to, const std::map<std::string, plain_value>& all) {
    write_each(to, all, [](auto n, const auto& from) {
        n.setName(from.first);
        write_value(from.second, n.initValue());
    });
}

void write_twin(wire::Detail::Twin::Builder to,
                const std::pair<const std::string, twin_entry>& from) {
    const auto& t = from.second;
    to.setName(from.first);
    write_value(t.desired, to.initDesired());
    to.setDesiredVersion(t.desired_version);
    to.setDesiredAt(t.desired_at.count());
    to.setAckCode(t.ack_code);
    to.setAckVersion(t.ack_version);
    to.setAckText(t.ack_text);
    to.setReportedAt(t.reported_at.count());
    to.setPending(t.pending);
}

/// The first `count` of a column.
template <class List, class Column>
void write_column(List to, const Column& column, std::size_t count) {
    for (unsigned i = 0; i < count; ++i)
        to.set(i, column[i]);
}

void write_note(wire::Readings::Note::Builder to, const message_note& n) {
    to.setFirst(static_cast<std::uint32_t>(n.first));
    to.setSentAt(n.sent_at.count());
    to.setLatency(n.course.latency.count());
    to.setClock(n.course.clock.count());
    to.setLost(n.course.lost);
    to.setGarbled(n.course.garbled);
    to.setDoubled(n.course.doubled);
    to.setOvertaken(n.course.overtaken);
}

/// Readings before `from.count` only.
void write_readings(const reading_batch& from, wire::Readings::Builder to) {
    const auto n = list_size(from.count);
    write_column(to.initKey(n), from.key, n);
    write_column(to.initOrdinal(n), from.ordinal, n);
    write_column(to.initFleet(n), from.fleet, n);
    write_column(to.initMessage(n), from.message, n);
    write_column(to.initSeries(n), from.series, n);
    write_column(to.initTick(n), from.tick, n);
    auto at = to.initAt(n);
    for (unsigned i = 0; i < n; ++i)
        at.set(i, from.at[i].count());
    write_column(to.initValue(n), from.value, n);
    write_column(to.initSent(n), from.sent, n);
    write_each(to.initNotes(list_size(from.notes.size())), from.notes, write_note);
}

void write_hash(const hash_sum& h, wire::Hash::Builder to) {
    to.setHigh(h.words()[0]);
    to.setLow(h.words()[1]);
}

void write_tally(const cause_tally& t, wire::Causes::Tally::Builder to) {
    to.setAll(t.all);
    to.setFailed(t.failed);
}

void write_attribute(wire::Causes::Attribute::Builder to, const cause_attribute& from) {
    to.setName(from.name);
    to.setMany(from.many);
    write_each(to.initValues(list_size(from.values.size())), from.values,
               [](auto v, const cause_value& value) {
                   v.setText(value.text);
                   write_tally(value.devices, v.initDevices());
               });
}

void write_pair(wire::Causes::Pair::Builder to, const cause_pair& from) {
    to.setFirst(from.first);
    to.setSecond(from.second);
    write_each(to.initCells(list_size(from.cells.size())), from.cells,
               [](auto c, const cause_cell& cell) {
                   c.setFirst(cell.first);
                   c.setSecond(cell.second);
                   c.setAll(cell.devices.all);
                   c.setFailed(cell.devices.failed);
               });
}

void write_reasons(const std::map<std::string, std::uint64_t>& reasons,
                   capnp::List<wire::Leg::Reason>::Builder to) {
    write_each(to, reasons, [](auto r, const auto& from) {
        r.setReason(from.first);
        r.setDevices(from.second);
    });
}

/// A kind of news that has no line here does not compile.
struct news_item_writer {
    wire::News::Builder to;
    wire::News::What::Builder what = to.getWhat();

    void operator()(const shard_visit& n) {
        to.setShard(n.shard);
        auto v = what.initVisited();
        v.setReached(n.reached);
        v.setNextDue(n.next_due);
        v.setTurns(n.turns);
        write_each(v.initOutbox(list_size(n.outbox.size())), n.outbox,
                   [](auto m, const mail& from) { write_mail(from, m); });
    }
    void operator()(const size_news& n) {
        to.setShard(n.shard);
        what.setSize(n.devices);
    }
    void operator()(const survey_news& n) {
        to.setShard(n.shard);
        write_members(n.found, what.initSurveyed());
    }
    void operator()(const counter_news& n) {
        to.setShard(n.shard);
        write_each(what.initCounters(list_size(n.values.size())), n.values,
                   [](auto c, const auto& from) {
                       c.setNumber(from.first);
                       c.setValue(from.second);
                   });
    }
    void operator()(const log_news& n) {
        to.setShard(n.shard);
        write_each(what.initLog(list_size(n.moves.size())), n.moves,
                   [](auto m, const counter_delta& from) {
                       m.setStep(from.step);
                       m.setNumber(from.counter);
                       m.setBy(from.by);
                   });
    }
    void operator()(const event_news& n) {
        to.setShard(n.shard);
        write_each(what.initEvents(list_size(n.events.size())), n.events, write_event);
    }
    void operator()(const change_news& n) {
        to.setShard(n.shard);
        write_each(what.initChanges(list_size(n.changes.size())), n.changes,
                   [](auto c, const change& from) { write_change(from, c); });
    }
    void operator()(const reading_news& n) {
        to.setShard(n.shard);
        auto r = what.initReadings();
        r.setLate(n.late);
        write_readings(*n.readings, r);
    }
    void operator()(const leg_news& n) {
        to.setShard(n.shard);
        auto l = what.initLeg();
        l.setJob(n.job);
        write_reasons(n.reasons, l.initReasons(list_size(n.reasons.size())));
        write_each(
            l.initBatches(list_size(n.figures.size())), n.figures, [](auto b, const auto& from) {
                const batch_figures& figures = from.second;
                b.setBatch(from.first);
                write_statistics(figures.latency, b.initLatency());
                write_reasons(figures.reasons, b.initReasons(list_size(figures.reasons.size())));
                write_each(b.initRivals(list_size(figures.rivals.size())), figures.rivals,
                           [](auto r, const auto& rival) {
                               r.setJob(rival.first);
                               r.setDevices(rival.second);
                           });
            });
        if (!n.steps) return;
        write_each(l.initSteps(list_size(n.steps->size())), *n.steps,
                   [](auto s, const step_counts& from) {
                       s.setBegun(from.begun);
                       s.setFinished(from.finished);
                       s.setFailed(from.failed);
                       s.setTimedOut(from.timed_out);
                       s.setRecalled(from.recalled);
                   });
    }
    void operator()(const fault_news& n) {
        to.setShard(n.shard);
        auto f = what.initFaults();
        write_each(f.initSpans(list_size(n.spans.size())), n.spans,
                   [](auto s, const fault_span& from) {
                       s.setBegun(from.begin.has_value());
                       s.setBegin(from.begin.value_or(sim_time{}).count());
                       s.setEnded(from.end.has_value());
                       s.setEnd(from.end.value_or(sim_time{}).count());
                   });
        write_each(f.initOverlaps(list_size(n.overlaps.size())), n.overlaps,
                   [](auto o, const auto& from) {
                       o.setFirst(from.first.first);
                       o.setSecond(from.first.second);
                       o.setDevices(from.second);
                   });
    }
    void operator()(const scan_news& n) {
        to.setShard(n.shard);
        auto s = what.initScan();
        s.setPopulation(n.population);
        s.setAt(n.at.count());
        write_numbers(s.initCounts(list_size(n.counts.size())), n.counts);
    }
    void operator()(const series_news& n) {
        to.setShard(n.shard);
        auto s = what.initSeries();
        s.setSeries(n.series);
        write_statistics(n.window, s.initWindow());
    }
    void operator()(const way_news& n) {
        to.setShard(n.shard);
        write_statistics(n.latency, what.initWay());
    }
    void operator()(const cause_news& n) {
        to.setShard(n.shard);
        auto c = what.initCauses();
        c.setJob(n.job);
        write_tally(n.counted.devices, c.initDevices());
        write_each(c.initAttributes(list_size(n.counted.attributes.size())), n.counted.attributes,
                   write_attribute);
        write_each(c.initPairs(list_size(n.counted.pairs.size())), n.counted.pairs, write_pair);
    }
    void operator()(const target_news& n) {
        to.setShard(n.shard);
        write_each(what.initTargets(list_size(n.targets.size())), n.targets,
                   [](auto t, const job_target& from) {
                       t.setDevice(from.device);
                       t.setFleet(from.fleet);
                       t.setOutcome(static_cast<std::uint16_t>(from.outcome));
                       t.setReason(from.reason);
                       t.setCode(from.code);
                       t.setAttempts(from.course.attempts);
                       t.setWasSent(from.course.sent.has_value());
                       t.setSent(from.course.sent.value_or(sim_time{}).count());
                       t.setHasEnded(from.course.ended.has_value());
                       t.setEnded(from.course.ended.value_or(sim_time{}).count());
                   });
    }
    void operator()(const digest_news& n) { write_hash(n.readings, what.initDigest()); }
    void operator()(const state_news& n) { write_hash(n.states, what.initStates()); }
    void operator()(const found_news& n) {
        auto f = what.initFound();
        f.setMatched(n.answer.matched);
        write_each(f.initDevices(list_size(n.answer.found.size())), n.answer.found,
                   [](auto d, const device_summary& from) { write_summary(from, d); });
        write_numbers(f.initSlots(list_size(n.answer.slots.size())), n.answer.slots);
    }
    void operator()(const detail_news& n) {
        auto d = what.initDetail();
        write_summary(n.detail.summary, d.initSummary());
        write_named(d.initTags(list_size(n.detail.tags.size())), n.detail.tags);
        write_named(d.initProperties(list_size(n.detail.properties.size())), n.detail.properties);
        write_named(d.initSignals(list_size(n.detail.signals.size())), n.detail.signals);
        write_each(d.initTwin(list_size(n.detail.twin.size())), n.detail.twin, write_twin);
        write_each(d.initCommands(list_size(n.detail.commands.size())), n.detail.commands,
                   [](auto c, const command_record& from) { write_record(from, c); });
        d.setApproved(n.detail.approved);
        d.setBlocked(n.detail.blocked);
    }
};

/// Bytes beyond those that every item takes. Only what can be long counts.
struct item_measure {
    std::size_t operator()(const shard_visit& n) const {
        std::size_t bytes = 0;
        for (const auto& m : n.outbox)
            bytes += wire_bytes(m);
        return bytes;
    }
    std::size_t operator()(const survey_news& n) const {
        return 8 * (n.found.hashes.size() + n.found.batch_sizes.size());
    }
    std::size_t operator()(const counter_news& n) const { return 16 * n.values.size(); }
    std::size_t operator()(const log_news& n) const { return 24 * n.moves.size(); }
    std::size_t operator()(const event_news& n) const { return 96 * n.events.size(); }
    std::size_t operator()(const change_news& n) const {
        std::size_t bytes = 4096 * n.changes.size();
        for (const auto& c : n.changes)
            if (const auto* leg = std::get_if<leg_change>(&c.what)) bytes += 4 * leg->later.size();
        return bytes;
    }
    std::size_t operator()(const reading_news& n) const {
        return 45 * n.readings->count + 40 * n.readings->notes.size();
    }
    std::size_t operator()(const leg_news& n) const {
        std::size_t bytes = 96 * n.reasons.size();
        for (const auto& [batch, figures] : n.figures)
            bytes += 128 + 8 * figures.latency.quantiles().counts().size() +
                     96 * figures.reasons.size() + 16 * figures.rivals.size();
        return bytes;
    }
    std::size_t operator()(const fault_news& n) const {
        return 24 * n.spans.size() + 16 * n.overlaps.size();
    }
    std::size_t operator()(const series_news& n) const {
        return 8 * n.window.quantiles().counts().size();
    }
    std::size_t operator()(const way_news& n) const {
        return 8 * n.latency.quantiles().counts().size();
    }
    std::size_t operator()(const cause_news& n) const {
        std::size_t bytes = 0;
        for (const auto& a : n.counted.attributes)
            bytes += 64 + 96 * a.values.size();
        for (const auto& p : n.counted.pairs)
            bytes += 24 + 24 * p.cells.size();
        return bytes;
    }
    std::size_t operator()(const target_news& n) const { return 192 * n.targets.size(); }
    std::size_t operator()(const found_news& n) const { return 128 * n.answer.found.size(); }
    template <class Short>
    std::size_t operator()(const Short&) const {
        return 0;
    }
};

}  // namespace

void write_news(const shard_news& n, wire::News::Builder to) {
    std::visit(news_item_writer{to}, n);
}

std::size_t wire_bytes(const shard_news& n) {
    constexpr std::size_t head = 96;
    return head + std::visit(item_measure{}, n);
}

}  // namespace muster
