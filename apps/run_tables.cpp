#include "apps/run_tables.hpp"

#include <cerrno>
#include <cstring>
#include <iostream>
#include <utility>

#include "apps/device_lines.hpp"
#include "connect/json_text.hpp"

namespace muster::app {

namespace {

/// Bytes of lines that are gathered before they are written.
constexpr std::size_t lines_at_once = 1 << 20;

struct progress_count {
    const char* name;
    std::uint64_t job_counts::*count;
};
constexpr progress_count progress_counts[] = {
    {"total", &job_counts::total},           {"pending", &job_counts::pending},
    {"dispatched", &job_counts::dispatched}, {"succeeded", &job_counts::succeeded},
    {"failed", &job_counts::failed},         {"timed_out", &job_counts::timed_out},
    {"unreached", &job_counts::unreached},   {"cancelled", &job_counts::cancelled},
    {"skipped", &job_counts::skipped}};

std::string failure_of(const std::string& path) {
    return "cannot write " + path + ": " + std::strerror(errno);
}

}  // namespace

bool tables_fit(const options& given) {
    if (!given.tables) return true;
    diagnostic d{severity::error, "no-folder", {"--tables", 0, 0, {}}, {}, {}};
    if (given.out.empty()) {
        d.text = "there is no folder to write them to";
        d.remedy = "add `--out FOLDER`";
    } else if (given.seeds) {
        d.code = "many-runs";
        d.text = "with `--seeds` every run would write the same files";
        d.remedy = "run one seed with `--seed`";
    } else if (given.nodes > 0) {
        d.code = "nodes-tell-nothing";
        d.text = "nodes don't tell what happens to their devices";
        d.remedy = "leave out `--nodes`: the run is the same";
    } else {
        return true;
    }
    std::cerr << to_text(d) << '\n';
    return false;
}

run_tables::run_tables(const std::string& folder, scenario s)
    : scenario_(std::move(s)),
      path_(folder + "/" + events_name),
      devices_path_(folder + "/" + devices_name),
      file_(create_file(path_)),
      devices_(create_file(devices_path_)) {
    if (!scenario_.outputs.empty()) return;
    output_spec messages;
    messages.name = "messages";
    messages.path = folder + "/messages.ndjson.zst";
    scenario_.outputs.push_back(std::move(messages));
}

void run_tables::hear(const event_page& page) {
    const std::lock_guard guard(mutex_);
    heard_.insert(heard_.end(), page.events.begin(), page.events.end());
    missed_ += page.missed;
}

void run_tables::write() {
    std::vector<event> events;
    {
        const std::lock_guard guard(mutex_);
        events.swap(heard_);
    }
    std::string text;
    for (const auto& e : events)
        append_event(text, e);
    if (error_.empty() && !file_->write(text)) error_ = failure_of(path_);
}

void run_tables::append_event(std::string& to, const event& e) const {
    to += "{\"time\":\"";
    append_timestamp(to, scenario_.time.start + e.at);
    to += std::string("\",\"kind\":\"") + to_text(e.kind) + "\",\"subject\":";
    append_json_text(to, e.subject);
    to += ",\"detail\":";
    append_json_text(to, e.detail);
    to += ",\"count\":" + std::to_string(e.count);
    if (e.progress) append_progress(to, *e.progress);
    to += "}\n";
}

void run_tables::append_progress(std::string& to, const job_progress& p) const {
    for (const auto& part : progress_counts)
        to += std::string(",\"") + part.name + "\":" + std::to_string(p.counts.*part.count);
    to += ",\"batch\":" + std::to_string(p.batch) + ",\"estimated_end\":";
    if (!p.end) {
        to += "null";
        return;
    }
    to += '"';
    append_timestamp(to, scenario_.time.start + *p.end);
    to += '"';
}

void run_tables::write(const fleet_view& all) {
    device_lines lines(all);
    std::string text;
    const auto pass_on = [&] {
        if (devices_error_.empty() && !devices_->write(text))
            devices_error_ = failure_of(devices_path_);
        text.clear();
    };
    for_each_device(all, [&](const device_place& where) {
        lines.append(text, where);
        if (text.size() >= lines_at_once) pass_on();
    });
    pass_on();
}

std::string run_tables::finish() {
    write();
    if (error_.empty() && !file_->finish()) error_ = failure_of(path_);
    if (error_.empty() && missed_ > 0)
        error_ = path_ + " lacks " + std::to_string(missed_) + " events";
    if (devices_error_.empty() && !devices_->finish()) devices_error_ = failure_of(devices_path_);
    return error_.empty() ? devices_error_ : error_;
}

}  // namespace muster::app
