#include <boost/test/unit_test.hpp>

#include "tests/models/model_problems.hpp"

using namespace muster;
using muster::test::interface_of;
using muster::test::problems_of_model;
using strings = std::vector<std::string>;

namespace {

void expect(const std::string& text, const strings& expected) {
    const auto found = problems_of_model(text);
    BOOST_TEST_CONTEXT(text) {
        BOOST_TEST(found == expected, boost::test_tools::per_element());
    }
}

/// One telemetry of the given schema.
std::string with_schema(const std::string& schema, const std::string& more = "") {
    return interface_of(R"({"@type": "Telemetry", "name": "t", "schema": )" + schema + "}", more);
}

std::vector<models::interface> read(const std::string& text) {
    diagnostics problems;
    const auto document = models::parse_json(text, "model.json", problems);
    BOOST_REQUIRE(document);
    auto found = models::read_interfaces(*document, problems);
    BOOST_TEST(!problems.has_errors());
    return found;
}

std::string object_chain(int levels) {
    std::string inner = R"("double")";
    for (int i = 0; i < levels; ++i) {
        inner = R"({"@type": "Object", "fields": [{"name": "f", "schema": )" + inner + "}]}";
    }
    return inner;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dtdl_reader_test)

BOOST_AUTO_TEST_CASE(refuses_what_is_not_an_interface) {
    expect("42", {"not-an-interface "});
    expect("[]", {"not-an-interface "});
    expect("{}", {"not-an-interface "});
    expect(R"([{"@type": "Telemetry"}])", {"not-an-interface /0"});
}

BOOST_AUTO_TEST_CASE(wants_a_known_context_and_takes_the_order_of_iot_central) {
    expect(R"({"@id": "dtmi:a;1", "@type": "Interface"})", {"unknown-context "});
    expect(R"({"@context": "dtmi:iotcentral:context;2", "@id": "dtmi:a;1", "@type": "Interface"})",
           {"unknown-context /@context"});
    expect(R"({"@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
               "@id": "dtmi:a;1", "@type": "Interface"})",
           {});
}

BOOST_AUTO_TEST_CASE(refuses_a_missing_or_malformed_id) {
    expect(R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface"})", {"missing-member "});
    expect(R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface", "@id": "dtmi:a"})",
           {"bad-dtmi /@id"});
    expect(R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface", "@id": 7})",
           {"wrong-type /@id"});
}

BOOST_AUTO_TEST_CASE(names_each_broken_content_by_its_pointer) {
    expect(interface_of(R"({"@type": "Gauge", "name": "a", "schema": "double"},
                           {"@type": "Telemetry", "schema": "double"},
                           {"@type": "Telemetry", "name": "b_", "schema": "double"},
                           {"@type": "Telemetry", "name": "c"},
                           {"@type": "Telemetry", "name": "d", "schema": "doubel"},
                           {"@type": "Property", "name": "e", "schema": "double",
                            "writable": "yes"},
                           {"@type": "Component", "name": "f", "schema": "dtmi:x"},
                           {"@type": "Property", "name": "e", "schema": "string"})"),
           {"unknown-type /contents/0", "missing-member /contents/1", "bad-name /contents/2/name",
            "missing-member /contents/3", "unknown-schema /contents/4/schema",
            "wrong-type /contents/5/writable", "bad-dtmi /contents/6/schema",
            "duplicate-name /contents/7"});
}

BOOST_AUTO_TEST_CASE(suggests_the_schema_that_was_meant) {
    diagnostics problems;
    const auto document = models::parse_json(with_schema(R"("doubel")"), "m.json", problems);
    models::read_interfaces(*document, problems);
    BOOST_REQUIRE_EQUAL(problems.items.size(), 1);
    BOOST_TEST(problems.items[0].remedy == "did you mean 'double'?");
}

BOOST_AUTO_TEST_CASE(refuses_broken_enums) {
    expect(with_schema(R"({"@type": "Enum", "enumValues": [{"name": "a", "enumValue": 1}]})"),
           {"missing-member /contents/0/schema"});
    expect(with_schema(R"({"@type": "Enum", "valueSchema": "double", "enumValues": []})"),
           {"bad-enum /contents/0/schema/valueSchema"});
    expect(with_schema(R"({"@type": "Enum", "valueSchema": "integer", "enumValues": []})"),
           {"bad-enum /contents/0/schema"});
    expect(with_schema(R"({"@type": "Enum", "valueSchema": "integer",
                           "enumValues": [{"name": "a", "enumValue": "1"}]})"),
           {"bad-enum /contents/0/schema/enumValues/0/enumValue"});
    expect(with_schema(R"({"@type": "Enum", "valueSchema": "integer",
                           "enumValues": [{"name": "a", "enumValue": 1},
                                          {"name": "b", "enumValue": 1}]})"),
           {"duplicate-name /contents/0/schema/enumValues/1"});
}

BOOST_AUTO_TEST_CASE(refuses_broken_maps_arrays_and_objects) {
    expect(with_schema(R"({"@type": "Map", "mapKey": {"name": "k", "schema": "string"}})"),
           {"missing-member /contents/0/schema"});
    expect(with_schema(R"({"@type": "Array"})"), {"missing-member /contents/0/schema"});
    expect(with_schema(R"({"@type": "Object", "fields": [{"name": "a", "schema": "double"},
                                                         {"name": "a", "schema": "double"}]})"),
           {"duplicate-name /contents/0/schema/fields/1"});
    expect(with_schema("[]"), {"wrong-type /contents/0/schema"});
    expect(with_schema(R"({"@type": "Thing"})"), {"unknown-schema /contents/0/schema"});
}

BOOST_AUTO_TEST_CASE(follows_named_schemas_and_refuses_one_that_contains_itself) {
    const std::string loop = R"("schemas": [{"@id": "dtmi:s;1", "@type": "Object",
        "fields": [{"name": "again", "schema": "dtmi:s;1"}]}], )";
    expect(with_schema(R"("dtmi:s;1")", loop), {"schema-cycle /schemas/0/fields/0/schema"});

    const std::string named = R"("schemas": [{"@id": "dtmi:s;1", "@type": "Object",
        "fields": [{"name": "x", "schema": "double"}]}], )";
    const auto found = read(with_schema(R"("dtmi:s;1")", named));
    const auto& item = std::get<models::telemetry>(found.at(0).contents.at(0));
    BOOST_TEST(item.type->dtmi == "dtmi:s;1");
    BOOST_TEST(item.type->fields.at(0).name == "x");
}

BOOST_AUTO_TEST_CASE(keeps_to_five_levels_of_schemas_with_an_enum_below) {
    expect(with_schema(object_chain(5)), {});
    const auto found = problems_of_model(with_schema(object_chain(6)));
    BOOST_REQUIRE_EQUAL(found.size(), 1);
    BOOST_TEST(found[0].starts_with("schema-too-deep /contents/0/schema/fields/0/schema"));
    // The same over a reference: four levels here, two there.
    const auto there = R"("schemas": [{"@id": "dtmi:s;1", "@type": "Object", "fields": [
        {"name": "x", "schema": {"@type": "Array", "elementSchema": "double"}}]}], )";
    auto here = object_chain(4);
    here.replace(here.find(R"("double")"), 8, R"("dtmi:s;1")");
    const auto over = problems_of_model(with_schema(here, there));
    BOOST_REQUIRE_EQUAL(over.size(), 1);
    BOOST_TEST(over[0].starts_with("schema-too-deep "));
}

BOOST_AUTO_TEST_CASE(warns_of_semantics_that_dtdl_forbids) {
    const auto semantic = [](const std::string& members) {
        return interface_of(R"({"@type": ["Telemetry", "Temperature"], "name": "t", )" + members +
                            "}");
    };
    expect(semantic(R"("schema": "double", "unit": "degreeCelsius")"), {});
    expect(semantic(R"("schema": "double", "unit": "bar")"), {"unit-mismatch /contents/0/unit"});
    expect(semantic(R"("schema": "double")"), {"missing-unit /contents/0"});
    expect(semantic(R"("schema": "string", "unit": "kelvin")"),
           {"semantic-not-numeric /contents/0/@type"});
    expect(interface_of(R"({"@type": ["Telemetry", "Temperature "], "name": "t",
                            "schema": "double"})"),
           {"doubtful-type /contents/0/@type"});
}

BOOST_AUTO_TEST_CASE(refuses_a_range_upside_down) {
    expect(interface_of(R"({"@type": ["Telemetry", "NumberValue"], "name": "t",
                            "schema": "double", "minValue": 5, "maxValue": 1})"),
           {"bad-range /contents/0/minValue"});
}

BOOST_AUTO_TEST_CASE(reads_every_kind_of_content) {
    const auto found = read(interface_of(
        R"({"@type": ["Property", "Cloud", "Initialized"], "name": "p", "schema": "string",
            "writable": true, "initialValue": "x", "displayName": {"de": "Eins", "en": "One"}},
           {"@type": "Command", "name": "c", "request": {"name": "q", "schema": "integer"},
            "response": {"name": "r", "schema": "string"}},
           {"@type": "Relationship", "name": "r", "target": "dtmi:b;1",
            "properties": [{"@type": "Property", "name": "since", "schema": "date"}]},
           {"@type": "Component", "name": "k", "schema": "dtmi:b;1"})",
        R"("extends": "dtmi:base;2", "displayName": "Thing", )"));
    const auto& made = found.at(0);
    BOOST_TEST(made.title == "Thing");
    BOOST_TEST(made.extends.at(0).dtmi == "dtmi:base;2");
    const auto& p = std::get<models::property>(made.contents.at(0));
    BOOST_TEST(p.cloud);
    BOOST_TEST(p.writable);
    BOOST_TEST(p.title == "One");
    BOOST_TEST((std::get<std::string>(p.initial.at(0).second) == "x"));
    const auto& c = std::get<models::command>(made.contents.at(1));
    BOOST_TEST(c.request->name == "q");
    BOOST_TEST(c.response->name == "r");
    const auto& r = std::get<models::relationship>(made.contents.at(2));
    BOOST_TEST(r.targets.at(0) == "dtmi:b;1");
    BOOST_TEST(r.properties.at(0).name == "since");
    BOOST_TEST(std::get<models::component>(made.contents.at(3)).dtmi == "dtmi:b;1");
}

BOOST_AUTO_TEST_CASE(reads_an_interface_written_in_place_as_another_one_of_the_file) {
    const auto found = read(interface_of(
        R"({"@type": "Component", "name": "k", "schema": {"@id": "dtmi:inner;1",
            "@type": "Interface", "contents": []}})"));
    BOOST_REQUIRE_EQUAL(found.size(), 2);
    BOOST_TEST(found[0].dtmi == "dtmi:org:thing;1");
    BOOST_TEST(found[1].dtmi == "dtmi:inner;1");
}

BOOST_AUTO_TEST_SUITE_END()
