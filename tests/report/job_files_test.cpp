#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "report/job_files.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;
using namespace std::chrono_literals;

namespace {

struct scratch {
    std::filesystem::path folder = std::filesystem::path(MUSTER_BINARY_DIR) / "report-job-files";
    scenario about;
    scratch() {
        std::filesystem::remove_all(folder);
        about.jobs.resize(2);
        about.jobs[0].name = "fw";
        about.jobs[1].name = "night";
        about.time.start = calendar_time(std::chrono::hours(24 * 20'473));  // 2026-01-20
        about.time.warm_up = 1min;
    }
    ~scratch() { std::filesystem::remove_all(folder); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(job_files_test)

BOOST_FIXTURE_TEST_CASE(writes_a_row_for_each_device_in_the_order_in_which_they_come, scratch) {
    job_files files(about, folder);
    files.write(0, {{"p-2", "pumps", leg_outcome::succeeded, "", 200, {1, 60s, 61s + 250ms}}});
    files.write(
        0, {{"p-1", "pumps", leg_outcome::timed_out, "no answer, \"ever\"", 504, {3, 90s, 2min}},
            {"p-3", "pumps", leg_outcome::unreached, "not reached in time", 410, {0, {}, 3min}},
            {"p-4", "pumps", leg_outcome::pending, ""}});
    files.write(1, {});
    const auto done = files.finish();
    BOOST_TEST(done.errors.empty());
    BOOST_TEST(done.paths == (std::vector<std::string>{(folder / "jobs/fw.csv").string(),
                                                       (folder / "jobs/fw.ndjson").string(),
                                                       (folder / "jobs/night.csv").string(),
                                                       (folder / "jobs/night.ndjson").string()}),
               boost::test_tools::per_element());
    const std::string header = "device,fleet,state,reason,code,attempts,sent,ended\r\n";
    BOOST_TEST(fixture::file_content(folder / "jobs/fw.csv") ==
               header +
                   "p-2,pumps,succeeded,,200,1,2026-01-20T00:00:00Z,2026-01-20T00:00:01.25Z\r\n"
                   "p-1,pumps,timed_out,\"no answer, \"\"ever\"\"\",504,3,2026-01-20T00:00:30Z,"
                   "2026-01-20T00:01:00Z\r\n"
                   "p-3,pumps,unreached,not reached in time,410,0,,2026-01-20T00:02:00Z\r\n"
                   "p-4,pumps,pending,,,0,,\r\n");
    BOOST_TEST(fixture::file_content(folder / "jobs/night.csv") == header);
    BOOST_TEST(fixture::file_content(folder / "jobs/night.ndjson").empty());
}

BOOST_FIXTURE_TEST_CASE(writes_the_same_as_a_line_of_json_for_each_device, scratch) {
    job_files files(about, folder);
    files.write(0, {{"p-2", "pumps", leg_outcome::succeeded, "", 200, {1, 60s, 61s + 250ms}},
                    {"p-3", "pumps", leg_outcome::unreached, "a \"b\"", 410, {0, {}, 3min}}});
    files.finish();
    BOOST_TEST(fixture::file_content(folder / "jobs/fw.ndjson") ==
               "{\"device\":\"p-2\",\"fleet\":\"pumps\",\"state\":\"succeeded\",\"reason\":null,"
               "\"code\":200,\"attempts\":1,\"sent\":\"2026-01-20T00:00:00Z\","
               "\"ended\":\"2026-01-20T00:00:01.25Z\"}\n"
               "{\"device\":\"p-3\",\"fleet\":\"pumps\",\"state\":\"unreached\","
               "\"reason\":\"a \\\"b\\\"\",\"code\":410,\"attempts\":0,\"sent\":null,"
               "\"ended\":\"2026-01-20T00:02:00Z\"}\n");
}

BOOST_FIXTURE_TEST_CASE(says_which_file_could_not_be_written_and_writes_the_next, scratch) {
    std::filesystem::create_directories(folder / "jobs/fw.csv");
    job_files files(about, folder);
    files.write(0, {{"p-2", "pumps", leg_outcome::succeeded, ""}});
    files.write(1, {});
    const auto done = files.finish();
    BOOST_TEST(done.paths.size() == 3U);
    BOOST_REQUIRE(done.errors.size() == 1U);
    BOOST_TEST(done.errors[0] == (folder / "jobs/fw.csv").string() + ": Is a directory");
}

BOOST_FIXTURE_TEST_CASE(makes_nothing_where_no_devices_come, scratch) {
    job_files files(about, folder);
    BOOST_TEST(files.finish().paths.empty());
    BOOST_TEST(!std::filesystem::exists(folder));
}

BOOST_AUTO_TEST_SUITE_END()
