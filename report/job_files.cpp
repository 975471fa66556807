#include "report/job_files.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include "fleet/device_names.hpp"
#include "fleet/query/instant_text.hpp"
#include "report/canonical_json.hpp"

namespace muster::report {

namespace {

void append_field(std::string& to, const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        to += text;
        return;
    }
    to += '"';
    for (const char c : text)
        to += c == '"' ? "\"\"" : std::string(1, c);
    to += '"';
}

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
    append_field(to, t.device);
    append_field(to += ',', t.fleet);
    to += ',' + state_of(t) + ',';
    append_field(to, t.reason);
    to += ',' + std::to_string(t.course.attempts);
    to += ',' + instant(time, t.course.sent).value_or("");
    to += ',' + instant(time, t.course.ended).value_or("") + "\r\n";
}

void append_line(std::string& to, const time_settings& time, const job_target& t) {
    json_writer w;
    w.open_object().field("device", t.device).field("fleet", t.fleet).field("state", state_of(t));
    w.field("reason", t.reason.empty() ? std::optional<std::string>{} : t.reason);
    w.field("attempts", std::uint64_t{t.course.attempts});
    w.field("sent", instant(time, t.course.sent)).field("ended", instant(time, t.course.ended));
    to += w.close_object().take() + '\n';
}

}  // namespace

job_files::job_files(const scenario& about, std::filesystem::path folder)
    : about_(about), folder_(std::move(folder)) {}

void job_files::write(std::uint32_t job, const std::vector<job_target>& targets) {
    std::string rows, lines;
    if (csv_.path.empty() || job != job_) {
        close(csv_);
        close(lines_);
        std::error_code problem;  // said by the file that can't be opened
        std::filesystem::create_directories(folder_ / "jobs", problem);
        const auto& name = about_.jobs[job].name;
        open(csv_, folder_ / "jobs" / (name + ".csv"));
        open(lines_, folder_ / "jobs" / (name + ".ndjson"));
        job_ = job;
        rows = "device,fleet,state,reason,attempts,sent,ended\r\n";
    }
    for (const auto& t : targets) {
        append_row(rows, about_.time, t);
        append_line(lines, about_.time, t);
    }
    append(csv_, rows);
    append(lines_, lines);
}

void job_files::open(table& t, std::filesystem::path path) {
    t.path = std::move(path);
    t.error = 0;
    errno = 0;
    t.file.open(t.path, std::ios::binary | std::ios::trunc);
    if (!t.file) t.error = errno;
}

void job_files::append(table& t, const std::string& rows) {
    errno = 0;
    t.file.write(rows.data(), static_cast<std::streamsize>(rows.size()));
    if (!t.file && t.error == 0) t.error = errno;
}

void job_files::close(table& t) {
    if (t.path.empty()) return;
    errno = 0;
    t.file.close();
    if (t.file) {
        done_.paths.push_back(t.path.string());
        return;
    }
    const int why = t.error != 0 ? t.error : errno;
    done_.errors.push_back(t.path.string() + ": " + std::generic_category().message(why));
    t.file.clear();
}

written_files job_files::finish() {
    close(csv_);
    close(lines_);
    csv_.path.clear();
    lines_.path.clear();
    return std::move(done_);
}

}  // namespace muster::report
