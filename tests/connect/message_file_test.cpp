#include <boost/test/unit_test.hpp>

#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include "connect/message_file.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace std::chrono_literals;

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
                                 ("message_file_test." + std::to_string(::getpid()) + ".ndjson");

    ~output() { std::filesystem::remove(path); }

    output_spec spec(output_spec::form form = output_spec::form::ndjson) const {
        return {"file", form, path.string(), {}};
    }
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

BOOST_FIXTURE_TEST_SUITE(message_file_test, output)

BOOST_AUTO_TEST_CASE(writes_a_line_per_message_with_values_as_they_are) {
    message_file sink(w, spec());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    sink.consume(0, batch_of({{0, 0, {{0, 0.5}, {1, 1}, {2, 1}, {3, -2}}},
                              {29, 1, {{1, 0}}, true, 0, sim_time(0)}}));
    sink.consume(0, batch_of({{4, 0, {{0, nan}, {1, nan}, {2, nan}, {3, 1e300}}}}));
    BOOST_TEST(sink.finish() == std::string());
    BOOST_TEST(
        text() ==
        R"({"device":"room-30","fleet":"rooms","message":"alarm","tick":0,"time":"2026-01-01T00:00:00Z",)"
        R"("readings":{"open":false}})"
        "\n"
        R"({"device":"room-01","fleet":"rooms","message":"status","tick":3,"time":"2026-01-01T00:15:07.25Z",)"
        R"("readings":{"temperature":0.5,"open":true,"mode":"say \"hi\"\\","pump.inlet":-2}})"
        "\n"
        R"({"device":"room-05","fleet":"rooms","message":"status","tick":3,"time":"2026-01-01T00:15:07.25Z",)"
        R"("readings":{"temperature":null,"open":null,"mode":null,"pump.inlet":1e+300}})"
        "\n");
}

BOOST_AUTO_TEST_CASE(leaves_out_what_was_never_sent) {
    message_file sink(w, spec());
    sink.consume(0,
                 batch_of({{0, 1, {{1, 1}}, false}, {1, 1, {{1, 1}}}, {1, 1, {{1, 1}}, false, 4}}));
    sink.finish();
    const auto lines = text();
    BOOST_TEST(std::count(lines.begin(), lines.end(), '\n') == 1);
    BOOST_TEST(lines.find("room-02") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(keeps_account_of_what_came_in_and_what_did_not) {
    message_file sink(w, spec());
    // Never comes; comes late after all; comes twice; comes as it is.
    auto live = batch_of({{0, 1, {{1, 1}}, false}, {1, 1, {{1, 1}}, false}, {2, 1, {{1, 1}}}});
    live.notes = {{2, live.at[2], {2s, {}, false, false, true, false}}};
    sink.consume(0, live);
    sink.consume(1, batch_of({{3, 0, {{0, 0.5}, {1, 1}}}}));
    auto late = batch_of({{1, 1, {{1, 1}}}});
    late.notes = {{0, late.at[0] + 60s, {}}};
    sink.consume_late(0, late);
    sink.finish();
    const auto c = sink.counts();
    BOOST_TEST((c.messages == 4u && c.readings == 5u));
    BOOST_TEST((c.lost == 1u && c.late == 1u && c.twice == 1u && c.unreadable == 0u));
    BOOST_TEST(c.bytes == text().size());
    BOOST_REQUIRE(c.delay.has_value());
    BOOST_TEST(c.delay->count == 2u);
    BOOST_TEST(c.delay->max == 60);
}

BOOST_AUTO_TEST_CASE(writes_a_row_per_reading_as_csv) {
    message_file sink(w, spec(output_spec::form::csv));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    sink.consume(0, batch_of({{0, 0, {{0, 0.5}, {1, 1}, {2, 1}, {3, nan}}}}));
    BOOST_TEST(sink.finish() == std::string());
    BOOST_TEST(text() ==
               "time,device,fleet,message,tick,signal,value\r\n"
               "2026-01-01T00:15:07.25Z,room-01,rooms,status,3,temperature,0.5\r\n"
               "2026-01-01T00:15:07.25Z,room-01,rooms,status,3,open,true\r\n"
               "2026-01-01T00:15:07.25Z,room-01,rooms,status,3,mode,\"say \"\"hi\"\"\\\"\r\n"
               "2026-01-01T00:15:07.25Z,room-01,rooms,status,3,pump.inlet,\r\n");
}

BOOST_AUTO_TEST_CASE(a_name_that_ends_in_zst_is_compressed) {
    path += ".zst";
    {
        message_file sink(w, spec());
        for (std::uint32_t step = 0; step < 500; ++step) {
            sink.consume(step % 4, batch_of({{step % 30, 1, {{1, 1}}, true, step}}));
            sink.at_barrier(sim_time(step));
        }
        BOOST_TEST(sink.finish() == std::string());
    }
    const auto packed = text();
    std::string plain(500 * 200, '\0');
    plain.resize(ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size()));
    BOOST_TEST(std::count(plain.begin(), plain.end(), '\n') == 500);
    BOOST_TEST(packed.size() * 5 < plain.size());
}

BOOST_AUTO_TEST_CASE(the_order_is_that_of_time_however_seldom_barriers_come) {
    std::string files[2];
    for (const bool seldom : {false, true}) {
        message_file sink(w, spec());
        for (std::uint32_t step = 0; step < 20; ++step) {
            for (std::uint32_t shard = 0; shard < 4; ++shard)
                sink.consume(shard,
                             batch_of({{3 - shard, 1, {{1, 1}}, true, step, sim_time(step)}}));
            if (!seldom || step % 7 == 0) sink.at_barrier(sim_time(step + 1));
        }
        sink.finish();
        files[seldom ? 1 : 0] = text();
    }
    BOOST_TEST(files[0] == files[1]);
    BOOST_TEST(files[0].find("room-01") < files[0].find("room-04"));
}

BOOST_AUTO_TEST_CASE(what_leaves_late_has_the_instant_it_was_measured_at_and_that_of_sending) {
    using namespace std::chrono_literals;
    message_file sink(w, spec());
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
    message_file sink(w, spec());
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

BOOST_AUTO_TEST_CASE(what_leaves_a_buffer_stands_where_it_was_sent) {
    using namespace std::chrono_literals;
    message_file sink(w, spec(output_spec::form::csv));
    sink.consume(1, batch_of({{1, 1, {{1, 1}}, true, 0, 9s}, {1, 1, {{1, 1}}, true, 4, 90s}}));
    auto late = batch_of({{2, 1, {{1, 1}}, true, 1, 10s}, {2, 1, {{1, 0}}, true, 2, 20s}});
    late.notes = {{0, 60s, {}}, {1, 61s, {}}};
    sink.consume_late(0, late);
    sink.finish();
    BOOST_TEST(text() ==
               "time,device,fleet,message,tick,signal,value\r\n"
               "2026-01-01T00:00:09Z,room-02,rooms,alarm,0,open,true\r\n"
               "2026-01-01T00:00:10Z,room-03,rooms,alarm,1,open,true\r\n"
               "2026-01-01T00:00:20Z,room-03,rooms,alarm,2,open,false\r\n"
               "2026-01-01T00:01:30Z,room-02,rooms,alarm,4,open,true\r\n");
}

BOOST_AUTO_TEST_CASE(a_table_shows_garbage_as_a_message_without_values_and_twice_what_comes_twice) {
    message_file sink(w, spec(output_spec::form::csv));
    auto batch = batch_of({{0, 1, {{1, 1}}}, {1, 1, {{1, 0}}}});
    message_course garbled, doubled;
    garbled.garbled = doubled.doubled = true;
    doubled.clock = std::chrono::seconds(-7);
    batch.notes = {{0, batch.at[0], garbled}, {1, batch.at[1], doubled}};
    sink.consume(0, batch);
    sink.finish();
    BOOST_TEST(text() ==
               "time,device,fleet,message,tick,signal,value\r\n"
               "2026-01-01T00:15:07.25Z,room-01,rooms,alarm,3,open,\r\n"
               "2026-01-01T00:15:00.25Z,room-02,rooms,alarm,3,open,false\r\n"
               "2026-01-01T00:15:00.25Z,room-02,rooms,alarm,3,open,false\r\n");
}

BOOST_AUTO_TEST_CASE(the_file_does_not_depend_on_which_shard_came_first) {
    std::string files[2];
    for (const bool backward : {false, true}) {
        message_file sink(w, spec());
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
    BOOST_CHECK_EXCEPTION(
        message_file(
            w, {"file", output_spec::form::ndjson, (path / "no" / "such.ndjson").string(), {}}),
        std::runtime_error, [](const std::exception& e) {
            return std::string(e.what()).find("such.ndjson") != std::string::npos;
        });
}

BOOST_AUTO_TEST_SUITE_END()
