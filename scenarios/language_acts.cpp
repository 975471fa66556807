#include "scenarios/language_parts.hpp"

/// What operators do at an instant.
namespace muster::language_parts {

namespace {

void add_questions(std::vector<language_key>& all) {
    add_below(
        all, "acts.*",
        {{"ask", "name or formula, or mapping", "",
          "What devices are asked for: a value that each has when it is asked, or what becomes of "
          "a command. The answers, one by one and all together, are in the report.",
          "ask: temperature"},
         {"ask.command", "name", "required in a mapping", "A command that each device is told.",
          "command: reboot"},
         {"ask.request", "any value", "",
          "What the command is asked with, as in `command.request`.", "request: {delay: 1}"},
         {"within", "duration", "30s",
          "Of `ask`: answers that arrive later do not count. The act is over when nobody is waited "
          "for any more.",
          "within: 10s"}});
}

void add_job_acts(std::vector<language_key>& all) {
    add_below(
        all, "acts.*",
        {{"pause", "name of a job", "", "The job sends nothing more until it is resumed.",
          "{at: 10m, pause: fw}"},
         {"resume", "name of a job", "",
          "The job goes on, also where a gate had paused it or it waits for approval.",
          "{at: 10m, resume: fw}"},
         {"cancel", "name of a job", "", "The job ends.", "{at: 10m, cancel: fw}"},
         {"delete", "name of a job", "",
          "The job is deleted, if it has not begun or is over: nothing is known any more of what "
          "it did to whom. What it did stays.",
          "{at: 30d, delete: fw}"}});
}

}  // namespace

void add_acts(std::vector<language_key>& all) {
    all.push_back(
        {"acts", "mapping of acts", "",
         "What an operator does during the run, once each, at an instant: sets properties, holds "
         "devices back, tells single devices a command, asks any number of them something, stops "
         "jobs or lets them go on. Jobs do it batch by batch. What became of "
         "each act is in the report.",
         "acts: {night: {at: 10m, set: {tariff: night}}}"});
    all.push_back({"acts.*", "mapping", "", "An act, by name.",
                   "lock: {at: 10m, do: block, where: region = 'north'}"});
    add_below(
        all, "acts.*",
        {{"at", "time", "required", "When.", "at: 10m"},
         {"set", "mapping from property to value", "",
          "What writable properties are wanted to be: each device takes or rejects that when it is "
          "connected. Cloud properties have their value at once.",
          "set: {tariff: night}"},
         {"unset", "name of a property, or list of names", "",
          "Writable properties of which nothing is wanted any more; the devices keep what they "
          "have.",
          "unset: [setpoint]"},
         {"do", "word", "",
          "`block`: the devices neither emit nor receive anything. `unblock`: they go on as "
          "before. `approve`: they may connect (see `fleets.*.approve`). `remove`: they are no "
          "devices any more.",
          "do: block"},
         {"migrate", "name of a template", "",
          "The template that the devices are given. What both templates have, properties with "
          "their "
          "desired values, and what holds the devices back stay; the rest begins anew.",
          "migrate: meter_v2"},
         {"command", "name, or mapping", "", "A command that single `devices` are told.",
          "command: {name: reboot, queue_for: 24h}"},
         {"command.name", "name", "required", "Which command.", "name: reboot"},
         {"command.request", "any value", "",
          "What the command is asked with: its fields, or the value itself. Where the template has "
          "a `model`, the request has to fit it.",
          "request: {since: 2026-11-02T06:00:00Z}"},
         {"command.connect_within", "duration", "0s",
          "How long the act waits for a device that is not connected; `0s`: it is refused.",
          "connect_within: 30s"},
         {"command.answer_within", "duration", "30s",
          "How long it waits for the answer, from when the command is sent.", "answer_within: 30s"},
         {"command.queue_for", "duration", "",
          "For a device that is not connected the command is kept so long, and nobody waits.",
          "queue_for: 24h"},
         {"where", "condition", "every device", "Which devices, at that instant.",
          "where: region = 'north'"},
         {"devices", "id of a device, or list of ids", "", "Which devices, by their ids.",
          "devices: [m-0001, m-0007]"}});
    add_job_acts(all);
    add_questions(all);
}

}  // namespace muster::language_parts
