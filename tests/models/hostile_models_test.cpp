// Models that are written to cost time or memory: each is judged in a moment.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <string>

#include "models/check_files.hpp"
#include "tests/models/model_problems.hpp"

using namespace muster;
using muster::test::codes_of;
using muster::test::interface_of;

namespace {

diagnostics problems_of(const std::string& text) {
    diagnostics problems;
    const auto document = models::parse_json(text, "", problems, models::limits_of_set);
    BOOST_REQUIRE(document.has_value());
    return models::check_models(*document, models::extension_policy::allow).problems;
}

/// `many` texts with a comma between them.
std::string list_of(int many, const std::function<std::string(int)>& item) {
    std::string list;
    for (int i = 0; i < many; ++i)
        list += (i == 0 ? "" : ",") + item(i);
    return list;
}

std::string id(const std::string& name, int i) {
    return "\"dtmi:" + name + std::to_string(i) + ";1\"";
}

std::string interface_with(const std::string& id, const std::string& members) {
    return R"({"@context": "dtmi:dtdl:context;2", "@type": "Interface", "@id": )" + id + members +
           "}";
}

bool is_among(const diagnostics& problems, const std::string& code) {
    for (const auto& item : problems.items)
        if (item.code == code) return true;
    return false;
}

/// Far more than any of these takes, also where a sanitizer slows it down; what they took when
/// their cost grew with the square is more than that by far.
class stop_watch {
public:
    ~stop_watch() {
        BOOST_TEST((std::chrono::steady_clock::now() - start_ < std::chrono::seconds(10)));
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hostile_models_test)

BOOST_AUTO_TEST_CASE(a_long_name_is_in_no_id_below_it) {
    const stop_watch watch;
    const auto fields = list_of(20'000, [](int i) {
        return R"({"name": "f)" + std::to_string(i) + R"(", "schema": "double"})";
    });
    const auto found = problems_of(
        interface_of(R"({"@type": "Telemetry", "name": ")" + std::string(100'000, 'n') +
                     R"(", "schema": {"@type": "Object", "fields": [)" + fields + "]}}"));
    BOOST_TEST(codes_of(found).at(0) == "too-long /contents/0/name");
}

BOOST_AUTO_TEST_CASE(a_long_line_of_extends_is_told_in_either_order) {
    constexpr int many = 8'000;
    const auto line = [](bool base_first) {
        return "[" +
               list_of(many,
                       [&](int i) {
                           const auto number = base_first ? i : many - 1 - i;
                           return interface_with(
                               id("i", number),
                               number == 0 ? "" : ", \"extends\": " + id("i", number - 1));
                       }) +
               "]";
    };
    for (const bool base_first : {true, false}) {
        const stop_watch watch;
        BOOST_TEST(is_among(problems_of(line(base_first)), "extends-too-deep"));
    }
}

BOOST_AUTO_TEST_CASE(contents_that_many_inherit_are_gone_through_once) {
    const stop_watch watch;
    const auto base =
        interface_with(id("base", 0), R"(, "contents": [)" + list_of(2'000, [](int i) {
                                          return R"({"@type": "Telemetry", "schema": "double",
                                                    "name": "t)" +
                                                 std::to_string(i) + "\"}";
                                      }) + "]");
    const auto heirs = list_of(4'000, [](int i) {
        return interface_with(id("heir", i), R"(, "extends": "dtmi:base0;1")");
    });
    const auto parts = list_of(4'000, [](int i) {
        return R"({"@type": "Component", "name": "c)" + std::to_string(i) + R"(", "schema": )" +
               id("heir", i) + "}";
    });
    const auto whole = interface_with(id("whole", 0), R"(, "contents": [)" + parts + "]");
    BOOST_TEST(is_among(problems_of("[" + base + "," + heirs + "," + whole + "]"), "too-many"));
}

BOOST_AUTO_TEST_SUITE_END()
