#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <functional>

#include "fleet/random.hpp"
#include "tests/models/answer_checks.hpp"
#include "tests/models/asked_model.hpp"

using namespace muster;
using namespace muster::test;
namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// How to do it again, as a user types it.
std::string replay(std::uint64_t seed) {
    const auto binary = fs::relative(MUSTER_BINARY_DIR "/models_tests", MUSTER_SOURCE_DIR).string();
    return "seed=" + std::to_string(seed) + "; again: MUSTER_SEED=" + std::to_string(seed) + ' ' +
           binary + " --run_test=answer_schemas_test";
}

/// Schemas of every kind, of fields whose names say something about each other.
class schema_maker {
public:
    explicit schema_maker(std::uint64_t seed) : random_{seed} {}

    std::size_t pick(std::size_t count) {
        return static_cast<std::size_t>(random_.bits(stream::signal, 0, counter_++) % count);
    }

    std::string any(int levels) {
        static const std::vector<std::string> plain{
            "boolean",         "date",     "dateTime",    "double",     "duration",
            "float",           "integer",  "long",        "string",     "time",
            "vector",          "geopoint", "point",       "multiPoint", "lineString",
            "multiLineString", "polygon",  "multiPolygon"};
        const auto kind = pick(levels > 0 ? 8 : 4);
        if (kind < 3) return "\"" + plain[pick(plain.size())] + "\"";
        if (kind == 3) return enumeration();
        if (kind < 6) return object(levels - 1);
        if (kind == 6) return R"({"@type": "Array", "elementSchema": )" + any(levels - 1) + "}";
        return R"({"@type": "Map", "mapKey": {"name": "sensor", "schema": "string"},
                   "mapValue": {"name": "reading", "schema": )" +
               any(levels - 1) + "}}";
    }

    std::string object(int levels) {
        static const std::vector<std::string> names{
            "level",    "status",  "id",    "currentPower", "peakPower",
            "lowPower", "since",   "until", "lastSeen",     "expiry",
            "size",     "length",  "sum",   "serialNumber", "pressure",
            "total",    "used",    "free",  "rate",         "items",
            "list",     "version", "date",  "lowest",       "highest"};
        std::string fields = blocks();
        auto left = names;
        for (auto count = pick(6); count > 0; --count) {
            const auto at = pick(left.size());
            fields += (fields.empty() ? "" : ",") + ordinary(left[at], levels);
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
        }
        if (fields.empty()) fields = ordinary("only", levels);
        return R"({"@type": "Object", "fields": [)" + fields + "]}";
    }

private:
    std::string enumeration() {
        const bool texts = pick(2) == 0;
        std::string entries;
        for (std::size_t i = 0; i <= pick(4); ++i) {
            const auto wire =
                texts ? R"("word )" + std::to_string(i) + "\"" : std::to_string(i * 7);
            entries += (i > 0 ? "," : "") + (R"({"name": "e)" + std::to_string(i)) +
                       R"(", "enumValue": )" + wire + "}";
        }
        return std::string(R"({"@type": "Enum", "valueSchema": ")") +
               (texts ? "string" : "integer") + R"(", "enumValues": [)" + entries + "]}";
    }

    std::string ordinary(const std::string& name, int levels) {
        std::string bounds;
        if (pick(3) == 0) {
            const auto low = static_cast<int>(pick(400)) - 200;
            bounds = R"(, "minValue": )" + std::to_string(low);
            if (pick(2) == 0)
                bounds +=
                    R"(, "maxValue": )" + std::to_string(low + 1 + static_cast<int>(pick(300)));
        }
        if (pick(3) == 0) bounds += R"(, "decimalPlaces": )" + std::to_string(pick(4));
        return R"({"name": ")" + name + R"(", "schema": )" + any(levels) + bounds + "}";
    }

    std::string number() {
        static const std::vector<std::string> numbers{"double", "integer", "long", "float"};
        return numbers[pick(numbers.size())];
    }

    /// Fields that have to agree, under names that nothing else has.
    std::string blocks() {
        std::vector<std::string> all;
        if (pick(2) == 0) {
            all.push_back(field("minFlow", number()));
            all.push_back(field("avgFlow", number()));
            all.push_back(field("maxFlow", number()));
        }
        if (pick(2) == 0) {
            all.push_back(field("jobEnd", "dateTime"));
            all.push_back(field("jobStart", "dateTime"));
        }
        if (pick(2) == 0) {
            all.push_back(field("pumps", R"({"@type": "Array", "elementSchema": )" + any(0) + "}"));
            all.push_back(field("pumpCount", "integer"));
        }
        if (pick(2) == 0) {
            all.push_back(field("totalParts", "integer"));
            all.push_back(field("badParts", "integer"));
            all.push_back(field("goodParts", "integer"));
        }
        std::string text;
        for (const auto& one : all)
            text += (text.empty() ? "" : ",") + one;
        return text;
    }

    random_source random_;
    std::uint64_t counter_ = 0;
};

/// What of the blocks does not agree, anywhere in an answer; empty: all does.
std::string disagreement(const json::value& held) {
    if (held.is_array()) {
        for (const auto& one : held.get_array())
            if (auto found = disagreement(one); !found.empty()) return found;
    }
    if (!held.is_object()) return "";
    const auto& all = held.get_object();
    const auto number = [&](const char* name) { return all.at(name).to_number<double>(); };
    if (all.contains("minFlow") &&
        !(number("minFlow") <= number("avgFlow") && number("avgFlow") <= number("maxFlow")))
        return "the order of flows";
    if (all.contains("jobStart") && all.at("jobStart").get_string() > all.at("jobEnd").get_string())
        return "the order of start and end";
    if (all.contains("jobEnd") && all.at("jobEnd").get_string() > "2026-03-01T12:00:00Z")
        return "an end in the future";
    if (all.contains("pumpCount") &&
        number("pumpCount") != static_cast<double>(all.at("pumps").get_array().size()))
        return "the count of pumps";
    if (all.contains("totalParts") &&
        number("totalParts") != number("badParts") + number("goodParts"))
        return "the total of parts";
    for (const auto& [key, one] : all)
        if (auto found = disagreement(one); !found.empty()) return found;
    return "";
}

void try_seed(std::uint64_t seed) {
    schema_maker maker(seed);
    const auto response = maker.pick(3) == 0 ? maker.any(4) : maker.object(3);
    const asked_model model(R"({"@type": ["Telemetry"], "name": "flow", "schema": "double"},
        {"@type": "Command", "name": "ask", "response": {"name": "answer", "schema": )" +
                            response + "}}");
    for (std::uint64_t device = 1; device <= 5; ++device) {
        const auto made = model.answer("ask", device);
        const auto wrong = misfit(made, *model.command("ask").response);
        BOOST_TEST(wrong == "", replay(seed) << "\n" << wrong);
        const auto apart = disagreement(made);
        BOOST_TEST(apart == "", replay(seed) << "\n"
                                             << apart << " in " << models::compact_text(made));
        const auto text = models::compact_text(made);
        BOOST_TEST(models::compact_text(json::parse(text)) == text, replay(seed));
    }
}

/// Every command of a file's interfaces.
void try_file(const fs::path& file) {
    diagnostics problems;
    const auto document = models::read_json_file(file, problems);
    BOOST_REQUIRE(document);
    for (const auto& one : models::read_interfaces(*document, problems))
        for (const auto& item : one.contents) {
            const auto* what = std::get_if<models::command>(&item);
            if (!what || !what->response) continue;
            for (std::uint64_t device = 1; device <= 20; ++device) {
                const auto made =
                    models::plausible_answer({*what, what->name, {}, nullptr}, {{device}, 0, noon});
                const auto wrong = misfit(made, *what->response, what->name);
                BOOST_TEST(wrong == "", file.filename() << ": " << wrong);
            }
        }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_schemas_test)

BOOST_AUTO_TEST_CASE(answers_fit_any_schema_and_agree_within_themselves) {
    const auto only = number_from("MUSTER_SEED", 0);
    const auto last = only != 0 ? only : number_from("MUSTER_SEEDS", 300);
    for (auto seed = only != 0 ? only : 1; seed <= last; ++seed)
        try_seed(seed);
}

BOOST_AUTO_TEST_CASE(answers_fit_the_responses_of_real_models) {
    for (const auto& root : {fs::path(MUSTER_SOURCE_DIR) / "scenarios" / "models", corpus()}) {
        if (!fs::is_directory(root)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root))
            if (entry.path().extension() == ".json") try_file(entry.path());
    }
}

BOOST_AUTO_TEST_SUITE_END()
