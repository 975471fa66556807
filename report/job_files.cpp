#include "report/job_files.hpp"

#include <utility>

#include "fleet/device_names.hpp"
#include "fleet/query/instant_text.hpp"
#include "report/canonical_json.hpp"

namespace muster::report {

namespace {

/// RFC 3339; empty where there is none. `at` counts from the begin of the warm-up.
std::optional<std::string> instant(const time_settings& time, std::optional<sim_time> at) {
    if (!at) return std::nullopt;
    const auto date = time.start + (*at - time.warm_up);
    return query::instant_text(static_cast<double>(date.time_since_epoch().count()));
}

const std::string& state_of(const job_target& t) {
    return device_job_states()[static_cast<std::size_t>(t.outcome)];
}

void append_row(std::string& to, const time_settings& time, const job_target& t) {
    append_csv_field(to, t.device);
    append_csv_field(to += ',', t.fleet);
    to += ',' + state_of(t) + ',';
    append_csv_field(to, t.reason);
    to += ',' + (t.code == 0 ? std::string() : std::to_string(t.code));
    to += ',' + std::to_string(t.course.attempts);
    to += ',' + instant(time, t.course.sent).value_or("");
    to += ',' + instant(time, t.course.ended).value_or("") + "\r\n";
}

void append_line(std::string& to, const time_settings& time, const job_target& t) {
    json_writer w;
    w.open_object().field("device", t.device).field("fleet", t.fleet).field("state", state_of(t));
    w.field("reason", t.reason.empty() ? std::optional<std::string>{} : t.reason);
    w.field("code", t.code == 0 ? std::nullopt : std::optional<std::uint64_t>(t.code));
    w.field("attempts", std::uint64_t{t.course.attempts});
    w.field("sent", instant(time, t.course.sent)).field("ended", instant(time, t.course.ended));
    to += w.close_object().take() + '\n';
}

}  // namespace

job_files::job_files(const scenario& about, std::filesystem::path folder)
    : about_(about), folder_(std::move(folder)) {}

void job_files::write(std::uint32_t job, const std::vector<job_target>& targets) {
    std::string rows, lines;
    if (!csv_.is_open() || job != job_) {
        csv_.close(done_);
        lines_.close(done_);
        const auto& name = about_.jobs[job].name;
        csv_.open(folder_ / "jobs" / (name + ".csv"));
        lines_.open(folder_ / "jobs" / (name + ".ndjson"));
        job_ = job;
        rows = "device,fleet,state,reason,code,attempts,sent,ended\r\n";
    }
    for (const auto& t : targets) {
        append_row(rows, about_.time, t);
        append_line(lines, about_.time, t);
    }
    csv_.append(rows);
    lines_.append(lines);
}

written_files job_files::finish() {
    csv_.close(done_);
    lines_.close(done_);
    return std::move(done_);
}

}  // namespace muster::report
