#include <boost/test/unit_test.hpp>

#include "report/write_files.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;

namespace {

struct scratch {
    std::filesystem::path folder = std::filesystem::path(MUSTER_BINARY_DIR) / "report-write-files";
    scratch() { std::filesystem::remove_all(folder); }
    ~scratch() { std::filesystem::remove_all(folder); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(write_files_test)

BOOST_FIXTURE_TEST_CASE(writes_three_files_into_a_new_folder, scratch) {
    const written_files done = write_report_files(folder / "deep/er", fixture::run{}.input());
    BOOST_TEST(done.errors.empty());
    BOOST_TEST(done.paths.size() == 3u);
    for (const std::string& path : done.paths)
        BOOST_TEST(!fixture::file_content(path).empty(), path);
}

BOOST_FIXTURE_TEST_CASE(says_which_file_could_not_be_written, scratch) {
    std::filesystem::create_directories(folder / "report.json");
    const written_files done = write_report_files(folder, fixture::run{}.input());
    BOOST_TEST(done.paths.size() == 2u);
    BOOST_TEST(done.errors.size() == 1u);
    BOOST_TEST(done.errors.at(0) == (folder / "report.json").string() + ": Is a directory");
}

BOOST_FIXTURE_TEST_CASE(says_that_the_folder_could_not_be_made, scratch) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "taken") << "x";
    const written_files done = write_report_files(folder / "taken", fixture::run{}.input());
    BOOST_TEST(done.paths.empty());
    BOOST_TEST(done.errors.at(0).starts_with((folder / "taken").string() + ": "));
}

BOOST_AUTO_TEST_SUITE_END()
