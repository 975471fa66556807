#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <tuple>

#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace fs = std::filesystem;

namespace {

const fs::path root = MUSTER_SOURCE_DIR;

/// The scenarios that a page's blocks make: one that begins with `muster: 1` (or a comment before
/// it) is a new file, any other is added at the end of the file before it.
std::vector<std::string> scenarios_of(const std::string& page) {
    std::vector<std::string> all;
    for (const auto& block : blocks_of(page, "yaml")) {
        const bool whole =
            block.rfind("muster: 1\n", 0) == 0 || block.find("\nmuster: 1\n") != std::string::npos;
        BOOST_REQUIRE_MESSAGE(whole || !all.empty(), page << ":\n" << block);
        all.push_back(whole ? block : all.back() + block);
    }
    BOOST_REQUIRE_MESSAGE(!all.empty(), page);
    return all;
}

void links_lead_somewhere(const fs::path& page) {
    static const std::regex link(R"(\]\(([^)#:]+)\))");
    const auto text = content_of((root / page).string());
    BOOST_TEST(!text.empty(), page);
    for (auto each = std::sregex_iterator(text.begin(), text.end(), link);
         each != std::sregex_iterator(); ++each)
        BOOST_TEST(fs::exists((root / page).parent_path() / (*each)[1].str()),
                   page << ": " << (*each)[1]);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(documents_test)

// What a reader copies from a page has to work as it stands.

BOOST_AUTO_TEST_CASE(every_scenario_of_the_pages_runs_and_holds) {
    const trial here;
    for (const auto* page :
         {"README.md", "docs/tutorial.md", "docs/cookbook.md", "docs/behaviour.md",
          "docs/updates.md", "docs/operating.md", "docs/schedules.md", "docs/groups.md"}) {
        for (const auto& scenario : scenarios_of(page)) {
            here.write("page.yaml", scenario);
            BOOST_TEST_CONTEXT(page << ":\n" << scenario) {
                const auto checked = here.muster({"validate", "page.yaml"});
                BOOST_TEST(checked.code == 0);
                BOOST_TEST(checked.err.empty(), checked.err);
                const auto end = here.muster({"run", "page.yaml"});
                BOOST_TEST(end.code == 0, end.out << end.err);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_tutorial_s_options_do_what_it_says) {
    const trial here;
    here.write("cold.yaml", scenarios_of("docs/tutorial.md").back());
    const auto strict = here.muster({"run", "cold.yaml", "--set", "expect.4=jobs.fw.failed <= 1%"});
    BOOST_TEST(strict.code == 99, strict.out);
    const auto cancelled =
        here.muster({"run", "cold.yaml", "--json", "--set", "jobs.fw.cancel.failed=2%", "--set",
                     "jobs.fw.cancel.overshoot=20"});
    BOOST_TEST(cancelled.out.find("19 failed, more than the limit of 18") != std::string::npos);
}

/// The text with the first `what` replaced.
std::string with(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

/// What a summary says from the line that begins as the block does, to the next empty line.
std::string section_like(const std::string& block, const std::string& summary) {
    constexpr std::size_t label_and_more = 24;
    const auto from = summary.find('\n' + block.substr(0, label_and_more));
    if (from == std::string::npos) return {};
    return summary.substr(from + 1, summary.find("\n\n", from + 1) - from);
}

BOOST_AUTO_TEST_CASE(the_summaries_of_the_tutorial_are_what_its_steps_print) {
    const trial here;
    const auto steps = scenarios_of("docs/tutorial.md");
    const auto blocks = blocks_of("docs/tutorial.md", "text");
    const std::vector<std::string> plain, strict{"--set", "expect.4=jobs.fw.failed <= 1%"};
    const std::tuple<std::size_t, std::size_t, std::vector<std::string>> shown[] = {
        {0, 0, plain}, {1, 2, plain}, {2, 4, plain}, {3, 5, strict}};
    for (const auto& [block, step, options] : shown) {
        here.write("cold.yaml", steps.at(step));
        std::vector<std::string> command{"run", "cold.yaml"};
        command.insert(command.end(), options.begin(), options.end());
        const auto section = section_like(blocks.at(block), here.muster(command).out);
        BOOST_TEST(section.starts_with(blocks.at(block)), "the page shows\n"
                                                              << blocks.at(block)
                                                              << "but the run prints\n"
                                                              << section);
    }
}

BOOST_AUTO_TEST_CASE(the_tutorial_s_mistakes_get_exactly_the_messages_it_shows) {
    const trial here;
    const auto right = scenarios_of("docs/tutorial.md").back();
    here.write("cold.yaml", with(with(right, "every: 1m", "evry: 1m"), "count: 1k", "count: 1m"));
    const auto end = here.muster({"validate", "cold.yaml"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.err == blocks_of("docs/tutorial.md", "text").back());
}

/// The text without the lines that tell how long something took, and with one newline at its end.
std::string without_times(const std::string& text) {
    static const std::regex line("wall time[^\n]*\n");
    auto rest = std::regex_replace(text, line, "");
    while (rest.size() > 1 && rest.compare(rest.size() - 2, 2, "\n\n") == 0)
        rest.pop_back();
    return rest;
}

/// Each block of commands prints the block of text that follows it.
void commands_print_what_is_shown(const trial& here, const std::string& page) {
    const auto commands = blocks_of(page, "sh"), outputs = blocks_of(page, "text");
    BOOST_REQUIRE(!commands.empty());
    BOOST_REQUIRE(outputs.size() == commands.size());
    const auto shown = content_of((root / page).string());
    auto right = shown;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const auto end =
            process({"sh", "-c", "PATH=" MUSTER_BINARY_DIR ":$PATH; " + commands[i]}, here.path(""))
                .wait(100);
        right = with(right, outputs[i], without_times(end.out));
    }
    const fs::path left =
        fs::path(MUSTER_BINARY_DIR) / ("actual-" + fs::path(page).filename().string());
    if (right != shown) std::ofstream(left, std::ios::binary) << right;
    BOOST_TEST((right == shown), page << " shows other outputs; see " << left.string()
                                      << ", and copy it where its sentences are still true");
}

BOOST_AUTO_TEST_CASE(the_outputs_of_the_page_about_ci_are_what_its_commands_print) {
    const trial here;
    here.write("cold.yaml", scenarios_of("docs/tutorial.md").back());
    commands_print_what_is_shown(here, "docs/ci.md");
}

BOOST_AUTO_TEST_CASE(the_page_about_templates_shows_what_its_model_does) {
    const trial here;
    const std::string page = "docs/devices-and-templates.md";
    here.write("room-1.json", blocks_of(page, "json").at(0));
    BOOST_TEST(here.muster({"template", "check", "room-1.json"}).code == 0);
    for (const auto& scenario : scenarios_of(page))
        if (scenario.find("acts:") != std::string::npos) here.write("ask.yaml", scenario);
    commands_print_what_is_shown(here, page);
    for (const auto& scenario : scenarios_of(page)) {
        here.write("page.yaml", scenario);
        const auto end = here.muster({"run", "page.yaml"});
        BOOST_TEST(end.code == 0, scenario << end.out << end.err);
    }
}

BOOST_AUTO_TEST_CASE(the_page_about_queries_shows_what_its_commands_print) {
    const trial here;
    here.write("page.yaml", scenarios_of("docs/query.md").back());
    commands_print_what_is_shown(here, "docs/query.md");
}

BOOST_AUTO_TEST_CASE(the_page_about_schedules_shows_what_plan_says) {
    const trial here;
    here.write("nights.yaml", scenarios_of("docs/schedules.md").front());
    commands_print_what_is_shown(here, "docs/schedules.md");
}

BOOST_AUTO_TEST_CASE(links_between_pages_lead_somewhere) {
    for (const auto* page : {"README.md", "docs/tutorial.md", "docs/ci.md", "docs/README.md",
                             "docs/architecture.md", "docs/devices-and-templates.md",
                             "docs/query.md", "docs/schedules.md", "docs/decisions/README.md"})
        links_lead_somewhere(page);
}

BOOST_AUTO_TEST_CASE(files_that_the_architecture_names_exist) {
    static const std::regex name(
        R"(`((?:actors|apps|connect|fleet|history|models|report|scenarios)/[a-z0-9_/]+\.[ch]pp)`)");
    const auto text = content_of((root / "docs/architecture.md").string());
    std::size_t found = 0;
    for (auto each = std::sregex_iterator(text.begin(), text.end(), name);
         each != std::sregex_iterator(); ++each, ++found)
        BOOST_TEST(fs::exists(root / (*each)[1].str()), (*each)[1].str());
    BOOST_TEST(found > 20u);
}

BOOST_AUTO_TEST_SUITE_END()
