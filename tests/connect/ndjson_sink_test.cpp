#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include "connect/ndjson_sink.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;

namespace {

constexpr auto yaml = R"(
templates:
  room:
    telemetry:
      temperature: 0..1
      open: {pick: {true: 1%, false: rest}}
      mode: {values: [idle, 'say "hi"\']}
      inlet: {normal: 1, sd: 1, component: pump}
    messages: {status: {every: 1m}, alarm: {every: 1h, carries: open}}
fleets: {rooms: {template: room, count: 30, id: room-##}}
)";

/// A message of the reader's first template, as the shard hands it over.
struct message {
    std::uint64_t device = 0;
    std::uint16_t kind = 0;
    std::vector<std::pair<std::uint32_t, double>> readings;
    bool sent = true;
    std::uint32_t tick = 3;
    sim_time at = std::chrono::milliseconds(907'250);
};

void add(reading_batch& batch, const message& m) {
    for (const auto& [series, value] : m.readings) {
        const auto i = batch.count++;
        batch.key[i] = 1000 + m.device;
        batch.ordinal[i] = static_cast<std::uint32_t>(m.device);
        batch.fleet[i] = 0;
        batch.message[i] = m.kind;
        batch.series[i] = series;
        batch.tick[i] = m.tick;
        batch.at[i] = m.at;
        batch.value[i] = value;
        batch.sent[i] = m.sent;
    }
}

/// A file that is gone with the test.
struct output {
    world w{testing::scenario_for("1h", yaml), 4};
    std::filesystem::path path = std::filesystem::path(MUSTER_BINARY_DIR) /
                                 ("ndjson_sink_test." + std::to_string(::getpid()) + ".ndjson");

    ~output() { std::filesystem::remove(path); }

    std::string text() const {
        std::ostringstream all;
        all << std::ifstream(path).rdbuf();
        return all.str();
    }
};

reading_batch batch_of(const std::vector<message>& all) {
    reading_batch batch;
    for (const auto& m : all)
        add(batch, m);
    return batch;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ndjson_sink_test, output)

BOOST_AUTO_TEST_CASE(writes_a_line_per_message_with_values_as_they_are) {
    ndjson_sink sink(w, path);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    sink.consume(0, batch_of({{0, 0, {{0, 0.5}, {1, 1}, {2, 1}, {3, -2}}},
                              {29, 1, {{1, 0}}, true, 0, sim_time(0)}}));
    sink.consume(0, batch_of({{4, 0, {{0, nan}, {1, nan}, {2, nan}, {3, 1e300}}}}));
    BOOST_TEST(sink.finish() == std::string());
    BOOST_TEST(
        text() ==
        R"({"device":"room-01","fleet":"rooms","message":"status","tick":3,"time":"2026-01-01T00:15:07.25Z",)"
        R"("readings":{"temperature":0.5,"open":true,"mode":"say \"hi\"\\","pump.inlet":-2}})"
        "\n"
        R"({"device":"room-30","fleet":"rooms","message":"alarm","tick":0,"time":"2026-01-01T00:00:00Z",)"
        R"("readings":{"open":false}})"
        "\n"
        R"({"device":"room-05","fleet":"rooms","message":"status","tick":3,"time":"2026-01-01T00:15:07.25Z",)"
        R"("readings":{"temperature":null,"open":null,"mode":null,"pump.inlet":1e+300}})"
        "\n");
}

BOOST_AUTO_TEST_CASE(leaves_out_what_was_never_sent) {
    ndjson_sink sink(w, path);
    sink.consume(0,
                 batch_of({{0, 1, {{1, 1}}, false}, {1, 1, {{1, 1}}}, {1, 1, {{1, 1}}, false, 4}}));
    sink.finish();
    const auto lines = text();
    BOOST_TEST(std::count(lines.begin(), lines.end(), '\n') == 1);
    BOOST_TEST(lines.find("room-02") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_leaves_late_has_the_instant_it_was_measured_at_and_that_of_sending) {
    using namespace std::chrono_literals;
    ndjson_sink sink(w, path);
    BOOST_TEST(sink.wants_late());
    auto late = batch_of({{0, 1, {{1, 1}}}});
    late.notes.push_back({0, 1h, {250ms, 90s, false, false, false, false}});
    sink.consume_late(0, late);
    sink.finish();
    BOOST_TEST(
        text() ==
        R"({"device":"room-01","fleet":"rooms","message":"alarm","tick":3,"time":"2026-01-01T00:16:37.25Z",)"
        R"("sent":"2026-01-01T01:01:30Z","arrives":"2026-01-01T01:00:00.25Z","readings":{"open":true}})"
        "\n");
}

BOOST_AUTO_TEST_CASE(shows_what_is_garbage_and_what_comes_twice) {
    ndjson_sink sink(w, path);
    auto batch = batch_of({{0, 1, {{1, 1}}}, {1, 1, {{1, 0}}}, {2, 1, {{1, 1}}}});
    message_course garbled, doubled;
    garbled.garbled = doubled.doubled = true;
    batch.notes = {{0, batch.at[0], garbled}, {1, batch.at[1], doubled}};
    sink.consume(0, batch);
    sink.finish();
    std::istringstream lines(text());
    std::string broken, first, second, last;
    std::getline(lines, broken), std::getline(lines, first), std::getline(lines, second);
    std::getline(lines, last);
    BOOST_TEST(broken.find("room-01") != std::string::npos);
    BOOST_TEST(broken.find("readings") == std::string::npos);
    BOOST_TEST((first == second && first.find("room-02") != std::string::npos));
    BOOST_TEST(last.find("room-03") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_file_does_not_depend_on_which_shard_came_first) {
    std::string files[2];
    for (const bool backward : {false, true}) {
        ndjson_sink sink(w, path);
        for (std::uint32_t step = 0; step < 3; ++step) {
            for (std::uint32_t i = 0; i < 4; ++i) {
                const auto shard = backward ? 3 - i : i;
                sink.consume(shard, batch_of({{shard, 1, {{1, 1}}, true, step},
                                              {shard + 4, 1, {{1, 1}}, true, step}}));
            }
            sink.at_barrier(sim_time(step));
        }
        sink.finish();
        files[backward ? 1 : 0] = text();
    }
    BOOST_TEST(files[0] == files[1]);
    BOOST_TEST(std::count(files[0].begin(), files[0].end(), '\n') == 24);
}

BOOST_AUTO_TEST_CASE(says_which_file_it_cannot_write) {
    BOOST_CHECK_EXCEPTION(ndjson_sink(w, path / "no" / "such.ndjson"), std::runtime_error,
                          [](const std::exception& e) {
                              return std::string(e.what()).find("such.ndjson") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_SUITE_END()
