#include "report/json_report.hpp"

#include "report/canonical_json.hpp"

namespace muster::report {

namespace {

std::string machine_json(const machine_facts& m) {
    json_writer w;
    w.open_object().field("version", m.version).field("cpu", m.cpu).field("started", m.started);
    w.field("workers", m.workers).field("wallSeconds", m.wall_seconds);
    w.field("spawnSeconds", m.spawn_seconds).field("speedFactor", m.speed_factor);
    w.field("readingsPerSecond", m.readings_per_second);
    w.field("rssPeakBytes", m.rss_peak_bytes).field("rssPerDevice", m.rss_per_device);
    w.field("lagSecondsMax", m.lag_seconds_max).close_object();
    return w.take();
}

}  // namespace

std::string json_report(const report_input& input) {
    return "{\n\"result\":\n" + input.canonical + "\n,\"machine\":\n" +
           machine_json(input.machine) + "\n,\"digest\": \"" + input.digest + "\"\n}\n";
}

}  // namespace muster::report
