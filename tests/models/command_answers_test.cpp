#include <boost/test/unit_test.hpp>

#include "models/command_answers.hpp"
#include "tests/models/model_folder.hpp"

using namespace muster;

namespace {

const calendar_time noon =
    std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);

/// A thing with a command, its base with another, and two components that share a third.
struct things {
    test::model_folder folder;
    command_answers all;

    things() : all(load()) {}

private:
    static std::string named(const std::string& id, const std::string& members) {
        return R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface", "@id": ")" + id +
               "\", " + members + "}";
    }
    command_answers load() const {
        folder.write(
            "dtmi/org/base-1.json",
            named("dtmi:org:base;1", R"("contents": [{"@type": "Command", "name": "reboot"}])"));
        folder.write("dtmi/org/part-1.json",
                     named("dtmi:org:part;1", R"("contents": [{"@type": "Command", "name": "read",
                        "response": {"name": "level", "schema": "double"}}])"));
        folder.write("dtmi/org/thing-1.json",
                     named("dtmi:org:thing;1", R"("extends": "dtmi:org:base;1", "contents": [
            {"@type": "Component", "name": "left", "schema": "dtmi:org:part;1"},
            {"@type": "Component", "name": "right", "schema": "dtmi:org:part;1"}])"));
        diagnostics problems;
        auto made = command_answers::load("dtmi/org/thing-1.json", folder.path(), {}, problems);
        BOOST_REQUIRE(made);
        return *made;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(command_answers_test)

BOOST_AUTO_TEST_CASE(knows_the_commands_of_bases_and_components_by_their_names) {
    const things some;
    const std::vector<std::string> names{"reboot", "left.read", "right.read"};
    BOOST_TEST(some.all.names() == names, boost::test_tools::per_element());
    BOOST_TEST((some.all.find("reboot") == std::vector<std::size_t>{0}));
    BOOST_TEST((some.all.find("right.read") == std::vector<std::size_t>{2}));
    BOOST_TEST((some.all.find("read") == std::vector<std::size_t>{1, 2}));
    BOOST_TEST(some.all.find("write").empty());
}

BOOST_AUTO_TEST_CASE(components_of_one_interface_answer_apart) {
    const things some;
    diagnostics problems;
    const asked_answer asked{{}, {1}, 0, noon};
    BOOST_TEST(some.all.answer(1, asked, problems) != some.all.answer(2, asked, problems));
    BOOST_TEST(some.all.answer(0, asked, problems) == "null");
    BOOST_TEST(!some.all.has_response(0));
    BOOST_TEST(problems.items.empty());
}

BOOST_AUTO_TEST_CASE(a_request_that_is_no_json_is_named) {
    const things some;
    diagnostics problems;
    const asked_answer asked{"{since", {1}, 0, noon};
    BOOST_TEST(some.all.answer(1, asked, problems) == "");
    BOOST_REQUIRE(problems.items.size() == 1u);
    BOOST_TEST(problems.items.front().code == "json-syntax");
    BOOST_TEST(problems.items.front().where.file == "request");
}

BOOST_AUTO_TEST_CASE(a_request_for_a_command_that_takes_none_is_refused) {
    const things some;
    diagnostics problems;
    BOOST_TEST(some.all.answer(0, {"5", {1}, 0, noon}, problems) == "");
    BOOST_REQUIRE(problems.items.size() == 1u);
    BOOST_TEST(problems.items.front().code == "unexpected-request");
}

BOOST_AUTO_TEST_CASE(a_response_of_too_many_values_is_refused_by_name) {
    // 30 fields of 30 fields of 3 axes.
    const auto object = [](const std::string& type) {
        std::string fields;
        for (int i = 0; i < 30; ++i)
            fields += (i > 0 ? R"(,{"name": "f)" : R"({"name": "f)") + std::to_string(i) +
                      R"(", "schema": )" + type + "}";
        return R"({"@type": "Object", "fields": [)" + fields + "]}";
    };
    const test::model_folder folder;
    folder.write("thing-1.json",
                 R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface",
                     "@id": "dtmi:org:thing;1", "contents": [{"@type": "Command", "name": "all",
                     "response": {"name": "everything", "schema": )" +
                     object(object(R"("point")")) + "}}]}");
    diagnostics problems;
    const auto all = command_answers::load("thing-1.json", folder.path(), {}, problems);
    BOOST_REQUIRE(all);
    BOOST_TEST(all->answer(0, {{}, {1}, 0, noon}, problems) == "");
    BOOST_REQUIRE(problems.items.size() == 1u);
    BOOST_TEST(problems.items.front().code == "too-many-leaves");
}

BOOST_AUTO_TEST_SUITE_END()
