#include <boost/test/unit_test.hpp>

#include "models/literal_rules.hpp"
#include "models/metamodel.hpp"
#include "models/vocabulary.hpp"

using namespace muster::models;
using c = element_class;

BOOST_AUTO_TEST_SUITE(metamodel_test)

BOOST_AUTO_TEST_CASE(has_a_row_for_each_class_at_its_place) {
    for (std::size_t i = 0; i < all_classes().size(); ++i)
        BOOST_TEST(static_cast<std::size_t>(all_classes()[i].id) == i);
    BOOST_TEST(all_classes().back().name == "Uuid");
}

BOOST_AUTO_TEST_CASE(finds_a_class_by_its_name_and_by_its_id) {
    BOOST_REQUIRE(find_class("Telemetry"));
    BOOST_TEST((find_class("Telemetry")->id == c::telemetry));
    BOOST_TEST((find_class("dtmi:dtdl:class:Enum;2")->id == c::enumeration));
    BOOST_TEST(!find_class("dtmi:dtdl:class:Uuid;3"));
    BOOST_TEST(!find_class("telemetry"));
    BOOST_TEST(!find_class(""));
}

BOOST_AUTO_TEST_CASE(inherits_members_from_the_classes_above) {
    BOOST_TEST(is_a(c::double_number, c::schema));
    BOOST_TEST(!is_a(c::schema, c::double_number));
    for (const auto* name : {"name", "comment", "schema", "dtmi:dtdl:property:schema;2"})
        BOOST_TEST(find_member(c::field, name, 2), name);
    BOOST_TEST(!find_member(c::field, "dtmi:dtdl:property:schema;3", 2));
    BOOST_TEST(!find_member(c::interface, "name", 2));
    BOOST_TEST((find_member(c::command, "request", 2)->of == c::command_payload));
    BOOST_TEST((find_member(c::command, "request", 3)->of == c::command_request));
    BOOST_TEST(!find_member(c::command_request, "nullable", 3));
    BOOST_TEST(find_member(c::command_request, "nullable", 4));
}

BOOST_AUTO_TEST_CASE(knows_the_words_of_a_context_only_within_it) {
    model_context two{.version = 2}, central{.version = 2, .iot_central = true},
        three{.version = 3};
    BOOST_TEST(find_built_in("double", two)->id == "dtmi:dtdl:instance:Schema:double;2");
    BOOST_TEST(find_built_in("double", three)->id == "dtmi:dtdl:instance:Schema:double;3");
    BOOST_TEST(!find_built_in("geopoint", two));
    BOOST_TEST((find_built_in("geopoint", central)->kind == c::object));
    BOOST_TEST(find_built_in("dtmi:iotcentral:schema:geopoint;2", two).has_value());
    BOOST_TEST(find_built_in("kelvin", two)->unit_type == "TemperatureUnit");
    BOOST_TEST(!find_built_in("kelvin", three));
    BOOST_TEST((read_type_word("Temperature", two).what == type_word::sense::co_type));
    BOOST_TEST((read_type_word("Temperature", three).what == type_word::sense::undefined));
    BOOST_TEST((read_type_word("State", central).what == type_word::sense::co_type));
    BOOST_TEST((read_type_word("kilo", two).what == type_word::sense::no_type));
    BOOST_TEST((read_type_word("dtmi:x", two).what == type_word::sense::bad_id));
}

BOOST_AUTO_TEST_CASE(knows_a_language_code) {
    for (const char* good : {"en", "deu", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419"})
        BOOST_TEST(is_language_code(good), good);
    for (const char* bad :
         {"", "e", "EN", "english", "en_US", "en-us", "en-", "zh-hant", "en-US-x", "zh-Hant-"})
        BOOST_TEST(!is_language_code(bad), bad);
    BOOST_TEST(length_of("a\xC3\xA4\xF0\x9D\x84\x9E") == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
