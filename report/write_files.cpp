#include "report/write_files.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "report/html_report.hpp"
#include "report/json_report.hpp"
#include "report/junit.hpp"

namespace muster::report {

namespace {

void write_file(written_files& done, const std::filesystem::path& path,
                const std::string& content) {
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    file.close();
    if (file)
        done.paths.push_back(path.string());
    else
        done.errors.push_back(path.string() + ": " + std::generic_category().message(errno));
}

}  // namespace

written_files write_files(const std::filesystem::path& folder,
                          const std::vector<named_file>& files) {
    written_files done;
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        done.errors.push_back(folder.string() + ": " + problem.message());
        return done;
    }
    for (const auto& file : files)
        write_file(done, folder / file.name, file.content);
    return done;
}

written_files write_report_files(const std::filesystem::path& folder, const report_input& input) {
    return write_files(folder, {{"report.html", html_report(input)},
                                {"report.json", json_report(input)},
                                {"junit.xml", junit_xml(input)}});
}

}  // namespace muster::report
