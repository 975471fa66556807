#include "apps/command_table.hpp"

#include <algorithm>

#include "apps/commands.hpp"
#include "apps/option_values.hpp"

namespace muster::app {

namespace {

using entries = std::vector<option_entry>;

// -- options that several commands have

const option_entry devices{"--devices", "COUNT",
                           "Total number of devices, such as 250 or 50k; the fleets scale in "
                           "proportion",
                           take_devices};
const option_entry seed{"--seed", "SEED", "Seed of everything that is drawn", nullptr, "seed"};
const option_entry length{"--for", "DURATION", "How much virtual time to run, such as 24h", nullptr,
                          "time.for"};
const option_entry set{
    "--set",  "PATH=VALUE", "Replace a value of the scenario; may be given again",
    take_set, nullptr,      true};
const option_entry speed{.name = "--speed",
                         .value = "SPEED",
                         .help = "max, realtime or a factor such as 60x",
                         .sets = "time.speed",
                         .offers = offer::words,
                         .words = "max realtime 60x"};
const option_entry workers{"--workers", "N",
                           "Worker threads, with --nodes of each node; never alters the result",
                           take_workers};
const option_entry nodes{
    "--nodes", "N", "Spread the devices over N processes of this machine; never alters the result",
    take_nodes};
const option_entry quiet{"--quiet", "", "Print nothing but errors and the verdict", take_quiet};
const option_entry confidence{"--confidence", "SHARE",
                              "In what share of the seeds each expectation has to hold (95%)",
                              take_confidence};

option_entry out(const char* help) {
    return {.name = "--out",
            .value = "FOLDER",
            .help = help,
            .take = take_out,
            .offers = offer::folder};
}

option_entry json(const char* help) {
    return {"--json", "", help, take_json};
}

option_entry twin_file(const char* name, const char* help,
                       void (*take)(options& to, const std::string& value)) {
    return {.name = name, .value = "FILE", .help = help, .take = take, .offers = offer::report};
}

argument_entry one_scenario() {
    return {"FILE", "The scenario: a file, or the name of a shipped one", 1, 1, offer::scenario};
}

// -- the commands

command_entry run_entry() {
    return {
        "run",
        "Run a scenario to its end and report",
        "Runs the scenario and prints a summary. With --seeds it runs once for each of N seeds, "
        "the first being the scenario's, and says in what share of them each expectation holds, "
        "how its figure is spread, and which seed is the worst.",
        one_scenario(),
        {devices,
         seed,
         length,
         set,
         speed,
         workers,
         nodes,
         out("Folder for report.html, report.json, junit.xml and jobs/*.csv; with --seeds for "
             "seeds.json, "
             "junit.xml and the worst seed's report"),
         {"--tables", "",
          "With --out, write devices, events and messages there too, for `muster query`",
          take_tables},
         {"--seeds", "N", "Run N seeds and say in what share of them the expectations hold",
          take_seeds},
         confidence,
         json("Print report.json (with --seeds seeds.json) instead of the summary"),
         quiet},
        run_command};
}

command_entry sweep_entry() {
    return {
        "sweep",
        "Run variants of a scenario and name the best",
        "Runs every combination of the values that --vary gives, the last path changing fastest, "
        "and prints one table. A variant is good where all expectations hold (with --seeds each in "
        "at least the share that --confidence asks for). The best is the good one that comes first "
        "as written, or the one that --prefer prefers. The exit code is 99 where none is good.",
        one_scenario(),
        {{"--vary", "PATH=VALUE,...",
          "Values to try for a path, as --set takes them; may be given "
          "again",
          take_vary, nullptr, true},
         {"--prefer", "'METRIC asc|desc'",
          "Of the good variants take the one with the least (asc) "
          "or the greatest (desc) figure",
          take_prefer},
         {"--seeds", "N", "Run N seeds of each variant", take_seeds},
         confidence,
         devices,
         seed,
         length,
         set,
         speed,
         workers,
         out("Folder for sweep.json"),
         json("Print sweep.json instead of the table"),
         quiet},
        sweep_command};
}

command_entry compare_entry() {
    return {
        "compare",
        "Say what differs between two runs, and by how much",
        "Compares the results of two report.json, figure by figure. A figure may differ by what "
        "the last --tolerance allows whose path fits; by nothing where none does. Another "
        "scenario or seed is said first and is no error.",
        {"REPORT", "Two files report.json", 2, 2, offer::report},
        {{"--tolerance", "PATH=AMOUNT",
          "How far a figure may differ, such as 'readings.*=1%', 'jobs.fw.end=30s' or "
          "'rules.**=any'; may be given again",
          take_tolerance, nullptr, true},
         json("Print the differences as JSON"),
         quiet},
        compare_command};
}

command_entry query_entry() {
    return {
        "query",
        "Ask the folder of a run: SELECT over its messages, events, devices and report",
        "Answers a SELECT, in the language of conditions with IoT Central's query language as a "
        "part of it: SELECT region, avg(power) FROM meter WHERE WITHIN_WINDOW(1h) GROUP BY region. "
        "Tables are messages, readings, each template, every other file of JSON lines by its name, "
        "jobs.NAME and acts.NAME with a row a device, and the parts of report.json: jobs, rules, "
        "windows, signals and others. A run writes messages, devices and events into its folder "
        "with --out FOLDER --tables. With --why it says condition by condition whether a device "
        "meets a condition, and the exit code is 99 where it does not.",
        {"QUERY", "SELECT ..., or with --why a condition or GROUP name", 1, 1, offer::nothing},
        {{.name = "--from",
          .value = "FOLDER",
          .help = "What `muster run --out` wrote, or one file of messages (the working folder)",
          .take = take_from,
          .offers = offer::folder},
         {.name = "--output",
          .value = "FORM",
          .help = "table, json, ndjson or csv; without it a table on a terminal, else ndjson",
          .take = take_form,
          .offers = offer::words,
          .words = "table json ndjson csv",
          .letter = "-o"},
         {"--explain", "", "Say how the query is understood and what would be read", take_explain},
         {"--why", "DEVICE", "Say why this device meets a condition, or why not", take_why}},
        query_command};
}

command_entry plan_entry() {
    return {
        "plan",
        "Say what a scenario will do, without running it",
        "Prints the fleets, the exact size of every selection, the timeline and what each job "
        "does at best.",
        one_scenario(),
        {devices,
         seed,
         length,
         set,
         {"--full", "",
          "Print the scenario with every default and the exact size of every selection", take_full},
         {.name = "--since",
          .value = "FOLDER",
          .help = "What `muster run --out` wrote: say how each job's targets differ from then",
          .take = take_since,
          .offers = offer::folder}},
        plan_command};
}

command_entry validate_entry() {
    return {"validate",
            "Check scenarios and say everything that is wrong with them",
            "Every problem is one line: file:line:column, what was found, what was expected, and "
            "what to write instead.",
            {"FILE", "The scenarios", 1, 0, offer::scenario},
            {},
            validate_command};
}

/// What `run --nodes` starts; nobody types it, so no text shows it.
command_entry node_entry() {
    return {"node",
            "Have some of a run's devices",
            "",
            one_scenario(),
            {devices, set, {"--socket", "N", "The open socket to whoever started it", take_socket}},
            node_command};
}

command_entry template_entry() {
    return {
        "template",
        "Check device models, show what a device of one has, or stream its readings",
        "check PATH... holds DTDL models, each with what it needs, against every rule of the "
        "language: each problem is one line with the place, the rule and what to do, and the "
        "exit code is 2 where there is one. show MODEL prints signals, properties, messages "
        "and commands of a device of this model; simulate MODEL prints what one sends, as NDJSON "
        "unless on a terminal, or with --command what it answers; twin MODEL applies JSON merge "
        "patches to the twin of one and prints it, or says everything that is wrong with a patch "
        "and ends with exit code 2. MODEL is a file or a DTMI; folders to look for models in may "
        "follow it.",
        {"ACTION", "check PATH..., show MODEL, simulate MODEL or twin MODEL", 1, 0, offer::words,
         "check show simulate twin"},
        {{.name = "--ndjson",
          .value = "FILE",
          .help = "check: one JSON document a line (- for standard input), each answered with a "
                  "line of JSON, at once",
          .take = take_ndjson},
         {.name = "--undefined-extensions",
          .value = "WORD",
          .help = "check: allow (the default) or refuse contexts that are not known; version: "
                  "allow them beside DTDL 2 alone",
          .take = take_extensions,
          .offers = offer::words,
          .words = "allow refuse version"},
         json("show: print one JSON object instead of the tables"),
         {"--count", "N",
          "simulate: how many messages of each kind, or answers, to send (10), one a minute",
          take_count},
         twin_file("--twin",
                   "twin: the twin to begin with, as this prints it (- for standard input)",
                   take_twin),
         twin_file("--set",
                   "twin: a patch of the operator's side, of writable and cloud properties",
                   take_twin_set),
         twin_file("--report", "twin: a patch of the device's side; applied after --set",
                   take_twin_report),
         {"--replace", "", "twin: a patch replaces what its side has set, and is not merged",
          take_twin_replace},
         {"--view", "", "twin: print properties with $metadata, as the REST API shows them",
          take_twin_view},
         {"--command", "NAME",
          "simulate: print what a device answers to this command instead of its readings, a line "
          "of JSON each",
          take_command},
         {"--request", "JSON", "simulate: what that command is asked with", take_request},
         seed,
         speed},
        template_command};
}

command_entry help_entry() {
    return {"help",
            "Print this text, or the options of a command",
            "The same as --help.",
            {"COMMAND", "One of the commands", 0, 1, offer::command},
            {},
            nullptr};
}

command_entry man_entry() {
    return {"man",
            "Print the manual page",
            "Read it with: muster man | man -l -",
            {"", "", 0, 0},
            {},
            man_command};
}

command_entry completion_entry() {
    return {"completion",
            "Print what makes a shell complete command lines",
            "For bash: muster completion bash > ~/.local/share/bash-completion/completions/muster. "
            "For zsh: write it to a file _muster in a folder of $fpath. For fish: write it to "
            "~/.config/fish/completions/muster.fish. The Debian package installs all three.",
            {"SHELL", "bash, zsh or fish", 1, 1, offer::words, "bash zsh fish"},
            {},
            completion_command};
}

}  // namespace

const std::vector<command_entry>& commands() {
    static const std::vector<command_entry> table{
        run_entry(),      sweep_entry(),    compare_entry(), query_entry(), plan_entry(),
        validate_entry(), template_entry(), help_entry(),    man_entry(),   completion_entry()};
    return table;
}

const command_entry& hidden_command() {
    static const command_entry node = node_entry();
    return node;
}

const command_entry* find_command(const std::string& name) {
    const auto& all = commands();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const command_entry& c) { return c.name == name; });
    if (found != all.end()) return &*found;
    return name == hidden_command().name ? &hidden_command() : nullptr;
}

const std::vector<exit_entry>& exit_codes() {
    static const std::vector<exit_entry> table{
        {all_held, "all expectations held"},
        {failed, "the run failed, or its output can't be written"},
        {bad_input, "bad usage or input"},
        {not_met, "expectations not met"},
        {interrupted, "interrupted"}};
    return table;
}

}  // namespace muster::app
