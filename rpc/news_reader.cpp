#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"
#include "rpc/news_codec.hpp"
#include "rpc/statistics_codec.hpp"

/// News on their way in.
namespace muster {

namespace {

event read_event(wire::Event::Reader from) {
    event e;
    e.at = sim_time(from.getAt());
    e.kind = checked_enum(from.getKind(), event_kind::group_left, "kind of event");
    e.subject = text_of(from.getSubject());
    e.detail = text_of(from.getDetail());
    e.count = from.getCount();
    return e;
}

device_summary read_summary(wire::Summary::Reader from) {
    return {text_of(from.getId()), text_of(from.getFleet()), text_of(from.getTemplate()),
            checked_enum(from.getState(), device_state::empty, "state"),
            sim_time(from.getLastSeen())};
}

template <class List>
std::map<std::string, plain_value> read_named(List from) {
    std::map<std::string, plain_value> all;
    for (const auto n : from)
        all[text_of(n.getName())] = read_value(n.getValue());
    return all;
}

template <class List, class Column>
void read_column(List from, Column& column, unsigned count) {
    if (from.size() != count) throw wire_error("a message has columns of different lengths");
    for (unsigned i = 0; i < count; ++i)
        column[i] = typename Column::value_type(from[i]);
}

/// Notes of a batch of `count` readings.
std::vector<message_note> read_notes(capnp::List<wire::Readings::Note>::Reader from,
                                     std::size_t count) {
    auto all = read_each(from, [&](auto n) {
        message_note note{checked(n.getFirst(), count, "a reading"), sim_time(n.getSentAt()), {}};
        note.course.latency = duration(n.getLatency());
        note.course.clock = duration(n.getClock());
        note.course.lost = n.getLost();
        note.course.garbled = n.getGarbled();
        note.course.doubled = n.getDoubled();
        note.course.overtaken = n.getOvertaken();
        return note;
    });
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i - 1].first >= all[i].first)
            throw wire_error("a message has notes that are not in ascending order");
    return all;
}

std::shared_ptr<const reading_batch> read_readings(wire::Readings::Reader from,
                                                   const wire_bounds& within) {
    auto batch = std::make_shared<reading_batch>();
    const auto n = checked(from.getKey().size(), reading_batch::capacity + 1, "a batch length");
    batch->count = n;
    read_column(from.getKey(), batch->key, n);
    read_column(from.getOrdinal(), batch->ordinal, n);
    read_column(from.getFleet(), batch->fleet, n);
    read_column(from.getMessage(), batch->message, n);
    read_column(from.getSeries(), batch->series, n);
    read_column(from.getTick(), batch->tick, n);
    read_column(from.getAt(), batch->at, n);
    read_column(from.getValue(), batch->value, n);
    read_column(from.getSent(), batch->sent, n);
    batch->notes = read_notes(from.getNotes(), n);
    const auto& fleets = within.w->fleets;
    for (std::size_t i = 0; i < n; ++i) {
        checked(batch->series[i], within.series, "series");
        const auto fleet = checked(batch->fleet[i], fleets.size(), "fleet");
        checked(batch->message[i], fleets[fleet].messages.size(), "message");
    }
    return batch;
}

hash_sum read_hash(wire::Hash::Reader from) {
    return {(static_cast<uint128>(from.getHigh()) << 64) | from.getLow()};
}

std::map<std::string, std::uint64_t> read_reasons(capnp::List<wire::Leg::Reason>::Reader from) {
    std::map<std::string, std::uint64_t> reasons;
    for (const auto r : from)
        reasons[text_of(r.getReason())] = r.getDevices();
    return reasons;
}

leg_news read_leg(std::uint32_t shard, wire::Leg::Reader from, const wire_bounds& within) {
    leg_news n{
        shard, checked(from.getJob(), within.jobs, "job"), {}, read_reasons(from.getReasons()), {}};
    for (const auto b : from.getBatches()) {
        auto& figures = n.figures[b.getBatch()];
        figures = {read_statistics(b.getLatency()), read_reasons(b.getReasons())};
        for (const auto r : b.getRivals())
            figures.rivals[checked(r.getJob(), within.jobs, "job")] = r.getDevices();
    }
    const auto steps = from.getSteps();
    if (steps.size() == 0) return n;
    if (steps.size() != update_steps) throw wire_error("an update has so many steps only");
    n.steps.emplace();
    for (std::uint32_t i = 0; i < update_steps; ++i)
        (*n.steps)[i] = {steps[i].getBegun(), steps[i].getFinished(), steps[i].getFailed(),
                         steps[i].getTimedOut(), steps[i].getRecalled()};
    return n;
}

fault_news read_faults(std::uint32_t shard, wire::Faults::Reader from, const wire_bounds& within) {
    fault_news n{shard,
                 read_each(from.getSpans(),
                           [](auto s) {
                               fault_span span;
                               if (s.getBegun()) span.begin = sim_time(s.getBegin());
                               if (s.getEnded()) span.end = sim_time(s.getEnd());
                               return span;
                           }),
                 {}};
    for (const auto o : from.getOverlaps())
        n.overlaps[{checked(o.getFirst(), within.faults, "fault"),
                    checked(o.getSecond(), within.faults, "fault")}] = o.getDevices();
    return n;
}

cause_tally read_tally(wire::Causes::Tally::Reader from) {
    return {from.getAll(), from.getFailed()};
}

cause_attribute read_attribute(wire::Causes::Attribute::Reader from) {
    return {text_of(from.getName()), from.getMany(), read_each(from.getValues(), [](auto v) {
                return cause_value{text_of(v.getText()), read_tally(v.getDevices())};
            })};
}

cause_pair read_pair(wire::Causes::Pair::Reader from,
                     const std::vector<cause_attribute>& attributes) {
    cause_pair pair;
    pair.first = checked(from.getFirst(), attributes.size(), "attribute");
    pair.second = checked(from.getSecond(), attributes.size(), "attribute");
    const auto firsts = attributes[pair.first].values.size();
    const auto seconds = attributes[pair.second].values.size();
    pair.cells = read_each(from.getCells(), [&](auto c) {
        return cause_cell{checked(c.getFirst(), firsts, "value"),
                          checked(c.getSecond(), seconds, "value"),
                          {c.getAll(), c.getFailed()}};
    });
    return pair;
}

cause_news read_causes(std::uint32_t shard, wire::Causes::Reader from, const wire_bounds& within) {
    cause_news n{shard, checked(from.getJob(), within.jobs, "job"), {}};
    n.counted.devices = read_tally(from.getDevices());
    const auto most = cause_catalogue(*within.w).names().size();
    checked(from.getAttributes().size(), most + 1, "a number of attributes");
    n.counted.attributes = read_each(from.getAttributes(), read_attribute);
    n.counted.pairs =
        read_each(from.getPairs(), [&](auto p) { return read_pair(p, n.counted.attributes); });
    return n;
}

job_target read_target(wire::Target::Reader from) {
    job_target t{text_of(from.getDevice()), text_of(from.getFleet()),
                 checked_enum(from.getOutcome(), leg_outcome::skipped, "outcome"),
                 text_of(from.getReason()), from.getCode()};
    t.course.attempts = from.getAttempts();
    if (from.getWasSent()) t.course.sent = sim_time(from.getSent());
    if (from.getHasEnded()) t.course.ended = sim_time(from.getEnded());
    return t;
}

scan_news read_scan(std::uint32_t shard, wire::Scan::Reader from, const wire_bounds& within) {
    scan_news n{shard, checked(from.getPopulation(), within.populations, "population"),
                sim_time(from.getAt()), read_numbers<std::uint64_t>(from.getCounts())};
    if (n.counts.size() != device_states_count)
        throw wire_error("a message counts devices by " + std::to_string(n.counts.size()) +
                         " states, but there are " + std::to_string(device_states_count));
    return n;
}

shard_visit read_visit(std::uint32_t shard, wire::Visited::Reader from, const wire_bounds& within) {
    shard_visit n{shard, from.getReached(), from.getNextDue(), from.getTurns(),
                  read_each(from.getOutbox(), [&](auto m) { return read_mail(m, within); })};
    for (const auto& m : n.outbox) {
        const bool report = std::holds_alternative<act_report_mail>(m.body) ||
                            std::holds_alternative<answers_mail>(m.body);
        if (m.source != shard || report != (m.to == outside))
            throw wire_error("a message has mail that its shard can't have sent");
        if (!report)
            checked(m.to - within.shards, within.controls_end - within.shards, "control actor");
    }
    return n;
}

found_news read_found(wire::Found::Reader from) {
    found_news n;
    n.answer.matched = from.getMatched();
    n.answer.found = read_each(from.getDevices(), [](auto d) { return read_summary(d); });
    n.answer.slots = read_numbers<slot>(from.getSlots());
    if (n.answer.found.size() != n.answer.slots.size())
        throw wire_error("a message has columns of different lengths");
    return n;
}

std::map<std::string, twin_entry> read_twin(capnp::List<wire::Detail::Twin>::Reader from) {
    std::map<std::string, twin_entry> all;
    for (const auto t : from)
        all[text_of(t.getName())] = {read_value(t.getDesired()),  t.getDesiredVersion(),
                                     sim_time(t.getDesiredAt()),  t.getAckCode(),
                                     t.getAckVersion(),           text_of(t.getAckText()),
                                     sim_time(t.getReportedAt()), t.getPending()};
    return all;
}

detail_news read_detail(wire::Detail::Reader from, const wire_bounds& within) {
    device_detail d{read_summary(from.getSummary()),
                    read_named(from.getTags()),
                    read_named(from.getProperties()),
                    read_named(from.getSignals()),
                    read_twin(from.getTwin()),
                    {},
                    from.getApproved(),
                    from.getBlocked()};
    d.commands = read_each(from.getCommands(), [&](auto c) { return read_record(c, within); });
    return {std::move(d)};
}

counter_news read_counters(std::uint32_t shard, capnp::List<wire::Counter>::Reader from,
                           const wire_bounds& within) {
    return {shard, read_each(from, [&](auto c) {
                return std::pair<std::uint32_t, std::int64_t>(
                    checked(c.getNumber(), within.counters, "counter"), c.getValue());
            })};
}

log_news read_log(std::uint32_t shard, capnp::List<wire::Move>::Reader from,
                  const wire_bounds& within) {
    return {shard, read_each(from, [&](auto m) -> counter_delta {
                return {m.getStep(), checked(m.getNumber(), within.logged, "counter"), m.getBy()};
            })};
}

}  // namespace

shard_news read_news(wire::News::Reader from, const wire_bounds& within) {
    const auto shard = checked(from.getShard(), within.shards, "shard");
    const auto what = from.getWhat();
    using kind = wire::News::What;
    switch (what.which()) {
        case kind::VISITED:
            return read_visit(shard, what.getVisited(), within);
        case kind::SIZE:
            return size_news{shard, what.getSize()};
        case kind::SURVEYED:
            return survey_news{shard, read_members(what.getSurveyed())};
        case kind::COUNTERS:
            return read_counters(shard, what.getCounters(), within);
        case kind::LOG:
            return read_log(shard, what.getLog(), within);
        case kind::EVENTS:
            return event_news{shard, read_each(what.getEvents(), read_event)};
        case kind::CHANGES:
            return change_news{shard, read_each(what.getChanges(),
                                                [&](auto c) { return read_change(c, within); })};
        case kind::READINGS:
            return reading_news{shard, what.getReadings().getLate(),
                                read_readings(what.getReadings(), within)};
        case kind::LEG:
            return read_leg(shard, what.getLeg(), within);
        case kind::FAULTS:
            return read_faults(shard, what.getFaults(), within);
        case kind::SCAN:
            return read_scan(shard, what.getScan(), within);
        case kind::SERIES:
            return series_news{shard,
                               checked(what.getSeries().getSeries(), within.series, "series"),
                               read_statistics(what.getSeries().getWindow())};
        case kind::DIGEST:
            return digest_news{read_hash(what.getDigest())};
        case kind::STATES:
            return state_news{read_hash(what.getStates())};
        case kind::FOUND:
            return read_found(what.getFound());
        case kind::DETAIL:
            return read_detail(what.getDetail(), within);
        case kind::WAY:
            return way_news{shard, read_statistics(what.getWay())};
        case kind::CAUSES:
            return read_causes(shard, what.getCauses(), within);
        case kind::TARGETS:
            return target_news{shard, read_each(what.getTargets(), read_target)};
    }
    throw wire_error("a message has news of a kind that this version does not know");
}

}  // namespace muster
