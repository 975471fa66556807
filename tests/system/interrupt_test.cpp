#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <thread>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

// The output tells when the run is under way: what it sends stands in the file after the step.
const char* const log_file = "outputs: {log: {ndjson: log.ndjson}}\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(interrupt_test)

BOOST_AUTO_TEST_CASE(ends_the_run_with_a_report_of_what_ran_so_far) {
    for (const int signal : {SIGINT, SIGTERM}) {
        const trial here;
        here.write("slow.yaml", small_scenario(log_file));
        auto run = here.start({"run", "slow.yaml", "--speed", "realtime", "--out", "out", "--set",
                               "templates.probe.messages.status.every=1s"});
        BOOST_TEST(wait_for_content(here.path("log.ndjson"), 20));
        run.signal(signal);
        const auto end = run.wait(20);
        BOOST_TEST(!end.timed_out);
        BOOST_TEST(end.code == 130, end.err);
        BOOST_TEST(end.out.find("interrupted after 00:00:") != std::string::npos, end.out);
        BOOST_TEST(here.read("out/report.json").find("\"interrupted\":true") != std::string::npos);
        BOOST_TEST(!here.read("out/report.html").empty());
        BOOST_TEST(!here.read("out/junit.xml").empty());
    }
}

BOOST_AUTO_TEST_CASE(ends_at_once_when_it_comes_twice) {
    const trial here;
    // With steps of an hour in real time the first one alone may be heard late.
    here.write("stuck.yaml", small_scenario(log_file));
    auto run = here.start(
        {"run", "stuck.yaml", "--set", "time.step=1h", "--for", "10h", "--speed", "realtime"});
    BOOST_TEST(wait_for_content(here.path("log.ndjson"), 20));
    run.signal(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    run.signal(SIGINT);
    const auto end = run.wait(10);
    BOOST_TEST(!end.timed_out);
    BOOST_TEST(end.code == 130, end.err);
}

BOOST_AUTO_TEST_SUITE_END()
