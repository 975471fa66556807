#include "connect/link_sender.hpp"

#include <algorithm>

#include "connect/json_text.hpp"
#include "fleet/random.hpp"

namespace muster {

namespace {

double seconds(duration d) {
    return std::chrono::duration<double>(d).count();
}

std::string seconds_text(duration d) {
    std::string text;
    append_json_number(text, seconds(d));
    return text + " s";
}

}  // namespace

link_sender::link_sender(link& to, std::uint32_t connections, duration step, link_options options)
    : link_(to), step_(step), options_(std::move(options)), connections_(connections) {}

link_counts link_sender::counts() const {
    link_counts all = counts_;
    all.waiting = room_.size();
    return all;
}

void link_sender::take(const outgoing& message, sim_time step_end) {
    auto& c = connections_[message.connection];
    outgoing m = message;
    m.number = ++c.numbered;
    ++counts_.submitted;
    if (!failure_.empty()) return void(++counts_.skipped);
    if (c.waiting.empty() && dispatch(c, m, m.intended)) return;
    if (full(m.payload.size()) && !stuck_) {
        exchange(step_end);  // answers may make room
        if (c.waiting.empty() && dispatch(c, m, m.intended)) return;
        stuck_ = full(m.payload.size());
    }
    while (!idle() && full(m.payload.size()))
        drop_oldest();
    room_.push(c.waiting, m);
    if (c.is == connection::phase::closed) open(m.connection, std::max(m.intended, c.last_sent));
}

void link_sender::end_step(sim_time step_end) {
    exchange(step_end);
    shed(step_end);
    stuck_ = false;
}

/// Sends the message whose turn it is on its connection, or skips it where it may not leave any
/// more; false: it has to wait.
bool link_sender::dispatch(connection& c, outgoing& m, sim_time earliest) {
    if (failure_.empty() && c.is != connection::phase::open) return false;
    m.sent = std::max({m.intended, earliest, c.last_sent});
    if (options_.clock) m.sent = std::max(m.sent, options_.clock());
    if (!failure_.empty() || !in_time(m)) {
        ++counts_.skipped;
        return true;
    }
    if (!link_.submit(m)) return false;
    c.last_sent = m.sent;
    ++counts_.in_flight;
    counts_.bytes += m.payload.size();
    counts_.lag_max = std::max(counts_.lag_max, m.sent - m.intended);
    return true;
}

bool link_sender::in_time(const outgoing& m) {
    if (options_.late == late_policy::send || m.sent - m.intended <= options_.late_after)
        return true;
    if (options_.late == late_policy::abort) abort(m.sent - m.intended);
    return false;
}

void link_sender::abort(duration lag) {
    failure_ = "messages leave " + seconds_text(lag) + " late, more than the " +
               seconds_text(options_.late_after) + " that `late: abort` allows";
    if (options_.on_abort) options_.on_abort(failure_);
}

// -- waiting

bool link_sender::full(std::size_t more_bytes) const {
    return room_.size() >= options_.waiting_messages ||
           room_.bytes() + more_bytes > options_.waiting_bytes;
}

void link_sender::drop_oldest() {
    room_.pop(connections_[room_.oldest()].waiting);
    ++counts_.skipped;
}

/// Lets waiting messages of a connection leave as far as the link takes them.
void link_sender::drain(connection& c, sim_time at) {
    while (!c.waiting.empty()) {
        outgoing m = room_.front(c.waiting);
        if (!dispatch(c, m, at)) return;
        room_.pop(c.waiting);
    }
}

/// Drops what waits in vain.
void link_sender::shed(sim_time now) {
    if (options_.late == late_policy::send) return;
    const auto lag = [&] { return now - room_.oldest_intended(); };
    if (options_.late == late_policy::abort && failure_.empty() && !idle() &&
        lag() > options_.late_after)
        abort(lag());
    while (!idle() && (!failure_.empty() || lag() > options_.late_after))
        drop_oldest();
}

// -- connections

void link_sender::open(connection_id id, sim_time at) {
    connections_[id].is = connection::phase::connecting;
    ++counts_.connects;
    link_.connect(id, at);
}

/// Plans the next attempt to open a connection.
void link_sender::pause(connection_id id, sim_time at, std::uint32_t attempt) {
    const auto drawn = philox::draw(options_.seed, static_cast<std::uint64_t>(at.count()), id);
    connections_[id].is = connection::phase::pausing;
    retries_.emplace(at + options_.reconnect.pause(attempt, unit_interval(drawn.first)), id);
}

void link_sender::start_retries(sim_time before) {
    while (!retries_.empty() && retries_.top().first < before) {
        const auto [at, id] = retries_.top();
        retries_.pop();
        if (connections_[id].waiting.empty())
            connections_[id].is =
                connection::phase::closed;  // opened when there is a message again
        else
            open(id, at);
    }
}

void link_sender::on_connect_refused(const link_event& e) {
    auto& c = connections_[e.connection];
    ++counts_.connects_refused;
    if (++c.refusals < options_.reconnect.attempts) return pause(e.connection, e.at, c.refusals);
    ++counts_.given_up;
    c.refusals = 0;
    c.is = connection::phase::closed;
    for (; !c.waiting.empty(); room_.pop(c.waiting))
        ++counts_.refused;
}

void link_sender::on_cut(const link_event& e) {
    auto& c = connections_[e.connection];
    ++counts_.cuts;
    --counts_.connections;
    c.is = connection::phase::closed;
    if (!c.waiting.empty()) pause(e.connection, e.at, 1);
}

// -- what comes back

/// Hears the link and acts on it until there is nothing more to hear before `now`.
void link_sender::exchange(sim_time now) {
    do {
        start_retries(now);
        events_.clear();
        link_.poll(now, events_);
        for (const auto& e : events_)
            react(e);
        report();
    } while (!events_.empty() || (!retries_.empty() && retries_.top().first < now));
}

void link_sender::react(const link_event& e) {
    using kind = link_event_kind;
    auto& c = connections_[e.connection];
    switch (e.kind) {
        case kind::connected:
            ++counts_.connections;
            c.is = connection::phase::open;
            c.refusals = 0;
            break;
        case kind::acknowledged:
            latency_.add(seconds(e.at - e.intended));
            resolve(counts_.acknowledged);
            break;
        case kind::refused:
            resolve(counts_.refused);
            break;
        case kind::lost:
            resolve(counts_.lost);
            break;
        case kind::downlink:
            ++counts_.downlinks;
            return;
        case kind::connect_refused:
            return on_connect_refused(e);
        case kind::cut:
            return on_cut(e);
    }
    if (!idle()) drain(c, e.at);
}

void link_sender::resolve(std::uint64_t& as) {
    --counts_.in_flight;
    ++as;
}

/// Hands on what came back as inputs of the run. An input enters at the step after its instant, and
/// never before one that was handed on already.
void link_sender::report() {
    if (!options_.on_inputs || events_.empty()) return;
    inputs_.clear();
    for (const auto& e : events_) {
        input_step_ = std::max(input_step_, step_of(e.at, step_) + 1);
        inputs_.push_back({input_step_, inputs_made_++, e});
    }
    options_.on_inputs(inputs_);
}

}  // namespace muster
