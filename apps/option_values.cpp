#include "apps/option_values.hpp"

#include <utility>

#include "apps/limits.hpp"
#include "scenarios/scalars.hpp"

namespace muster::app {

namespace {

[[noreturn]] void refuse(const char* flag, std::string code, std::string text,
                         std::string remedy = {}) {
    throw bad_value{
        {severity::error, std::move(code), {flag, 0, 0, {}}, std::move(text), std::move(remedy)}};
}

/// A plain whole number from `least` to `most`.
std::uint64_t whole_number(const char* flag, const std::string& value, std::uint64_t least,
                           std::uint64_t most, const char* remedy) {
    const auto count = scalars::parse_whole(value);
    if (!count || *count.value < least || *count.value > most)
        refuse(flag, count ? "out-of-range" : "bad-count",
               "found `" + value + "`, expected a whole number from " + std::to_string(least) +
                   " to " + std::to_string(most),
               remedy);
    return *count.value;
}

/// An empty value is most likely a variable of a script that has none.
void refuse_empty(const char* flag, const std::string& value, const char* remedy) {
    if (value.empty()) refuse(flag, "empty-value", "the option has no value", remedy);
}

/// How far apart two values may be: `1%`, `30s`, `0.5` or `any`.
report::tolerance amount_of(const std::string& text) {
    report::tolerance amount;
    if (text == "any") {
        amount.kind = report::tolerance::form::any;
    } else if (const auto part = scalars::parse_percentage(text); part) {
        amount.kind = report::tolerance::form::part;
        amount.amount = part.value->fraction();
    } else if (const auto number = scalars::parse_number(text); number && *number.value >= 0) {
        amount.amount = *number.value;
    } else if (const auto span = scalars::parse_duration(text); span) {
        amount.amount = std::chrono::duration<double>(*span.value).count();
    } else {
        refuse("--tolerance", "bad-tolerance",
               "found `" + text + "`, expected a percentage, a number, a duration or `any`",
               "such as `--tolerance 'readings.*=1%'`");
    }
    return amount;
}

}  // namespace

/// The total number of devices, spelt as a count of the scenario language.
void take_devices(options& to, const std::string& value) {
    const auto count = scalars::parse_devices(value);
    if (!count)
        refuse("--devices", count.why.code, "found `" + value + "`, expected " + count.why.expected,
               count.why.remedy);
    to.devices = *count.value;
}

/// Before those of options such as `--for`, which win wherever they stand.
void take_set(options& to, const std::string& value) {
    to.sets.insert(to.sets.end() - static_cast<std::ptrdiff_t>(to.flags.size()), value);
}

void take_workers(options& to, const std::string& value) {
    to.workers = static_cast<unsigned>(whole_number("--workers", value, 1, limits::workers,
                                                    "leave it out for one worker per processor"));
}

void take_nodes(options& to, const std::string& value) {
    to.nodes = static_cast<unsigned>(whole_number("--nodes", value, 1, limits::nodes,
                                                  "leave it out to run everything in one process"));
}

void take_socket(options& to, const std::string& value) {
    to.socket = static_cast<int>(
        whole_number("--socket", value, 0, limits::sockets, "`run --nodes` says which"));
}

void take_out(options& to, const std::string& value) {
    refuse_empty("--out", value, "give the path of a folder");
    to.out = value;
}

void take_count(options& to, const std::string& value) {
    to.count =
        whole_number("--count", value, 1, limits::messages, "give how many messages to send");
}

void take_command(options& to, const std::string& value) {
    refuse_empty("--command", value, "`muster template show MODEL` lists a model's commands");
    to.command = value;
}

void take_request(options& to, const std::string& value) {
    refuse_empty("--request", value, "give JSON, such as `--request '{\"version\": \"2.1\"}'`");
    to.request = value;
}

void take_ndjson(options& to, const std::string& value) {
    refuse_empty("--ndjson", value, "give a file, or - for standard input");
    to.ndjson = value;
}

void take_twin(options& to, const std::string& value) {
    refuse_empty("--twin", value, "give a file, or - for standard input");
    to.twin = value;
}

void take_twin_set(options& to, const std::string& value) {
    refuse_empty("--set", value, "give a file, or - for standard input");
    to.twin_set = value;
}

void take_twin_report(options& to, const std::string& value) {
    refuse_empty("--report", value, "give a file, or - for standard input");
    to.twin_report = value;
}

void take_twin_replace(options& to, const std::string&) {
    to.twin_replace = true;
}

void take_twin_view(options& to, const std::string&) {
    to.twin_view = true;
}

void take_extensions(options& to, const std::string& value) {
    if (value != "allow" && value != "refuse" && value != "version") {
        refuse("--undefined-extensions", "bad-word",
               "found `" + value + "`, expected allow, refuse or version");
    }
    to.extensions = value;
}

void take_tables(options& to, const std::string&) {
    to.tables = true;
}

void take_from(options& to, const std::string& value) {
    refuse_empty("--from", value, "give the folder that `muster run --out` wrote");
    to.from = value;
}

void take_since(options& to, const std::string& value) {
    refuse_empty("--since", value, "give the folder that `muster run --out` wrote");
    to.since = value;
}

void take_form(options& to, const std::string& value) {
    if (value != "table" && value != "json" && value != "ndjson" && value != "csv")
        refuse("--output", "bad-word",
               "found `" + value + "`, expected table, json, ndjson or csv");
    to.form = value;
}

void take_why(options& to, const std::string& value) {
    refuse_empty("--why", value, "give the id of a device");
    to.why = value;
}

void take_explain(options& to, const std::string&) {
    to.explain = true;
}

void take_json(options& to, const std::string&) {
    to.json = true;
}

void take_quiet(options& to, const std::string&) {
    to.quiet = true;
}

void take_full(options& to, const std::string&) {
    to.full = true;
}

void take_seeds(options& to, const std::string& value) {
    to.seeds = whole_number("--seeds", value, 1, limits::runs,
                            "100 runs without a breach make one sure of 96 % of all seeds");
}

void take_confidence(options& to, const std::string& value) {
    const auto part = scalars::parse_share(value);
    if (!part)
        refuse("--confidence", part.why.code,
               "found `" + value + "`, expected " + part.why.expected, part.why.remedy);
    to.confidence = *part.value;
}

void take_vary(options& to, const std::string& value) {
    to.varies.push_back(value);
}

void take_prefer(options& to, const std::string& value) {
    refuse_empty("--prefer", value, "such as `--prefer 'readings.lost asc'`");
    to.prefer = value;
}

void take_tolerance(options& to, const std::string& value) {
    const auto equals = value.rfind('=');
    if (equals == std::string::npos || equals == 0)
        refuse("--tolerance", "bad-tolerance", "found `" + value + "`, expected PATH=AMOUNT",
               "such as `--tolerance 'readings.*=1%'`");
    auto amount = amount_of(value.substr(equals + 1));
    amount.path = value.substr(0, equals);
    to.tolerances.push_back(std::move(amount));
}

}  // namespace muster::app
