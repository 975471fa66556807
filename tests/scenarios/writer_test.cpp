#include <boost/test/unit_test.hpp>

#include "fixture.hpp"
#include "scenarios/writer.hpp"
#include "scenarios/yaml_text.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

void check_round_trip(const scenario& s) {
    auto text = write_scenario_yaml(s);
    BOOST_TEST_INFO(text);
    auto again = read_good(text);
    BOOST_TEST(write_scenario_yaml(again) == text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(writer_test)

BOOST_AUTO_TEST_CASE(a_complete_scenario_reads_back_the_same) {
    auto result = read_scenario_file(data_file("complete.yaml"));
    BOOST_REQUIRE(result.value.has_value());
    check_round_trip(*result.value);
}

BOOST_AUTO_TEST_CASE(defaults_are_spelled_out) {
    auto s = read_good("muster: 1\nfleets: {f: {count: 10}}\n");
    check_round_trip(s);
    auto text = write_scenario_yaml(s);
    for (const char* part : {"seed: 1", "start: 2026-01-01T00:00Z", "for: 1h", "step: 1s",
                             "speed: max", "every: 1m", "online: 100%", "id: \"f-##\""})
        BOOST_TEST(contains(text, part), part);
}

BOOST_AUTO_TEST_CASE(what_only_models_say_is_written_too) {
    scenario s = read_good("muster: 1\nfleets: {f: {count: 10}}\n");
    auto& t = s.templates[0];
    t.signals.clear();
    auto add = [&t](const char* component, const char* name, value_kind kind, behaviour shape) {
        auto& signal = t.signals.emplace_back();
        signal.component = component;
        signal.name = name;
        signal.kind = kind;
        signal.shape = std::move(shape);
    };
    using shape = distribution::shape;
    add("one", "temperature", value_kind::number, normal_signal{20, 1});
    add("two", "temperature", value_kind::number, walk_signal{20, 0.25, 0.015});
    add("", "accel.x", value_kind::integer, drawn_signal{{shape::uniform, -5, 5}});
    add("", "note", value_kind::text, drawn_signal{});
    add("", "open", value_kind::boolean, choice_signal{});
    add("", "uptime", value_kind::time_span, drawn_signal{{shape::log_normal, 60e6, 600e6}});
    add("", "state", value_kind::word, choice_signal{{share{333'333'333}, share{666'666'666}}});
    t.signals.back().words = {"on", "a, b"};
    t.signals.back().semantic = "State";
    t.signals.back().unit = "kelvin";
    t.messages[0].signals = {0, 1, 2, 3, 4, 5, 6};
    auto& property = t.properties.emplace_back();
    property.component = "one";
    property.name = "installed";
    property.kind = value_kind::instant;
    property.initial = attribute_source{};
    property.initial->kind = attribute_source::form::drawn;
    property.initial->values = {shape::uniform, -90 * 86'400e6, -1e6};
    check_round_trip(s);
}

BOOST_AUTO_TEST_CASE(texts_that_yaml_would_misread_are_quoted) {
    BOOST_TEST(yaml_text("plain-word_1.5") == "plain-word_1.5");
    for (const char* text : {"", "a, b", "x: y", "- a", "yes", "null", "params.x", "#", "a b"})
        BOOST_TEST(yaml_text(text).front() == '"', text);
    BOOST_TEST(yaml_text("a\"b\\\n") == "\"a\\\"b\\\\\\x0a\"");
}

BOOST_AUTO_TEST_SUITE_END()
