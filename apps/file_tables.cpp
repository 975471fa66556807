#include "apps/file_tables.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "apps/column_list.hpp"
#include "connect/json_columns.hpp"
#include "fleet/device_names.hpp"
#include "fleet/query/lexer.hpp"

namespace muster::app {

namespace {

/// Lines that are looked at to see what columns a file has.
constexpr std::size_t lines_looked_at = 10'000;

using names = std::vector<std::string>;

/// What events may have, whatever happened in the run.
std::vector<table_file::value> event_values() {
    std::vector<table_file::value> out;
    for (const auto* key : {"time", "kind", "subject", "detail"})
        out.push_back({{key}, query::type::text});
    for (const auto* key : {"count", "total", "pending", "dispatched", "succeeded", "failed",
                            "timed_out", "unreached", "cancelled", "skipped", "batch"})
        out.push_back({{key}, query::type::number});
    out.push_back({{"estimated_end"}, query::type::text});
    return out;
}

/// Files whose columns are known before a line is read.
constexpr const char *devices_stem = "devices", *events_stem = "events";

std::optional<table_file> look_into_json(const std::string& path) {
    table_file out;
    out.path = path;
    bool has_device = false, has_readings = false;
    for (auto& column : columns_in(line_reader(open_source(path)), lines_looked_at)) {
        has_device |= column.path == names{"device"};
        has_readings |= column.path.size() == 2 && column.path[0] == "readings";
        out.values.push_back({std::move(column.path), column.kind});
    }
    out.has_messages = has_device && has_readings;
    if (stem_of(path) == events_stem) out.values = event_values();
    if (out.values.empty()) return std::nullopt;
    return out;
}

/// The kind of a signal by one of its values; nothing where there is none.
std::optional<query::type> kind_of(const query::value& number, const query::value& word) {
    const bool is_truth = word.is_null() ? false : word.text() == "true" || word.text() == "false";
    if (is_truth) return query::type::boolean;
    if (word.is_text()) return query::type::text;
    return number.is_null() ? std::nullopt : std::optional(query::type::number);
}

std::optional<table_file> look_into_csv(const std::string& path) {
    line_reader head(open_source(path));
    if (head.next() != "time,device,fleet,message,tick,signal,value") return std::nullopt;
    table_file out{path, true, true, {}};
    const auto rows = csv_readings(line_reader(open_source(path)),
                                   {{0, {"readings", "", "signal"}, query::type::text},
                                    {1, {"readings", "", "value"}, query::type::number},
                                    {2, {"readings", "", "word"}, query::type::text}});
    std::vector<query::value> row(3);
    for (std::size_t i = 0; i < lines_looked_at && rows->next(row); ++i) {
        const auto kind = kind_of(row[1], row[2]);
        names key{"readings", std::string(row[0].text())};
        const bool known = std::any_of(out.values.begin(), out.values.end(),
                                       [&](const auto& v) { return v.path == key; });
        if (kind && !known) out.values.push_back({std::move(key), *kind});
    }
    return out;
}

/// The columns that messages and readings have alike.
column_list common_columns(const table_file& file, const report::reported_run& run) {
    column_list out(run);
    out.add_time("$ts", {"time"}, "when it was measured, by the device's clock", {"timestamp"});
    out.add_elapsed();
    out.add_text("$id", {"device"}, "the device");
    out.add_text("$fleet", {"fleet"}, "its fleet");
    out.add_template();
    out.add_text("$message", {"message"}, "which of its messages");
    out.add_number("$tick", {"tick"}, "number of the message, from 0");
    if (!file.is_csv) {
        out.add_time("$sent", {"sent"}, "when it was sent, where that was later");
        out.add_time("$arrives", {"arrives"}, "when it came in, where that was later");
    }
    return out;
}

const report::reported_signal* find_signal(const report::reported_run& run,
                                           const std::string& of_template,
                                           const std::string& name) {
    const auto found =
        std::find_if(run.signals.begin(), run.signals.end(), [&](const report::reported_signal& s) {
            return s.name == name && (of_template.empty() || s.of_template == of_template);
        });
    return found == run.signals.end() ? nullptr : &*found;
}

/// A column for each signal that the file or the report knows; of one template where it is named.
void add_signals(column_list& to, const table_file& file, const report::reported_run& run,
                 const std::string& of_template) {
    names known;
    for (const auto& value : file.values) {
        if (value.path.size() != 2 || value.path[0] != "readings") continue;
        const auto* signal = find_signal(run, of_template, value.path[1]);
        known.push_back(value.path[1]);
        if (signal == nullptr && !of_template.empty()) continue;
        to.add_member("telemetry", value.path, value.kind, signal == nullptr ? "" : signal->unit);
    }
    for (const auto& signal : run.signals) {
        if (!of_template.empty() && signal.of_template != of_template) continue;
        if (std::find(known.begin(), known.end(), signal.name) != known.end()) continue;
        known.push_back(signal.name);
        to.add_member("telemetry", {"readings", signal.name}, query::type::number, signal.unit);
    }
}

folder_table messages_of(const table_file& file, const report::reported_run& run,
                         const std::string& of_template) {
    using form = folder_table::form;
    folder_table out;
    out.is_of_devices = true;
    out.file = file.path;
    out.from = file.is_csv ? form::csv_messages : form::json;
    auto columns = common_columns(file, run);
    add_signals(columns, file, run, of_template);
    columns.give(out);
    return out;
}

folder_table readings_of(const table_file& file, const report::reported_run& run) {
    using form = folder_table::form;
    folder_table out;
    out.name = "readings";
    out.is_of_devices = true;
    out.about = "a row for each reading";
    out.file = file.path;
    out.from = file.is_csv ? form::csv_readings : form::json_readings;
    auto columns = common_columns(file, run);
    columns.add_text("signal", {"readings", "", "signal"}, "which signal");
    columns.add_number("value", {"readings", "", "value"}, "a number, or 1 and 0 of a truth");
    columns.add_text("word", {"readings", "", "word"}, "a word, or a truth as one");
    columns.give(out);
    return out;
}

/// The table of a file in a folder of the run's, by the name of its job or act.
std::optional<folder_table> targets_in(const std::string& folder, const std::string& kind,
                                       const std::string& name) {
    const auto file = std::filesystem::path(folder) / kind / (name + ".ndjson");
    std::error_code trouble;
    if (!std::filesystem::is_regular_file(file, trouble)) return std::nullopt;
    folder_table out;
    out.name = kind + "." + query::path_segment(name);
    out.file = file.string();
    out.from = folder_table::form::json;
    out.is_of_devices = true;
    return out;
}

column_list columns_of_targets(const report::reported_run& run, std::vector<std::string> states) {
    column_list out(run);
    out.add_text("$id", {"device"}, "the device");
    out.add_text("$fleet", {"fleet"}, "its fleet");
    out.add_word("state", {"state"}, std::move(states), "what became of it");
    out.add_text("reason", {"reason"}, "why it stands so");
    out.add_number("code", {"code"}, "what became of it, as in HTTP");
    return out;
}

}  // namespace

std::string stem_of(const std::string& path) {
    auto name = std::filesystem::path(path).filename().string();
    return name.substr(0, name.find('.'));
}

std::optional<table_file> look_into(const std::string& path) {
    const bool is_csv = path.ends_with(".csv") || path.ends_with(".csv.zst");
    return is_csv ? look_into_csv(path) : look_into_json(path);
}

std::vector<folder_table> message_tables(const table_file& file, const report::reported_run& run) {
    std::vector<folder_table> out;
    auto& all = out.emplace_back(messages_of(file, run, {}));
    all.name = "messages";
    all.about = "a row for each message, with its readings as columns";
    out.push_back(readings_of(file, run));
    std::map<std::string, std::set<std::string>> fleets;
    for (const auto& [fleet, kind] : run.template_of)
        fleets[kind].insert(fleet);
    for (const auto& [kind, of_kind] : fleets) {
        auto& table = out.emplace_back(messages_of(file, run, kind));
        table.name = kind;
        table.about = "the messages of devices of this template";
        table.fleets = of_kind;
        if (const auto model = run.model_of.find(kind); model != run.model_of.end())
            table.others.push_back(model->second);
    }
    return out;
}

folder_table object_table(const table_file& file, const report::reported_run& run) {
    folder_table out;
    out.name = stem_of(file.path);
    out.about = "a row for each line of the file";
    out.file = file.path;
    out.from = folder_table::form::json;
    out.leaves_out_removed = out.name == devices_stem;
    column_list columns(run);
    if (out.name == devices_stem && !run.device_columns.empty()) {
        for (const auto& column : run.device_columns)
            columns.add_device(column);
    } else {
        for (const auto& value : file.values)
            columns.add_any(value.path, value.kind);
    }
    columns.give(out);
    return out;
}

std::optional<folder_table> job_table(const std::string& folder, const std::string& job,
                                      const report::reported_run& run) {
    auto out = targets_in(folder, "jobs", job);
    if (!out) return out;
    out->about = "a row for each target of the job";
    auto columns = columns_of_targets(run, device_job_states());
    columns.add_number("attempts", {"attempts"}, "how often it was sent the command");
    columns.add_time("sent", {"sent"}, "when it was sent the command the last time");
    columns.add_time("ended", {"ended"}, "when it came to its outcome");
    columns.give(*out);
    return out;
}

std::optional<folder_table> answer_table(const std::string& folder, const std::string& act,
                                         const report::reported_run& run) {
    auto out = targets_in(folder, "acts", act);
    if (!out) return out;
    out->about = "a row for each device that was asked";
    auto columns = columns_of_targets(run, {"answered", "no_value", "gone", "timed_out"});
    columns.add_number("seconds", {"seconds"}, "from asking to the answer");
    for (const auto& found : columns_in(line_reader(open_source(out->file)), lines_looked_at))
        if (found.path == names{"value"}) columns.add_any(found.path, found.kind);
    columns.give(*out);
    return out;
}

}  // namespace muster::app
