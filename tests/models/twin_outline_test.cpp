#include <boost/test/unit_test.hpp>

#include "models/twin_outline.hpp"

#include "models/json_text.hpp"
#include "models/load.hpp"
#include "tests/models/model_problems.hpp"
#include "tests/models/twin_lab.hpp"

using namespace muster;
using strings = std::vector<std::string>;

namespace {

/// An interface of DTDL 3, in which components may have components.
std::string model(const std::string& dtmi, const std::string& contents,
                  const std::string& members = "") {
    return R"({"@context": "dtmi:dtdl:context;3", "@type": "Interface", "@id": ")" + dtmi + "\", " +
           members + R"("contents": [)" + contents + "]}";
}

const std::string target =
    R"({"@type": "Property", "name": "target", "schema": "double", "writable": true})";

std::string component(const std::string& name, const std::string& dtmi) {
    return R"({"@type": "Component", "name": ")" + name + R"(", "schema": ")" + dtmi + "\"}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_outline_test)

BOOST_AUTO_TEST_CASE(an_outline_has_own_inherited_and_component_properties) {
    const auto& lab = test::lab_outline();
    BOOST_REQUIRE(lab.find("site"));
    BOOST_TEST(lab.find("site")->writable);
    BOOST_REQUIRE(lab.find("unit.serial"));
    BOOST_TEST(!lab.find("unit.serial")->writable);
    BOOST_TEST(lab.find("customer")->cloud);
    for (const char* path : {"", "unit", "unit.", "unit.nothing", "nothing.serial", "temperature"})
        BOOST_TEST(!lab.find(path), path);
    BOOST_TEST(lab.others.at("reboot") == "a command");
}

BOOST_AUTO_TEST_CASE(components_of_components_are_objects_in_objects_there_and_back) {
    const auto outline = test::outline_of_text(
        "[" + model("dtmi:org:site;1", component("a", "dtmi:org:plant;1")) + "," +
        model("dtmi:org:plant;1",
              component("b", "dtmi:org:pump;1") + "," + component("c", "dtmi:org:pump;1")) +
        "," + model("dtmi:org:pump;1", target) + "]");
    BOOST_TEST(outline->find("a.b.target"));
    const auto& plant = *outline->components.at("a");
    BOOST_TEST(plant.components.at("b") == plant.components.at("c"));
    diagnostics problems;
    const auto patch = models::parse_json(R"({"a": {"b": {"target": 1}, "c": {"target": 2}}})",
                                          "patch.json", problems, models::limits_of_patch);
    const auto twin = models::patched({}, *outline, *patch, models::patch_origin::operator_side,
                                      models::patch_kind::merge, test::after_seconds(1), problems);
    BOOST_REQUIRE(twin);
    BOOST_TEST(models::compact_text(models::section_value(twin->desired)) ==
               R"({"a":{"__t":"c","b":{"__t":"c","target":1},"c":{"__t":"c","target":2}}})");
    const auto text =
        models::parse_json(models::twin_text(*twin), "twin.json", problems, models::limits_of_twin);
    BOOST_TEST((models::read_twin(*text, *outline, {}, problems) == twin));
}

BOOST_AUTO_TEST_CASE(a_name_that_is_inherited_too_is_refused) {
    diagnostics problems;
    const auto document =
        models::parse_json("[" + model("dtmi:org:a;1", target, R"("extends": "dtmi:org:b;1", )") +
                               "," + model("dtmi:org:b;1", target) + "]",
                           "model.json", problems);
    models::model_repository repository;
    const auto dtmi = repository.add(*document, problems);
    BOOST_TEST(problems.items.empty());
    BOOST_TEST(!models::outline_of(dtmi, repository, problems));
    BOOST_TEST(test::codes_of(problems) == strings{"duplicate-name /0/contents/0"},
               boost::test_tools::per_element());
    BOOST_TEST(!models::outline_of("dtmi:org:none;1", repository, problems));
}

BOOST_AUTO_TEST_CASE(the_outline_of_a_file_is_found_as_its_template_is) {
    diagnostics problems;
    const auto outline =
        load_twin_outline("models/heatpump-3.json", MUSTER_SOURCE_DIR "/scenarios", {}, problems);
    BOOST_REQUIRE(outline);
    BOOST_TEST(outline->find("target_temperature")->writable);
    BOOST_TEST(
        !load_twin_outline("models/none.json", MUSTER_SOURCE_DIR "/scenarios", {}, problems));
    BOOST_TEST(problems.items.back().code == "file-unreadable");
}

BOOST_AUTO_TEST_SUITE_END()
