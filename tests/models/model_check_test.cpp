#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "models/check_files.hpp"
#include "models/model_check.hpp"
#include "tests/models/model_folder.hpp"
#include "tests/models/model_problems.hpp"

using namespace muster;
using muster::test::interface_of;
using strings = std::vector<std::string>;

namespace {

strings codes(const std::string& text,
              models::extension_policy policy = models::extension_policy::allow) {
    diagnostics problems;
    const auto document = models::parse_json(text, "", problems, models::limits_of_set);
    if (document) problems = models::check_models(*document, policy).problems;
    return test::codes_of(problems);
}

/// A breach of a rule: what is found in a document, and where.
struct breach {
    std::string text;
    std::string expected;  ///< code and pointer; empty: the document is valid
};

/// Each set as one line, and with a file for each of its interfaces.
void check_all(const std::vector<breach>& breaches) {
    for (const auto& [text, expected] : breaches) {
        BOOST_TEST_CONTEXT(text) {
            const auto found = codes(text);
            const strings wanted = expected.empty() ? strings() : strings{expected};
            BOOST_TEST(found == wanted, boost::test_tools::per_element());
            const auto rules = test::rules_broken_by_files(text);
            const auto rule = expected.substr(0, expected.find(' '));
            // What only an interface has is not looked for in the files of others.
            const bool hidden = rule == "foreign-element" && rules.contains("unresolved-model");
            BOOST_TEST((hidden || rules == test::rule_set(wanted)));
        }
    }
}

/// Breaches in the members of one telemetry; `more` is added to its interface.
breach in_telemetry(const std::string& members, const std::string& expected,
                    const std::string& more = "") {
    return {interface_of(R"({"@type": "Telemetry", "name": "t", )" + members + "}", more),
            expected};
}

std::string times(std::size_t count, const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        auto one = text;
        while (one.find('#') != std::string::npos)
            one.replace(one.find('#'), 1, std::to_string(i));
        out += (i == 0 ? "" : ",") + one;
    }
    return out;
}

/// An interface of DTDL 2 with further members.
std::string interface_with(const std::string& id, const std::string& members) {
    return R"({"@context": "dtmi:dtdl:context;2", "@id": ")" + id + R"(", "@type": "Interface")" +
           (members.empty() ? "" : ", " + members) + "}";
}

std::string telemetry(const std::string& name) {
    return R"({"@type": "Telemetry", "name": ")" + name + R"(", "schema": "double"})";
}

std::string extending(int from, int to) {
    std::string set;
    for (int i = from; i < to; ++i) {
        set += interface_with("dtmi:i" + std::to_string(i) + ";1",
                              R"("extends": "dtmi:i)" + std::to_string(i + 1) + R"(;1")") +
               ",";
    }
    return "[" + set + interface_with("dtmi:i" + std::to_string(to) + ";1", "") + "]";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_check_test)

BOOST_AUTO_TEST_CASE(takes_a_context_for_what_it_says) {
    const auto in = [](const std::string& context) {
        return R"({"@context": )" + context + R"(, "@id": "dtmi:a;1", "@type": "Interface"})";
    };
    check_all({
        {in(R"("dtmi:dtdl:context;2")"), ""},
        {in(R"("dtmi:dtdl:context;3")"), ""},
        {in(R"(["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"])"), ""},
        {in(R"(["dtmi:dtdl:context;2", "dtmi:iotcentral:context;2"])"), ""},
        {in(R"(["dtmi:dtdl:context;2", "dtmi:org:own;1"])"), ""},
        {in(R"(["dtmi:dtdl:context;4#limitless", "dtmi:dtdl:context;4#limits"])"), ""},
        {R"({"@id": "dtmi:a;1", "@type": "Interface"})", "unknown-context "},
        {in(R"("dtmi:iotcentral:context;2")"), "unknown-context /@context"},
        {in(R"("dtmi:dtdl:context;7")"), "unknown-context /@context"},
        {in(R"(["dtmi:org:own;1", "dtmi:dtdl:context;2"])"), "unknown-context /@context"},
        {in(R"(["dtmi:dtdl:context;2", "urn:example:x"])"), "unknown-context /@context"},
        {in(R"(["dtmi:dtdl:context;2", {"x": "y"}])"), "unknown-context /@context"},
    });
    const auto own = in(R"(["dtmi:dtdl:context;2", "dtmi:org:own;1"])");
    BOOST_TEST(codes(own, models::extension_policy::refuse).size() == 1u);
    BOOST_TEST(codes(own, models::extension_policy::by_version).empty());
}

BOOST_AUTO_TEST_CASE(wants_interfaces_at_the_top) {
    check_all({
        {"42", "not-an-interface "},
        {R"({"@context": "dtmi:dtdl:context;2", "@id": "dtmi:a;1", "@type": "Telemetry"})",
         "not-an-interface /@type"},
        {R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface", "contents": []})",
         "missing-member "},
        {R"([{"@context": "dtmi:dtdl:context;2", "@id": "dtmi:a;1"}])", "not-an-interface /0"},
    });
}

BOOST_AUTO_TEST_CASE(holds_ids_against_the_rules) {
    check_all({
        {interface_with("dtmi:a", ""), "bad-dtmi /@id"},
        {interface_with("dtmi:a;01", ""), "bad-dtmi /@id"},
        {interface_with("dtmi:_a;1", ""), "bad-dtmi /@id"},
        {interface_with("dtmi:dtdl:a;1", ""), "reserved-id /@id"},
        {interface_with("dtmi:" + std::string(121, 'a') + ";1", ""), ""},
        {interface_with("dtmi:" + std::string(122, 'a') + ";1", ""), "too-long /@id"},
        {"[" + interface_with("dtmi:a;1", "") + "," + interface_with("dtmi:a;1", "") + "]",
         "duplicate-id /1/@id"},
        {interface_with("dtmi:a;1", R"("extends": {"@id": "dtmi:b;1"})"), "id-reference /extends"},
        {interface_with("dtmi:a;1", R"("schemas": {"@type": "Object",
                                       "fields": {"name": "f", "schema": "double"}})"),
         "missing-member /schemas"},
    });
}

BOOST_AUTO_TEST_CASE(knows_which_members_a_class_has) {
    check_all({
        in_telemetry(R"("schema": "double", "writable": true)",
                     "unknown-member /contents/0/writable"),
        in_telemetry(R"("schema": "double", "unit": "bar")", "unknown-member /contents/0/unit"),
        in_telemetry(R"("schema": "double", "comment": "c",
                        "dtmi:dtdl:property:comment;2": "c")",
                     "repeated-member /contents/0/dtmi:dtdl:property:comment;2"),
        in_telemetry(R"("comment": "c")", "missing-member /contents/0"),
        in_telemetry(R"("schema": "double", "@graph": [])", "bad-keyword /contents/0/@graph"),
        {interface_of(R"({"@type": ["Telemetry", "Own"], "name": "t", "schema": "double",
                          "colour": "red"})"),
         ""},
        {interface_of(R"({"name": "t", "schema": "double"})"), "unknown-type /contents/0"},
        {interface_of(R"({"@type": ["Telemetry", "Property"], "name": "t", "schema": "double"})"),
         "unknown-type /contents/0/@type/1"},
        {interface_of(R"({"@type": ["Telemetry", "Acceleration "], "name": "t",
                          "schema": "double"})"),
         ""},
        {interface_of(R"({"@type": ["Telemetry", "metre"], "name": "t", "schema": "double"})"),
         "unknown-type /contents/0/@type/1"},
        {interface_of(R"({"@type": ["Telemetry", "dtmi:x"], "name": "t", "schema": "double"})"),
         "unknown-type /contents/0/@type/1"},
    });
}

BOOST_AUTO_TEST_CASE(measures_texts_and_names) {
    const std::string name65(65, 'n'), text513(513, 'x');
    check_all({
        {interface_of(telemetry("a_")), "bad-name /contents/0/name"},
        {interface_of(telemetry("1a")), "bad-name /contents/0/name"},
        {interface_of(telemetry(name65)), "too-long /contents/0/name"},
        {interface_of(telemetry("a") + "," + telemetry("a")), "duplicate-name /contents/1"},
        in_telemetry(R"("schema": "double", "description": ")" + text513 + "\"",
                     "too-long /contents/0/description"),
        in_telemetry(R"("schema": "double", "displayName": {"de": ")" + name65 + "\"}",
                     "too-long /contents/0/displayName/de"),
        in_telemetry(R"("schema": "double", "displayName": ["a", "b"])",
                     "bad-language /contents/0/displayName/1"),
        in_telemetry(R"("schema": "double", "displayName": {"german": "a"})",
                     "bad-language /contents/0/displayName/german"),
        in_telemetry(R"("schema": "double", "displayName":
                        [{"@language": "zh-Hant-TW", "@value": "a"}])",
                     ""),
        in_telemetry(R"("schema": "double", "displayName": 5)",
                     "wrong-type /contents/0/displayName"),
        in_telemetry(R"("schema": "double", "comment": {"@value": "c", "@type": "xsd:string"})",
                     ""),
        in_telemetry(R"("schema": "double", "comment": {"@value": 5})",
                     "wrong-type /contents/0/comment"),
        in_telemetry(R"("schema": "double", "comment": ["a", "b"])",
                     "too-many /contents/0/comment"),
    });
    // Limits count UTF-16: what lies beyond the basic plane is two.
    std::string clefs;
    for (int i = 0; i < 32; ++i)
        clefs += "\xF0\x9D\x84\x9E";
    check_all({in_telemetry(R"("schema": "double", "displayName": ")" + clefs + "\"", ""),
               in_telemetry(R"("schema": "double", "displayName": "x)" + clefs + "\"",
                            "too-long /contents/0/displayName")});
}

BOOST_AUTO_TEST_CASE(follows_references_to_schemas) {
    const auto schemas = [](const std::string& inner) { return "\"schemas\": [" + inner + "], "; };
    const auto array = [](const std::string& id, const std::string& of) {
        return R"({"@type": "Array", "@id": ")" + id + R"(", "elementSchema": )" + of + "}";
    };
    check_all({
        in_telemetry(R"("schema": "dtmi:dtdl:instance:Schema:double;2")", ""),
        in_telemetry(R"("schema": "doubel")", "unknown-schema /contents/0/schema"),
        in_telemetry(R"("schema": "geopoint")", "unknown-schema /contents/0/schema"),
        in_telemetry(R"("schema": ["double", "string"])", "too-many /contents/0/schema"),
        in_telemetry(R"("schema": [])", "too-few /contents/0/schema"),
        in_telemetry(R"("schema": 5)", "wrong-type /contents/0/schema"),
        in_telemetry(R"("schema": {"@type": "Double"})", "unknown-type /contents/0/schema/@type"),
        in_telemetry(R"("schema": "bar")", "wrong-class /contents/0/schema"),
        in_telemetry(R"("schema": "dtmi:x")", "bad-dtmi /contents/0/schema"),
        in_telemetry(R"("schema": "dtmi:dtdl:none;1")", "unknown-reference /contents/0/schema"),
        in_telemetry(R"("schema": "dtmi:s;1")", "", schemas(array("dtmi:s;1", R"("double")"))),
        in_telemetry(R"("schema": "dtmi:s;1")", "schema-cycle /schemas/0/elementSchema",
                     schemas(array("dtmi:s;1", R"("dtmi:s;1")"))),
        in_telemetry(R"("schema": "dtmi:dtdl:instance:Schema:double;3")",
                     "other-version /contents/0/schema"),
        {"[" + interface_with("dtmi:a;1", "\"schemas\": " + array("dtmi:s;1", R"("double")")) +
             "," +
             interface_with("dtmi:b;1", "\"schemas\": " + array("dtmi:t;1", R"("dtmi:s;1")")) + "]",
         "foreign-element /1/schemas/elementSchema"},
    });
}

BOOST_AUTO_TEST_CASE(counts_and_compares_what_a_schema_has) {
    const auto of_enum = [](const std::string& schema, const std::string& values) {
        return R"("schema": {"@type": "Enum", "valueSchema": ")" + schema +
               R"(", "enumValues": [)" + values + "]}";
    };
    const std::string at = " /contents/0/schema";
    check_all({
        in_telemetry(of_enum("integer", R"({"name": "a", "enumValue": 1})"), ""),
        in_telemetry(of_enum("integer", ""), "too-few" + at + "/enumValues"),
        in_telemetry(of_enum("boolean", R"({"name": "a", "enumValue": true})"), "bad-enum" + at),
        in_telemetry(of_enum("integer", R"({"name": "a", "enumValue": "1"})"),
                     "bad-enum" + at + "/enumValues/0"),
        in_telemetry(of_enum("integer", R"({"name": "a", "enumValue": 5000000000})"),
                     "bad-enum" + at + "/enumValues/0"),
        in_telemetry(of_enum("string", R"({"name": "a", "enumValue": "x"},
                                          {"name": "b", "enumValue": "x"})"),
                     "duplicate-name" + at + "/enumValues/1"),
        in_telemetry(of_enum("integer", times(101, R"({"name": "a#", "enumValue": #})")),
                     "too-many" + at + "/enumValues/100"),
        in_telemetry(R"("schema": {"@type": "Object"})", "missing-member" + at),
        in_telemetry(R"("schema": {"@type": "Object", "fields": [)" +
                         times(31, R"({"name": "f#", "schema": "double"})") + "]}",
                     "too-many" + at + "/fields/30"),
        in_telemetry(R"("schema": {"@type": "Map", "mapKey": {"name": "k", "schema": "double"},
                                   "mapValue": {"name": "v", "schema": "double"}})",
                     "wrong-class" + at + "/mapKey/schema"),
        {interface_of(times(301, telemetry("t#"))), "too-many "},
        {interface_of(times(300, telemetry("t#"))), ""},
        {interface_of(R"({"@type": "Property", "name": "p", "schema": "point"})"),
         "array-in-property /contents/0"},
    });
}

BOOST_AUTO_TEST_CASE(puts_types_units_and_schemas_together) {
    const auto semantic = [](const std::string& type, const std::string& members) {
        return R"({"@context": ["dtmi:dtdl:context;2", "dtmi:iotcentral:context;2"],
                   "@id": "dtmi:a;1", "@type": "Interface", "contents":
                   {"@type": ["Telemetry", )" +
               type + R"(], "name": "t", )" + members + "}}";
    };
    const auto both = codes(semantic(R"("Mass", "Area")", R"("schema": "double", "unit": "gram")"));
    BOOST_TEST(both.at(0) == "conflicting-types /contents/@type");
    check_all({
        {semantic(R"("Pressure")", R"("schema": "double", "unit": "bar")"), ""},
        {semantic(R"("dtmi:standard:class:Pressure;2")", R"("schema": "long", "unit": "bar")"), ""},
        {semantic(R"("Pressure")", R"("schema": "double")"), "missing-unit /contents"},
        {semantic(R"("Pressure")", R"("schema": "double", "unit": "metre")"),
         "unit-mismatch /contents/unit"},
        {semantic(R"("Pressure")", R"("schema": "double", "unit": "barr")"),
         "unit-mismatch /contents/unit"},
        {semantic(R"("Pressure")", R"("schema": "string", "unit": "bar")"),
         "semantic-not-numeric /contents"},
        {semantic(R"("State")", R"("schema": "double")"), "semantic-not-fitting /contents"},
        {semantic(R"("Event")", R"("schema": "string")"), ""},
        {semantic(R"("Location")", R"("schema": "geopoint")"), ""},
        {semantic(R"("VelocityVector")", R"("schema": "vector", "unit": "knot")"), ""},
        {semantic(R"("Cloud", "NumberValue")", R"("schema": "double", "minValue": 1,
                    "displayUnit": {"en": "m"}, "initialValue": 5)"),
         ""},
        {interface_of(R"({"@type": ["Command", "Pressure"], "name": "c", "unit": "bar"})"),
         "misplaced-type /contents/0/@type"},
    });
}

BOOST_AUTO_TEST_CASE(knows_the_quantities_of_later_versions) {
    const auto field = [](const std::string& version, const std::string& extension,
                          const std::string& type, const std::string& unit) {
        return R"({"@context": ["dtmi:dtdl:context;)" + version +
               R"(", "dtmi:dtdl:extension:quantitativeTypes;)" + extension +
               R"("], "@id": "dtmi:a;1", "@type": "Interface", "contents": {"@type": "Telemetry",
                   "name": "t", "schema": {"@type": "Object", "fields": {"@type": ["Field", ")" +
               type + R"("], "name": "f", "schema": "double")" +
               (unit.empty() ? "" : R"(, "unit": ")" + unit + "\"") + "}}}}";
    };
    const std::string at = " /contents/schema/fields";
    check_all({
        {field("3", "1", "Concentration", "partsPerMillion"), ""},
        {field("4", "3", "Temperature", "kelvin"), ""},
        {field("3", "1", "Temperature", ""), "missing-unit" + at},
        {field("3", "1", "Temperature", "bar"), "unit-mismatch" + at + "/unit"},
        {field("4", "1", "Temperature", "kelvin"), "misplaced-type" + at + "/@type"},
        {field("3", "1", "Throttle", "percent"), "unknown-type" + at + "/@type/1"},
    });
}

BOOST_AUTO_TEST_CASE(holds_relationships_and_commands_against_the_rules) {
    const auto relationship = [](const std::string& members, const std::string& expected) {
        return breach{interface_of(R"({"@type": "Relationship", "name": "r", )" + members + "}"),
                      expected};
    };
    check_all({
        relationship(R"("minMultiplicity": 0, "maxMultiplicity": 500, "writable": true,
                        "target": "dtmi:nowhere;1")",
                     ""),
        relationship(R"("maxMultiplicity": 501)", "out-of-range /contents/0/maxMultiplicity"),
        relationship(R"("maxMultiplicity": 1.5)", "wrong-type /contents/0/maxMultiplicity"),
        relationship(R"("minMultiplicity": 1)", "out-of-range /contents/0/minMultiplicity"),
        relationship(R"("target": "x")", "bad-dtmi /contents/0/target"),
        relationship(R"("writable": "yes")", "wrong-type /contents/0/writable"),
        {interface_of(R"({"@type": "Command", "name": "c", "commandType": "synchronous",
                          "request": {"name": "q", "schema": "double"}})"),
         ""},
        {interface_of(R"({"@type": "Command", "name": "c", "request": {"name": "q"}})"),
         "missing-member /contents/0/request"},
        {interface_of(R"({"@type": "Command", "name": "c", "commandType": "sometimes"})"),
         "bad-dtmi /contents/0/commandType"},
    });
}

BOOST_AUTO_TEST_CASE(looks_through_what_interfaces_inherit) {
    const auto pair = [](const std::string& first, const std::string& second) {
        return "[" + interface_with("dtmi:a;1", first) + "," + interface_with("dtmi:b;1", second) +
               "]";
    };
    const auto contents = [](const std::string& items) { return "\"contents\": [" + items + "]"; };
    const std::string extends = R"("extends": "dtmi:b;1", )";
    const auto part = [](const std::string& of) {
        return R"({"@type": "Component", "name": "part", "schema": ")" + of + "\"}";
    };
    check_all({
        {pair(extends + contents(telemetry("x")), contents(telemetry("y"))), ""},
        {pair(extends + contents(telemetry("x")), contents(telemetry("x"))), "duplicate-name /0"},
        {pair(extends + contents(times(150, telemetry("x#"))),
              contents(times(151, telemetry("y#")))),
         "too-many /0"},
        {pair(R"("extends": "dtmi:b;1")", R"("extends": "dtmi:a;1")"), "extends-cycle /1/extends"},
        {extending(0, 10), ""},
        {extending(0, 11), "extends-too-deep /0"},
        {pair(contents(part("dtmi:b;1")), contents(telemetry("x"))), ""},
        {pair(contents(part("dtmi:b;1")),
              contents(R"({"@type": "Component", "name": "inner", "schema": "dtmi:c;1"})")),
         "nested-component /0/contents/0/schema"},
        {pair(contents(R"({"@type": "Telemetry", "name": "t", "schema": "dtmi:b;1"})"), ""),
         "wrong-class /0/contents/0/schema"},
        {"[" + interface_with("dtmi:a;1", R"("extends": "dtmi:b;1")") +
             R"(,{"@context": "dtmi:dtdl:context;3", "@id": "dtmi:b;1", "@type": "Interface"}])",
         "other-version /0/extends"},
    });
}

BOOST_AUTO_TEST_CASE(names_what_is_missing_without_calling_the_document_wrong) {
    const auto text = interface_with("dtmi:a;1", R"("extends": ["dtmi:b;1", "dtmi:b;1"])");
    BOOST_TEST(models::check_model_line(text, models::extension_policy::allow) ==
               R"({"valid":true,"problems":[],"unresolved":["dtmi:b;1"]})");
    const auto broken = models::check_model_line("{", models::extension_policy::allow);
    BOOST_TEST(broken.find(R"("valid":false)") == 1u);
    BOOST_TEST(broken.find(R"("rule":"json-syntax")") != std::string::npos);
    const auto empty = models::check_model_line("\r", models::extension_policy::allow);
    BOOST_TEST(empty.find(R"("text":"an empty line)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(is_stopped_by_no_line_of_references) {
    constexpr std::size_t many = 20'000;
    std::string schemas;
    for (std::size_t i = 0; i < many; ++i) {
        schemas += R"({"@id": "dtmi:s)" + std::to_string(i) +
                   R"(;1", "@type": "Array", "elementSchema": "dtmi:s)" + std::to_string(i + 1) +
                   R"(;1"},)";
    }
    schemas += R"({"@id": "dtmi:s)" + std::to_string(many) +
               R"(;1", "@type": "Array", "elementSchema": "dtmi:s0;1"})";
    const auto found = codes(interface_with("dtmi:a;1", "\"schemas\": [" + schemas + "]"));
    BOOST_TEST(!found.empty());
}

BOOST_AUTO_TEST_SUITE_END()
