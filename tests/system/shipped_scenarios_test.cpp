#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>

#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> yaml_files(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& item : fs::directory_iterator(std::string(MUSTER_SOURCE_DIR "/") + folder))
        if (item.path().extension() == ".yaml") files.push_back(item.path().string());
    std::sort(files.begin(), files.end());
    BOOST_REQUIRE(!files.empty());
    return files;
}

/// Scenarios whose expectations hold at any size. The others expect absolute numbers that belong to
/// their own size.
bool holds_at_any_size(const std::string& file) {
    const auto name = fs::path(file).stem();
    return name != "bad-firmware" && name != "smart-meters" && name != "reconnect-storm" &&
           name != "firmware-rollout";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shipped_scenarios_test)

BOOST_AUTO_TEST_CASE(all_are_valid) {
    const trial here;
    for (const auto& file : yaml_files("scenarios")) {
        const auto end = here.muster({"validate", file});
        BOOST_TEST(end.code == 0, end.err);
        BOOST_TEST(end.err.empty(), end.err);
    }
}

BOOST_AUTO_TEST_CASE(all_open_with_a_comment_that_says_what_to_look_at) {
    for (const auto& file : yaml_files("scenarios")) {
        const auto text = content_of(file);
        const auto comment = text.substr(0, text.find("\nmuster: 1"));
        BOOST_TEST(comment.rfind("# ", 0) == 0, file);
        BOOST_TEST(comment.find("Look at:") != std::string::npos, file);
    }
}

BOOST_AUTO_TEST_CASE(all_run_to_their_end_with_2000_devices) {
    const trial here;
    for (const auto& file : yaml_files("scenarios")) {
        const auto end = here.muster({"run", file, "--devices", "2000"});
        if (holds_at_any_size(file))
            BOOST_TEST(end.code == 0, file << "\n" << end.out << end.err);
        else
            BOOST_TEST((end.code == 0 || end.code == 99), file << "\n" << end.out << end.err);
        BOOST_TEST(end.out.find("2,000") != std::string::npos, file);
    }
}

BOOST_AUTO_TEST_CASE(all_have_a_plan) {
    const trial here;
    for (const auto& file : yaml_files("scenarios")) {
        const auto end = here.muster({"plan", file, "--devices", "2000"});
        BOOST_TEST(end.code == 0, end.err);
        BOOST_TEST(end.out.find("the run starts") != std::string::npos, end.out);
        BOOST_TEST(end.out.find("the run ends") != std::string::npos, end.out);
    }
}

BOOST_AUTO_TEST_CASE(all_run_the_same_as_written_out_in_full) {
    const trial here;
    for (const auto& file : yaml_files("scenarios")) {
        const auto full = here.muster({"plan", file, "--full", "--devices", "500"});
        BOOST_TEST_REQUIRE(full.code == 0, full.err);
        const auto written = here.write("full.yaml", full.out);
        const auto short_run = here.muster({"run", file, "--devices", "500"}),
                   full_run = here.muster({"run", written});
        BOOST_TEST(!digest_in(short_run.out).empty(), file);
        BOOST_TEST(digest_in(full_run.out) == digest_in(short_run.out),
                   file << "\n"
                        << short_run.out << full_run.out << full_run.err);
    }
}

BOOST_AUTO_TEST_CASE(broken_ones_exit_2_in_every_command_and_say_why) {
    const trial here;
    auto arguments = yaml_files("tests/data/broken");
    for (const auto& file : arguments) {
        const auto end = here.muster({"run", file});
        BOOST_TEST(end.code == 2, file);
        BOOST_TEST(end.out.empty(), end.out);
        BOOST_TEST(end.err.find("error[") != std::string::npos, file << ": " << end.err);
    }
    BOOST_TEST(here.muster({"plan", arguments.front()}).code == 2);
    arguments.insert(arguments.begin(), "validate");
    const auto all = here.muster(arguments);
    BOOST_TEST(all.code == 2);
    BOOST_TEST(all.out.empty(), all.out);
}

BOOST_AUTO_TEST_SUITE_END()
