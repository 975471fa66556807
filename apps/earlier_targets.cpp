#include "apps/earlier_targets.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "scenarios/csv_reader.hpp"

namespace muster::app {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> text_of(const std::string& file) {
    std::error_code trouble;
    std::ifstream in(file, std::ios::binary);
    if (!in || fs::is_directory(file, trouble)) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The first column of the file, ascending.
std::vector<std::string> first_column(const std::string& text, const std::string& file,
                                      diagnostics& problems) {
    csv_reader rows(text, file, problems);
    std::vector<csv_cell> record;
    std::vector<std::string> found;
    if (!rows.next(record) || record.front().text != "device") {
        problems.error("no-job-file", {file, 1, 0, {}}, "these are not the devices of a job",
                       "give the folder that `muster run --out` wrote");
        return found;
    }
    while (rows.next(record))
        found.emplace_back(record.front().text);
    std::sort(found.begin(), found.end());
    return found;
}

std::uint64_t without(const std::vector<std::string>& all, const std::vector<std::string>& known) {
    std::vector<std::string> left;
    std::set_difference(all.begin(), all.end(), known.begin(), known.end(),
                        std::back_inserter(left));
    return left.size();
}

}  // namespace

bool compare_targets(const std::string& folder, std::vector<plan_facts::job_plan>& jobs,
                     diagnostics& problems) {
    const auto tables = fs::path(folder) / "jobs";
    std::error_code trouble;
    if (!fs::is_directory(tables, trouble)) {
        problems.error("no-folder", {"--since", 0, 0, {}}, "there are no jobs in `" + folder + "`",
                       "give the folder that `muster run --out` wrote");
        return false;
    }
    for (auto& job : jobs) {
        const auto file = (tables / (job.name + ".csv")).string();
        if (job.open) continue;
        if (!fs::exists(file, trouble)) {
            problems.warn("no-job", {"--since", 0, 0, {}},
                          "the run in `" + folder + "` had no job `" + job.name + "`", "");
            continue;
        }
        const auto text = text_of(file);
        if (!text) {
            problems.error("unreadable-file", {file, 0, 0, {}}, "the file can't be read");
            return false;
        }
        const auto then = first_column(*text, file, problems);
        job.since = {then.size(), without(job.targets, then), without(then, job.targets)};
    }
    return !problems.has_errors();
}

}  // namespace muster::app
