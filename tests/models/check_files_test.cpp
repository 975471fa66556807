#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "models/check_files.hpp"
#include "tests/models/model_folder.hpp"
#include "tests/models/model_problems.hpp"

using namespace muster;
using muster::test::codes_of;
using muster::test::model_folder;
using strings = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

strings codes(const strings& paths) {
    return codes_of(models::check_model_files(paths, models::extension_policy::allow).problems);
}

std::string model(const std::string& id, const std::string& members = "") {
    return R"({"@context": "dtmi:dtdl:context;2", "@id": ")" + id + R"(", "@type": "Interface")" +
           (members.empty() ? "" : ", " + members) + "}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(check_files_test)

BOOST_AUTO_TEST_CASE(reports_a_folder_that_cannot_be_read_and_goes_on) {
    const model_folder folder;
    folder.write("a/shut/good.json", model("dtmi:org:shut;1"));
    folder.write("b/bad.json", "{");
    fs::permissions(folder.path("a/shut"), fs::perms::none);
    std::error_code failure;
    const fs::directory_iterator shut(folder.path("a/shut"), failure);
    const auto found = models::check_model_files({folder.path()}, models::extension_policy::allow);
    fs::permissions(folder.path("a/shut"), fs::perms::owner_all);
    if (!failure) {  // whoever is root may read it all the same
        BOOST_TEST(codes_of(found.problems) == strings{"json-syntax "});
        return;
    }
    BOOST_TEST(codes_of(found.problems) == (strings{"file-unreadable ", "json-syntax "}));
    BOOST_TEST(found.problems.items.at(0).where.file == folder.path("a/shut"));
}

BOOST_AUTO_TEST_CASE(looks_beside_files_however_often_they_are_given) {
    const model_folder folder;
    const auto file = folder.write("c.json", model("dtmi:org:c;1", R"("extends": "dtmi:org:d;1")"));
    folder.write("d-1.json", model("dtmi:org:d;1"));
    BOOST_TEST(codes({file}).empty());
    BOOST_TEST(codes({file, file}).empty());
}

BOOST_AUTO_TEST_CASE(elements_without_a_good_id_are_not_the_same_in_two_files) {
    const model_folder folder;
    const std::string bad = R"("schemas": {"@id": "dtmi:x", "@type": "Object",
                                           "fields": {"name": "f", "schema": "double"}})";
    folder.write("a.json", model("dtmi:org:a;1", R"("extends": "dtmi:org:b;1", )" + bad));
    folder.write("b.json", model("dtmi:org:b;1", bad));
    const strings expected{"bad-dtmi /schemas/@id", "bad-dtmi /schemas/@id"};
    BOOST_TEST(codes({folder.path()}) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_member_of_a_later_version_is_not_proposed) {
    const auto answer = models::check_model_line(
        test::interface_of(R"({"@type": "Command", "name": "c", "request": {"name": "q",
                               "schema": "double", "nullable": true}})"),
        models::extension_policy::allow);
    BOOST_TEST(answer.find("has no member 'nullable'; remove it") != std::string::npos, answer);
}

BOOST_AUTO_TEST_CASE(remedies_say_what_to_write) {
    const auto answer_to = [](const std::string& type, const std::string& members) {
        return models::check_model_line(
            test::interface_of(R"({"@type": [)" + type + R"(], "name": "t", )" + members + "}"),
            models::extension_policy::allow);
    };
    const std::string pressure = R"("Telemetry", "Pressure")";
    const auto near = answer_to(pressure, R"("schema": "double", "unit": "barr")");
    BOOST_TEST(near.find("did you mean 'bar'?") != std::string::npos, near);
    const auto far = answer_to(pressure, R"("schema": "double", "unit": "furlong")");
    BOOST_TEST(far.find("use one of kilopascal, ") != std::string::npos, far);
    const auto none = answer_to(pressure, R"("schema": "double")");
    BOOST_TEST(none.find("add one of kilopascal, ") != std::string::npos, none);
    const auto central = answer_to(R"("Telemetry")", R"("schema": "geopoint")");
    BOOST_TEST(central.find("dtmi:iotcentral:context;2") != std::string::npos, central);
}

BOOST_AUTO_TEST_SUITE_END()
