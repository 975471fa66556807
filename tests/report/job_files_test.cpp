#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "report/job_files.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;

namespace {

struct scratch {
    std::filesystem::path folder = std::filesystem::path(MUSTER_BINARY_DIR) / "report-job-files";
    scenario about;
    scratch() {
        std::filesystem::remove_all(folder);
        about.jobs.resize(2);
        about.jobs[0].name = "fw";
        about.jobs[1].name = "night";
    }
    ~scratch() { std::filesystem::remove_all(folder); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(job_files_test)

BOOST_FIXTURE_TEST_CASE(writes_a_row_for_each_device_in_the_order_in_which_they_come, scratch) {
    job_files files(about, folder);
    files.write(0, {{"p-2", "pumps", leg_outcome::succeeded, ""}});
    files.write(0, {{"p-1", "pumps", leg_outcome::timed_out, "no answer, \"ever\""}});
    files.write(1, {});
    const auto done = files.finish();
    BOOST_TEST(done.errors.empty());
    BOOST_TEST(done.paths == (std::vector<std::string>{(folder / "jobs/fw.csv").string(),
                                                       (folder / "jobs/night.csv").string()}),
               boost::test_tools::per_element());
    BOOST_TEST(fixture::file_content(folder / "jobs/fw.csv") ==
               "device,fleet,state,reason\r\n"
               "p-2,pumps,succeeded,\r\n"
               "p-1,pumps,timed_out,\"no answer, \"\"ever\"\"\"\r\n");
    BOOST_TEST(fixture::file_content(folder / "jobs/night.csv") == "device,fleet,state,reason\r\n");
}

BOOST_FIXTURE_TEST_CASE(says_which_file_could_not_be_written_and_writes_the_next, scratch) {
    std::filesystem::create_directories(folder / "jobs/fw.csv");
    job_files files(about, folder);
    files.write(0, {{"p-2", "pumps", leg_outcome::succeeded, ""}});
    files.write(1, {});
    const auto done = files.finish();
    BOOST_TEST(done.paths.size() == 1U);
    BOOST_REQUIRE(done.errors.size() == 1U);
    BOOST_TEST(done.errors[0] == (folder / "jobs/fw.csv").string() + ": Is a directory");
}

BOOST_FIXTURE_TEST_CASE(makes_nothing_where_no_devices_come, scratch) {
    job_files files(about, folder);
    BOOST_TEST(files.finish().paths.empty());
    BOOST_TEST(!std::filesystem::exists(folder));
}

BOOST_AUTO_TEST_SUITE_END()
