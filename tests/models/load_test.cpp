#include <boost/test/unit_test.hpp>

#include "models/load.hpp"

#include <algorithm>
#include <fstream>

#include "fleet/time.hpp"
#include "models/limits.hpp"
#include "tests/models/model_problems.hpp"

using namespace muster;
using muster::test::codes_of;
using muster::test::interface_of;
namespace fs = std::filesystem;

namespace {

/// A folder of model files that goes with the test.
class scratch_folder {
public:
    scratch_folder() {
        const auto name = boost::unit_test::framework::current_test_case().p_name.get();
        root_ = fs::path(MUSTER_BINARY_DIR) / "scratch" / ("models_" + name);
        fs::remove_all(root_);
        fs::create_directories(root_);
    }
    ~scratch_folder() { fs::remove_all(root_); }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;

    void write(const std::string& file, const std::string& text) const {
        fs::create_directories((root_ / file).parent_path());
        std::ofstream(root_ / file) << text;
    }
    std::string path() const { return root_.generic_string(); }

private:
    fs::path root_;
};

/// An interface with one telemetry `name` and more contents and members.
std::string model(const std::string& dtmi, const std::string& name,
                  const std::string& contents = "", const std::string& members = "") {
    return R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface", "@id": ")" + dtmi + "\", " +
           members + R"("contents": [{"@type": "Telemetry", "name": ")" + name +
           R"(", "schema": "double"})" + contents + "]}";
}

std::string part(const std::string& name, const std::string& dtmi) {
    return R"(, {"@type": "Component", "name": ")" + name + R"(", "schema": ")" + dtmi + "\"}";
}

std::string extends(const std::string& dtmi) {
    return R"("extends": ")" + dtmi + "\", ";
}

std::vector<std::string> signal_names(const device_template& made) {
    std::vector<std::string> names;
    for (const auto& s : made.signals)
        names.push_back(s.component + "/" + s.name);
    return names;
}

const property_spec& property_named(const device_template& made, const std::string& name) {
    const auto found = std::find_if(made.properties.begin(), made.properties.end(),
                                    [&name](const property_spec& p) { return p.name == name; });
    BOOST_REQUIRE(found != made.properties.end());
    return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(load_test)

BOOST_AUTO_TEST_CASE(loads_a_file_relative_to_the_scenario) {
    diagnostics problems;
    const auto made =
        load_template("models/heatpump-3.json", MUSTER_SOURCE_DIR "/scenarios", problems);
    BOOST_TEST(problems.items.empty());
    BOOST_REQUIRE(made);
    BOOST_TEST(made->dtmi == "dtmi:org:muster:heatpump;3");
    BOOST_TEST(made->title == "Heat pump");
}

BOOST_AUTO_TEST_CASE(loads_each_shipped_model_by_its_id_without_a_warning) {
    for (const char* id : {"dtmi:org:muster:heatpump;3", "dtmi:org:muster:thermostat;1",
                           "dtmi:org:muster:smart_meter;1"}) {
        diagnostics problems;
        BOOST_TEST(load_template(id, MUSTER_SOURCE_DIR "/scenarios", problems).has_value());
        BOOST_TEST(problems.items.empty());
    }
}

BOOST_AUTO_TEST_CASE(looks_an_id_up_in_the_folders_of_the_options) {
    const scratch_folder folder;
    folder.write("extra/dtmi/org/thing-1.json", model("dtmi:org:Thing;1", "a"));
    diagnostics problems;
    const model_options options{{folder.path() + "/extra"}};
    BOOST_TEST(load_template("dtmi:org:Thing;1", folder.path(), options, problems).has_value());
    BOOST_TEST(problems.items.empty());
}

BOOST_AUTO_TEST_CASE(finds_dependencies_by_the_root_that_a_files_id_implies) {
    const scratch_folder folder;
    folder.write("tree/dtmi/org/outer-1.json",
                 model("dtmi:org:Outer;1", "a", part("inner", "dtmi:net:Inner;2")));
    folder.write("tree/dtmi/net/inner-2.json", model("dtmi:net:Inner;2", "b"));
    diagnostics problems;
    const auto made = load_template("tree/dtmi/org/outer-1.json", folder.path(), problems);
    BOOST_TEST(codes_of(problems).empty());
    BOOST_REQUIRE(made);
    const std::vector<std::string> expected{"/a", "inner/b"};
    BOOST_TEST(signal_names(*made) == expected, boost::test_tools::per_element());
    BOOST_TEST(made->messages.at(0).name == "telemetry");
    BOOST_TEST(made->messages.at(1).name == "inner");
    BOOST_TEST(made->messages.at(1).signals.at(0) == 1u);
    BOOST_TEST((made->messages.at(1).every == std::chrono::minutes(1)));
}

BOOST_AUTO_TEST_CASE(names_a_missing_model_and_where_it_was_looked_for) {
    const scratch_folder folder;
    folder.write("outer.json", model("dtmi:org:Outer;1", "a", part("inner", "dtmi:net:Inner;2")));
    diagnostics problems;
    BOOST_TEST(!load_template("outer.json", folder.path(), problems));
    BOOST_REQUIRE_EQUAL(problems.items.size(), 1);
    const auto& found = problems.items[0];
    BOOST_TEST(found.code == "unresolved-model");
    BOOST_TEST(found.where.pointer == "/contents/1/schema");
    BOOST_TEST(found.where.file == folder.path() + "/outer.json");
    BOOST_TEST(found.text.find("'dtmi:net:Inner;2'") != std::string::npos);
    BOOST_TEST(found.text.find(folder.path() + "/models/dtmi/net/inner-2.json") !=
               std::string::npos);
    BOOST_TEST(found.text.find(folder.path() + "/inner-2.json") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(refuses_a_file_that_holds_another_model_than_its_place_says) {
    const scratch_folder folder;
    folder.write("models/dtmi/org/thing-1.json", model("dtmi:org:Other;1", "a"));
    diagnostics problems;
    BOOST_TEST(!load_template("dtmi:org:Thing;1", folder.path(), problems));
    BOOST_TEST(codes_of(problems).at(0) == "wrong-model-id /@id");
}

BOOST_AUTO_TEST_CASE(reports_a_broken_dependency_in_its_own_file) {
    const scratch_folder folder;
    folder.write("outer.json", model("dtmi:org:Outer;1", "a", part("inner", "dtmi:net:Inner;2")));
    folder.write("inner-2.json", "{\"@id\": }");
    diagnostics problems;
    BOOST_TEST(!load_template("outer.json", folder.path(), problems));
    BOOST_REQUIRE_EQUAL(problems.items.size(), 1);
    BOOST_TEST(problems.items[0].code == "json-syntax");
    BOOST_TEST(problems.items[0].where.file == folder.path() + "/inner-2.json");
}

BOOST_AUTO_TEST_CASE(puts_inherited_contents_first_and_takes_a_diamond_once) {
    const scratch_folder folder;
    folder.write("top-1.json", model("dtmi:top;1", "top"));
    folder.write("left-1.json", model("dtmi:left;1", "left", "", extends("dtmi:top;1")));
    folder.write("right-1.json", model("dtmi:right;1", "right", "", extends("dtmi:top;1")));
    folder.write("x.json",
                 model("dtmi:x;1", "x", "", R"("extends": ["dtmi:left;1", "dtmi:right;1"], )"));
    diagnostics problems;
    const auto made = load_template("x.json", folder.path(), problems);
    BOOST_TEST(codes_of(problems).empty());
    BOOST_REQUIRE(made);
    const std::vector<std::string> expected{"/top", "/left", "/right", "/x"};
    BOOST_TEST(signal_names(*made) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(refuses_a_name_that_is_inherited_already) {
    const scratch_folder folder;
    folder.write("top-1.json", model("dtmi:top;1", "a"));
    folder.write("x.json", model("dtmi:x;1", "a", "", extends("dtmi:top;1")));
    diagnostics problems;
    BOOST_TEST(!load_template("x.json", folder.path(), problems));
    BOOST_TEST(codes_of(problems).at(0) == "duplicate-name /contents/0");
}

BOOST_AUTO_TEST_CASE(refuses_circles_and_long_lines_of_extends) {
    const scratch_folder folder;
    folder.write("a-1.json", model("dtmi:a;1", "a", "", extends("dtmi:b;1")));
    folder.write("b-1.json", model("dtmi:b;1", "b", "", extends("dtmi:a;1")));
    diagnostics circle;
    BOOST_TEST(!load_template("a-1.json", folder.path(), circle));
    BOOST_TEST(codes_of(circle).at(0) == "extends-cycle /extends");

    const auto id = [](int i) { return "dtmi:line" + std::to_string(i) + ";1"; };
    const auto file = [](int i) { return "line" + std::to_string(i) + "-1.json"; };
    const int last = models::extends_depth_max + 1;
    for (int i = 0; i < last; ++i) {
        folder.write(file(i), model(id(i), "s" + std::to_string(i), "", extends(id(i + 1))));
    }
    folder.write(file(last), model(id(last), "s"));
    diagnostics line;
    BOOST_TEST(!load_template(file(0), folder.path(), line));
    BOOST_TEST(codes_of(line).at(0) == "extends-too-deep /extends");
    diagnostics shorter;
    BOOST_TEST(load_template(file(1), folder.path(), shorter).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_component_within_a_component) {
    const scratch_folder folder;
    folder.write("a-1.json", model("dtmi:a;1", "a", part("b", "dtmi:b;1")));
    folder.write("b-1.json", model("dtmi:b;1", "b", part("c", "dtmi:c;1")));
    folder.write("c-1.json", model("dtmi:c;1", "c"));
    diagnostics problems;
    BOOST_TEST(!load_template("a-1.json", folder.path(), problems));
    BOOST_TEST(codes_of(problems).at(0) == "nested-component /contents/1/schema");
    diagnostics own;
    folder.write("d-1.json", model("dtmi:d;1", "d", part("again", "dtmi:d;1")));
    BOOST_TEST(!load_template("d-1.json", folder.path(), own));
    BOOST_TEST(codes_of(own).at(0) == "component-cycle /contents/1/schema");
}

BOOST_AUTO_TEST_CASE(refuses_schemas_that_multiply_beyond_the_limit) {
    std::string fields;
    for (int i = 0; i < 30; ++i) {
        fields += (i == 0 ? "" : ",") + std::string(R"({"name": "f)") + std::to_string(i) +
                  R"(", "schema": "SCHEMA"})";
    }
    const auto level = [&fields](const std::string& id, const std::string& below) {
        auto own = fields;
        for (auto at = own.find("SCHEMA"); at != std::string::npos; at = own.find("SCHEMA")) {
            own.replace(at, 6, below);
        }
        return R"({"@id": ")" + id + R"(", "@type": "Object", "fields": [)" + own + "]}";
    };
    const auto schemas = "\"schemas\": [" + level("dtmi:s1;1", "dtmi:s2;1") + "," +
                         level("dtmi:s2;1", "dtmi:s3;1") + "," + level("dtmi:s3;1", "double") +
                         "], ";
    const scratch_folder folder;
    folder.write(
        "m.json",
        interface_of(R"({"@type": "Telemetry", "name": "t", "schema": "dtmi:s1;1"})", schemas));
    diagnostics problems;
    BOOST_TEST(!load_template("m.json", folder.path(), problems));
    BOOST_TEST(codes_of(problems).at(0) == "too-many-leaves /contents/0");
}

BOOST_AUTO_TEST_CASE(gives_properties_the_first_values_of_the_model) {
    const scratch_folder folder;
    folder.write("m.json", interface_of(R"(
        {"@type": "Property", "name": "led", "writable": true, "initialValue": 2, "schema":
         {"@type": "Enum", "valueSchema": "integer", "enumValues": [
          {"name": "off", "enumValue": 0}, {"name": "blink", "enumValue": 2}]}},
        {"@type": "Property", "name": "wrong", "initialValue": 9, "schema":
         {"@type": "Enum", "valueSchema": "integer", "enumValues": [
          {"name": "off", "enumValue": 0}]}},
        {"@type": "Property", "name": "home", "initialValue": {"lat": 1.5, "lon": 2},
         "schema": "geopoint"},
        {"@type": "Property", "name": "text", "initialValue": 4, "schema": "string"},
        {"@type": "Property", "name": "flag", "initialValue": true, "schema": "boolean"})"));
    diagnostics problems;
    const auto made = load_template("m.json", folder.path(), problems);
    const std::vector<std::string> expected{"bad-initial /contents/1", "bad-initial /contents/3"};
    BOOST_TEST(codes_of(problems) == expected, boost::test_tools::per_element());
    BOOST_REQUIRE(made);
    const auto fixed = [&made](const std::string& name) {
        return property_named(*made, name).initial->fixed;
    };
    BOOST_TEST((fixed("led") == plain_value("blink")));
    BOOST_TEST((fixed("wrong") == plain_value("off")));
    BOOST_TEST((fixed("home.lat") == plain_value(1.5)));
    BOOST_TEST((fixed("home.lon") == plain_value(2.0)));
    BOOST_TEST((fixed("flag") == plain_value(true)));
    BOOST_TEST((property_named(*made, "home.alt").initial->kind == attribute_source::form::drawn));
}

BOOST_AUTO_TEST_CASE(says_that_an_id_is_malformed) {
    diagnostics problems;
    BOOST_TEST(!load_template("dtmi:../x;1", MUSTER_SOURCE_DIR, problems));
    BOOST_TEST(codes_of(problems).at(0) == "bad-dtmi ");
}

BOOST_AUTO_TEST_SUITE_END()
