#include "scenarios/language_parts.hpp"
#include "scenarios/service_presets.hpp"

namespace muster::language_parts {

namespace {

void add_reconnect(std::vector<language_key>& all, const std::string& prefix) {
    add_below(
        all, prefix,
        {{"reconnect", "mapping", "at once",
          "How a device connects again after an outage, a fault or a boot. It is tried again as "
          "long as the `service` refuses.",
          "reconnect: {spread: 2m, first: 1s, factor: 2, most: 5m, jitter: full}"},
         {"reconnect.spread", "duration", "0s",
          "The first attempt is delayed by a uniform part of this.", "spread: 2m"},
         {"reconnect.first", "duration", "1s", "The pause after the first refusal.", "first: 1s"},
         {"reconnect.factor", "number, at least 1", "2",
          "Each further pause is so many times as long.", "factor: 2"},
         {"reconnect.most", "duration", "5m, or `first` where that is longer",
          "No pause is longer.", "most: 5m"},
         {"reconnect.jitter", "`full` or `none`", "full",
          "`full` takes a uniform part of each pause, `none` all of it.", "jitter: none"}});
}

void add_buffer(std::vector<language_key>& all, const std::string& prefix) {
    add_below(all, prefix,
              {{"buffer", "mapping", "",
                "What a device measures while it is not connected is kept and sent late; without a "
                "buffer "
                "it is lost. A buffer survives power cuts and restarts.",
                "buffer: {keep: 12h, when_full: drop_oldest, flush: 5/s}"},
               {"buffer.keep", "duration, or `N messages`", "required",
                "How much it holds: what was measured within a span, or a number of messages. With "
                "`drop_oldest` what is older than the span is not sent any more.",
                "keep: 1000 messages"},
               {"buffer.when_full", "`drop_oldest` or `drop_newest`", "drop_oldest",
                "Which messages are lost when it is full.", "when_full: drop_newest"},
               {"buffer.flush", "rate", "10/s",
                "How fast a connected device sends what it has kept, besides what it measures.",
                "flush: 5/s"}});
}

void add_limit(std::vector<language_key>& all, const std::string& what, const std::string& over,
               const std::string& standard, const std::string& help, const std::string& over_help) {
    add_below(
        all, "service",
        {{what, "mapping", "that of `preset`, else no limit", help,
          what + ": {limit: 500/s, over: refuse}"},
         {what + ".limit", "rate", "that of `preset`, else required",
          "So many are taken: at once what comes in a second, and one in any case, then evenly.",
          "limit: 500/s"},
         {what + ".over", over, "that of `preset`, else " + standard, over_help, "over: queue"}});
}

void add_preset(std::vector<language_key>& all) {
    std::string names;
    for (const auto& p : service_presets())
        names += (names.empty() ? "`" : ", `") + p.name + '`';
    add_below(all, "service",
              {{"preset", names, "",
                "The published limits of a service, from which what is written here departs; "
                "`muster plan --full` shows them.",
                "preset: azure_iot_hub_s1"},
               {"units", "count", "1", "How many units of the `preset`, where it is sold in such.",
                "units: 3"}});
}

}  // namespace

void add_connectivity(std::vector<language_key>& all, const std::string& prefix) {
    add_below(
        all, prefix,
        {{"online", "percentage", "100%",
          "The part of the time a device has a connection, or would have one if it did not "
          "have to boot and to `reconnect` first.",
          "online: 95%"},
         {"outages", "duration, `low..high`, `{p50, p99}` or `{exponential}`",
          "`{p50: 10m, p99: 8h}` where `online` is below 100%", "How long one outage lasts.",
          "outages: {p50: 10m, p99: 8h}"},
         {"outages.p50", "duration", "", "Half of the outages are shorter.", "p50: 10m"},
         {"outages.p99", "duration", "", "One outage in a hundred is longer.", "p99: 8h"},
         {"outages.exponential", "duration", "", "Exponential with this mean.", "exponential: 20m"},
         {"latency", "duration, `low..high`, `{p50, p99}` or `{exponential}`", "0s",
          "From sending a message, or the answer to a command, to its arrival; drawn for each.",
          "latency: {p50: 80ms, p99: 2s}"},
         {"latency.p50", "duration", "", "Half of the messages are faster.", "p50: 80ms"},
         {"latency.p99", "duration", "", "One message in a hundred is slower.", "p99: 2s"},
         {"latency.exponential", "duration", "", "Exponential with this mean.",
          "exponential: 200ms"},
         {"loss", "percentage", "0%", "The chance that a message is lost on its way.",
          "loss: 0.5%"},
         {"boot", "duration, `low..high`, `{p50, p99}` or `{exponential}`",
          "0s; 30s for `reboot_loop`",
          "From getting power, or being started again after a crash, to the first attempt to "
          "connect; nothing is measured meanwhile.",
          "boot: 20s..60s"},
         {"boot.p50", "duration", "", "Half of the boots are faster.", "p50: 20s"},
         {"boot.p99", "duration", "", "One boot in a hundred is slower.", "p99: 2m"},
         {"boot.exponential", "duration", "", "Exponential with this mean.", "exponential: 30s"}});
    add_reconnect(all, prefix);
    add_buffer(all, prefix);
}

void add_service(std::vector<language_key>& all) {
    all.push_back({"service", "mapping", "takes everything",
                   "The receiving side as a model: what it takes, and what becomes of more.",
                   "service: {connects: {limit: 500/s, over: refuse}}"});
    add_preset(all);
    add_limit(
        all, "connects", "`refuse` or `queue`", "refuse", "How many devices can connect.",
        "`refuse`: the device tries again by its `reconnect`; `queue`: it waits for its turn.");
    add_limit(all, "messages", "`queue`, `refuse` or `drop`", "refuse",
              "How many messages can be taken. Devices do not learn what becomes of theirs.",
              "`queue`: they wait for their turn; `refuse` and `drop`: counted apart, and gone.");
    add_limit(all, "commands", "`queue` or `refuse`", "queue",
              "How many commands jobs can send, all jobs together.",
              "`queue`: the jobs send no faster; `refuse`: what is too much fails on its device "
              "with the reason \"refused by the service\".");
    all.push_back({"service.jobs", "count", "any number",
                   "How many jobs can be under way at once; others wait, the highest `priority` "
                   "first. A paused job is under way.",
                   "jobs: 5"});
}

}  // namespace muster::language_parts
