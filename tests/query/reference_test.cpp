#include <boost/test/unit_test.hpp>

#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/parser.hpp"
#include "fleet/query/select.hpp"

namespace {

std::vector<std::string> lines_of(const std::string& page) {
    std::ifstream in(std::string(MUSTER_SOURCE_DIR) + "/docs/" + page);
    BOOST_REQUIRE(in);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::vector<std::string> lines_of_reference() {
    return lines_of("query-language.md");
}

/// The lines between ```query and ```.
std::vector<std::string> examples() {
    std::vector<std::string> out;
    bool inside = false;
    for (const auto& line : lines_of_reference()) {
        if (line.starts_with("```")) {
            inside = line == "```query";
        } else if (inside) {
            out.push_back(line);
        }
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reference_test)

BOOST_AUTO_TEST_CASE(shows_only_examples_that_parse) {
    const auto all = examples();
    BOOST_TEST(all.size() > 20u);
    for (const auto& text : all) {
        for (const auto& p : muster::query::parse(text).problems) {
            BOOST_ERROR(text + ": " + p.code + ": " + p.text);
        }
    }
}

BOOST_AUTO_TEST_CASE(shows_only_selects_that_parse) {
    // A query begins with SELECT and goes on until the next.
    std::vector<std::string> all;
    bool inside = false;
    for (const auto& line : lines_of("query.md")) {
        if (line.starts_with("```")) {
            inside = line == "```select";
        } else if (inside && line.starts_with("SELECT")) {
            all.push_back(line);
        } else if (inside) {
            all.back() += "\n" + line;
        }
    }
    BOOST_TEST(all.size() > 8u);
    for (const auto& text : all)
        for (const auto& p : muster::query::parse_select(text).problems)
            BOOST_ERROR(text + ": " + p.code + ": " + p.text);
}

BOOST_AUTO_TEST_CASE(lists_every_code_of_a_problem) {
    std::set<std::string> listed;
    for (const auto& line : lines_of_reference()) {
        for (std::size_t at = 0; (at = line.find('`', at)) != std::string::npos;) {
            const auto end = line.find('`', at + 1);
            if (end == std::string::npos) break;
            listed.insert(line.substr(at + 1, end - at - 1));
            at = end + 1;
        }
    }
    for (const auto* text : {"", "#", "'", "a b", "a =", "a in ()", "1<2<3", "1e6", "5min", "f(x)",
                             "abs()", "sum(x)", "((((((((((((((((((((((((((((((((((a"}) {
        const auto problems = muster::query::parse(text).problems;
        BOOST_REQUIRE(!problems.empty());
        BOOST_TEST(listed.contains(problems.front().code), problems.front().code);
    }
}

BOOST_AUTO_TEST_SUITE_END()
