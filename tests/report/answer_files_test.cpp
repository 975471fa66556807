#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "report/answer_files.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;
using namespace std::chrono_literals;

namespace {

struct scratch {
    std::filesystem::path folder = std::filesystem::path(MUSTER_BINARY_DIR) / "report-answers";
    scenario about;
    scratch() {
        std::filesystem::remove_all(folder);
        about.acts.resize(2);
        about.acts[0].name = "probe";
        about.acts[1].name = "survey";
    }
    ~scratch() { std::filesystem::remove_all(folder); }
};

const std::string header = "device,fleet,state,code,value,reason,seconds\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_files_test)

BOOST_FIXTURE_TEST_CASE(writes_a_row_for_each_device_with_what_it_answered, scratch) {
    answer_files files(about, folder);
    files.write(0, {});
    files.write(
        0, {{"p-1", "pumps", answer_state::answered, 200, std::string("{\"x\":1}"), "", 5200ms},
            {"p-2", "pumps", answer_state::no_value, 500, {}, "broken, \"again\"", 1s}});
    files.write(0,
                {{"p-3", "pumps", answer_state::absent, 0, {}, "the device was not connected", 0s},
                 {"p-4", "pumps", answer_state::timed_out, 0, {}, "no answer in time", 30s}});
    files.write(1, {{"p-1", "pumps", answer_state::answered, 0, 21.25, "", 80ms},
                    {"p-2", "pumps", answer_state::answered, 0, true, "", 1us}});
    const auto done = files.finish();
    BOOST_TEST(done.errors.empty());
    BOOST_TEST(done.paths.size() == 4U);
    BOOST_TEST(fixture::file_content(folder / "acts/probe.csv") ==
               header +
                   "p-1,pumps,answered,200,\"{\"\"x\"\":1}\",,5.2\r\n"
                   "p-2,pumps,no_value,500,,\"broken, \"\"again\"\"\",1\r\n"
                   "p-3,pumps,gone,,,the device was not connected,0\r\n"
                   "p-4,pumps,timed_out,,,no answer in time,30\r\n");
    BOOST_TEST(fixture::file_content(folder / "acts/survey.csv") ==
               header +
                   "p-1,pumps,answered,,21.25,,0.08\r\n"
                   "p-2,pumps,answered,,true,,0.000001\r\n");
    BOOST_TEST(fixture::file_content(folder / "acts/probe.ndjson")
                   .starts_with("{\"device\":\"p-1\",\"fleet\":\"pumps\",\"state\":\"answered\","
                                "\"code\":200,\"value\":\"{\\\"x\\\":1}\",\"reason\":null,"
                                "\"seconds\":5.2}\n"));
    BOOST_TEST(fixture::file_content(folder / "acts/survey.ndjson") ==
               "{\"device\":\"p-1\",\"fleet\":\"pumps\",\"state\":\"answered\",\"code\":null,"
               "\"value\":21.25,\"reason\":null,\"seconds\":0.08}\n"
               "{\"device\":\"p-2\",\"fleet\":\"pumps\",\"state\":\"answered\",\"code\":null,"
               "\"value\":true,\"reason\":null,\"seconds\":0.000001}\n");
}

BOOST_FIXTURE_TEST_CASE(says_which_file_could_not_be_written, scratch) {
    std::filesystem::create_directories(folder / "acts/probe.csv");
    answer_files files(about, folder);
    files.write(0, {});
    files.write(1, {});
    const auto done = files.finish();
    BOOST_TEST(done.paths.size() == 3U);
    BOOST_REQUIRE(done.errors.size() == 1U);
    BOOST_TEST(done.errors.front().find("probe.csv: ") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
