#include "report/row_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

namespace muster::report {

void row_file::open(std::filesystem::path path) {
    std::error_code problem;  // said by the file that can't be opened
    std::filesystem::create_directories(path.parent_path(), problem);
    path_ = std::move(path);
    error_ = 0;
    errno = 0;
    file_.open(path_, std::ios::binary | std::ios::trunc);
    if (!file_) error_ = errno;
}

void row_file::append(const std::string& rows) {
    errno = 0;
    file_.write(rows.data(), static_cast<std::streamsize>(rows.size()));
    if (!file_ && error_ == 0) error_ = errno;
}

void row_file::close(written_files& done) {
    if (!is_open()) return;
    errno = 0;
    file_.close();
    const auto path = std::exchange(path_, {}).string();
    if (file_) {
        done.paths.push_back(path);
        return;
    }
    const int why = error_ != 0 ? error_ : errno;
    done.errors.push_back(path + ": " + std::generic_category().message(why));
    file_.clear();
}

void append_csv_field(std::string& to, const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        to += text;
        return;
    }
    to += '"';
    for (const char c : text)
        to += c == '"' ? "\"\"" : std::string(1, c);
    to += '"';
}

}  // namespace muster::report
