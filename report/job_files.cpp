#include "report/job_files.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include "fleet/device_names.hpp"

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

}  // namespace

job_files::job_files(const scenario& about, std::filesystem::path folder)
    : about_(about), folder_(std::move(folder)) {}

void job_files::write(std::uint32_t job, const std::vector<job_target>& targets) {
    std::string rows;
    if (path_.empty() || job != job_) {
        close();
        std::error_code problem;  // said by the file that can't be opened
        std::filesystem::create_directories(folder_ / "jobs", problem);
        path_ = folder_ / "jobs" / (about_.jobs[job].name + ".csv");
        job_ = job;
        error_ = 0;
        errno = 0;
        file_.open(path_, std::ios::binary | std::ios::trunc);
        rows = "device,fleet,state,reason\r\n";
    }
    for (const auto& t : targets) {
        append_field(rows, t.device);
        append_field(rows += ',', t.fleet);
        rows += ',' + device_job_states()[static_cast<std::size_t>(t.outcome)] + ',';
        append_field(rows, t.reason);
        rows += "\r\n";
    }
    file_.write(rows.data(), static_cast<std::streamsize>(rows.size()));
    if (!file_ && error_ == 0) error_ = errno;
}

void job_files::close() {
    if (path_.empty()) return;
    errno = 0;
    file_.close();
    if (file_) {
        done_.paths.push_back(path_.string());
        return;
    }
    const int why = error_ != 0 ? error_ : errno;
    done_.errors.push_back(path_.string() + ": " + std::generic_category().message(why));
    file_.clear();
}

written_files job_files::finish() {
    close();
    path_.clear();
    return std::move(done_);
}

}  // namespace muster::report
