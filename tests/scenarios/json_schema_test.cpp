#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <sstream>

#include "fixture.hpp"
#include "scenarios/json_schema.hpp"
#include "scenarios/language.hpp"

using namespace muster;
namespace json = boost::json;

namespace {

/// The schemas that may stand for one place: itself, or each of its alternatives.
std::vector<const json::object*> forms_of(const json::object& schema) {
    const auto* any = schema.if_contains("anyOf");
    if (any == nullptr) return {&schema};
    std::vector<const json::object*> forms;
    for (const auto& form : any->as_array())
        forms.push_back(&form.as_object());
    return forms;
}

const json::object* child(const json::object& schema, const std::string& word) {
    for (const auto* form : forms_of(schema)) {
        const json::value* found = nullptr;
        if (word == "#")
            found = form->if_contains("items");
        else if (word == "*")
            found = form->if_contains("additionalProperties");
        else if (const auto* keys = form->if_contains("properties"))
            found = keys->as_object().if_contains(word);
        if (found != nullptr && found->is_object()) return &found->as_object();
    }
    return nullptr;
}

const json::object* schema_at(const json::object& root, const std::string& path) {
    const auto* at = &root;
    std::istringstream words(path);
    for (std::string word; at != nullptr && std::getline(words, word, '.');)
        at = child(*at, word);
    return at;
}

/// What is below a key that is not built yet is not built either.
bool available(std::string path) {
    for (;; path.resize(path.rfind('.'))) {
        const auto* key = find_key(path);
        if (key != nullptr && key->state != language_key::availability::built) return false;
        if (path.rfind('.') == std::string::npos) return true;
    }
}

const json::object& made() {
    static const auto root = json::parse(json_schema()).as_object();
    return root;
}

bool has_form(const std::string& path, const char* key, const json::value& value) {
    for (const auto* form : forms_of(*schema_at(made(), path)))
        if (const auto* found = form->if_contains(key); found != nullptr && *found == value)
            return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_schema_test)

BOOST_AUTO_TEST_CASE(the_committed_schema_is_the_one_of_the_table) {
    std::ifstream in(MUSTER_SOURCE_DIR "/docs/scenario.schema.json");
    const std::string committed((std::istreambuf_iterator<char>(in)),
                                std::istreambuf_iterator<char>());
    const auto now = json_schema();
    if (committed != now) std::ofstream(MUSTER_BINARY_DIR "/scenario.schema.json") << now;
    BOOST_TEST((committed == now),
               "docs/scenario.schema.json is out of date: copy scenario.schema.json of the build "
               "folder over it");
}

BOOST_AUTO_TEST_CASE(has_every_key_that_is_built_with_its_help_and_no_other) {
    for (const auto& key : language()) {
        const auto* schema = schema_at(made(), key.path);
        if (!available(key.path)) {
            BOOST_TEST(schema == nullptr, key.path);
            continue;
        }
        BOOST_REQUIRE_MESSAGE(schema != nullptr, key.path);
        const auto& help = schema->at("description").as_string();
        BOOST_TEST(std::string_view(help).starts_with(key.help), key.path);
    }
}

BOOST_AUTO_TEST_CASE(refuses_keys_that_the_language_does_not_have) {
    BOOST_TEST(made().at("additionalProperties") == json::value(false));
    BOOST_TEST(has_form("time", "additionalProperties", false));
    BOOST_TEST(schema_at(made(), "fleets.*.colour") == nullptr);
}

BOOST_AUTO_TEST_CASE(knows_what_a_place_takes) {
    BOOST_TEST(
        has_form("jobs.*.next_batch.else", "enum", json::array{"pause", "cancel", "roll_back"}));
    BOOST_TEST(has_form("templates.*.messages.*.aligned", "type", "boolean"));
    BOOST_TEST(has_form("fleets.*.count", "type", "integer"));
    BOOST_TEST(has_form("jobs.*.batches", "type", "array"));
    BOOST_TEST(has_form("muster", "enum", json::array{1}));
    BOOST_TEST(made().at("required") == (json::array{"muster", "fleets"}));
}

BOOST_AUTO_TEST_SUITE_END()
