#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/load.hpp"
#include "scenarios/reader.hpp"

using namespace muster;
namespace fs = std::filesystem;

namespace {

struct expectation {
    std::string code, place, remedy;
};

// `# expect: code line:column words of the text or remedy`, one line for each problem.
std::vector<expectation> expectations_of(const fs::path& file) {
    std::vector<expectation> all;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line) && line.rfind("# expect: ", 0) == 0;) {
        std::istringstream words(line.substr(10));
        expectation item;
        words >> item.code >> item.place >> std::ws;
        std::getline(words, item.remedy);
        all.push_back(item);
    }
    return all;
}

std::vector<fs::path> broken_files() {
    std::vector<fs::path> files;
    for (const auto& item : fs::directory_iterator(MUSTER_SOURCE_DIR "/tests/data/broken"))
        if (item.path().extension() == ".yaml") files.push_back(item.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool answers(const diagnostic& found, const expectation& wanted) {
    auto place = std::to_string(found.where.line) + ':' + std::to_string(found.where.column);
    return found.code == wanted.code && place == wanted.place &&
           (found.text + "; " + found.remedy).find(wanted.remedy) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(broken_test)

BOOST_AUTO_TEST_CASE(every_broken_scenario_gets_its_code_place_and_suggestion) {
    auto files = broken_files();
    const auto loader = [](const std::string& path, const std::string& folder,
                           diagnostics& problems) { return load_template(path, folder, problems); };
    BOOST_TEST(files.size() >= 40u);
    for (const auto& file : files) {
        BOOST_TEST_CONTEXT(file.filename().string()) {
            auto wanted = expectations_of(file);
            auto result = read_scenario_file(file.string(), {}, loader);
            BOOST_TEST(!wanted.empty());
            BOOST_TEST(!result.value.has_value());
            std::string found;
            for (const auto& item : result.problems.items)
                found += to_text(item) + '\n';
            BOOST_TEST_INFO(found);
            BOOST_REQUIRE(result.problems.items.size() == wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                BOOST_TEST_INFO(to_text(result.problems.items[i]));
                BOOST_TEST(answers(result.problems.items[i], wanted[i]), wanted[i].code);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
