#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

#include "fleet/metric_table.hpp"
#include "fleet/query/parser.hpp"
#include "tests/query/small_scenario.hpp"

using namespace muster;

namespace {

std::string problem_of(const metric_table& metrics, const std::string& text) {
    const auto parsed = query::parse(text);
    BOOST_REQUIRE_MESSAGE(parsed.tree, text);
    const auto result = query::bind(parsed.tree, metrics, query::type::boolean);
    return result.problems.empty() ? "" : result.problems.front().code;
}

query::expression bound(const metric_table& metrics, const std::string& text) {
    const auto result = query::bind(query::parse(text).tree, metrics, query::type::boolean);
    for (const auto& p : result.problems)
        BOOST_ERROR(text + ": " + p.code + ": " + p.text);
    return result.bound;
}

std::string whole_of(const metric_table& metrics, const std::string& path) {
    const auto& m = metrics.all()[metrics.find(path).found.id];
    return m.whole ? metrics.all()[*m.whole].path : "";
}

/// A run's figures by path.
class figures final : public query::row {
public:
    figures(const metric_table& metrics, std::map<std::string, double> values)
        : metrics_(metrics), values_(std::move(values)) {}

    query::value get(query::field_id id) const override {
        const auto it = values_.find(metrics_.all()[id].path);
        return it == values_.end() ? query::value() : query::value(it->second);
    }
    double whole(query::field_id id) const override {
        const auto v = get(*metrics_.all()[id].whole);
        return v.is_null() ? 0 : v.number();
    }

private:
    const metric_table& metrics_;
    std::map<std::string, double> values_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(metric_table_test)

BOOST_AUTO_TEST_CASE(names_every_figure_of_a_run) {
    const metric_table metrics(small_scenario());
    for (const auto* good : {"devices.online >= 97%",
                             "devices.failures < 3",
                             "readings.lost <= 0.1%",
                             "messages.bytes < 1M",
                             "commands.timedOut = 0",
                             "commands.failed <= 1%",
                             "fleets.meters.online >= 90%",
                             "groups.pilots.devices = 3",
                             "faults.dead.devices <= 25",
                             "faults.dead.recovered >= 99%",
                             "rules.dark.open = 0",
                             "rules.dark.open <= 1%",
                             "jobs.fw.state = cancelled",
                             "jobs.fw.batch <= 2",
                             "jobs.fw.succeeded >= 97%",
                             "jobs.fw.timed_out + jobs.fw.timedOut = 0",
                             "jobs.fw.unreached <= 5%",
                             "jobs.fw.latency.p90 < 1s",
                             "jobs[\"fw\"].latency.p99 < 2s",
                             "templates.meter.telemetry.voltage.p99 < 250",
                             "engine.lag < 500ms",
                             "templates.meter.telemetry.thermostat1.temperature.mean > 3",
                             "templates.meter.telemetry.accel.x.count > 0"}) {
        BOOST_TEST_CONTEXT(good) {
            BOOST_TEST(problem_of(metrics, good) == "");
        }
    }
    BOOST_TEST(metrics.find("jobs.fw.timedOut").found.id ==
               metrics.find("jobs.fw.timed_out").found.id);
}

BOOST_AUTO_TEST_CASE(knows_the_whole_of_each_part) {
    const metric_table metrics(small_scenario());
    BOOST_TEST(whole_of(metrics, "devices.total") == "");
    BOOST_TEST(whole_of(metrics, "devices.online") == "devices.total");
    BOOST_TEST(whole_of(metrics, "readings.lost") == "readings.generated");
    BOOST_TEST(whole_of(metrics, "commands.failed") == "commands.sent");
    BOOST_TEST(whole_of(metrics, "fleets.meters.online") == "fleets.meters.devices");
    BOOST_TEST(whole_of(metrics, "groups.pilots.devices") == "devices.total");
    BOOST_TEST(whole_of(metrics, "faults.dead.recovered") == "faults.dead.devices");
    BOOST_TEST(whole_of(metrics, "faults.dead.devices") == "devices.total");
    BOOST_TEST(whole_of(metrics, "jobs.fw.cancelled") == "jobs.fw.total");
    BOOST_TEST(whole_of(metrics, "jobs.fw.batch") == "");
}

BOOST_AUTO_TEST_CASE(refuses_a_metric_that_is_not_there) {
    const metric_table metrics(small_scenario());
    BOOST_TEST(problem_of(metrics, "devices.onlin > 3") == "unknown-name");
    BOOST_TEST(problem_of(metrics, "jobs.nope.failed = 0") == "unknown-name");
    BOOST_TEST(problem_of(metrics, "jobs.fw.state = done") == "unknown-word");
    BOOST_TEST(problem_of(metrics, "service.connects.refused = 0") == "unknown-name");
    BOOST_TEST(problem_of(metrics, "outputs.broker.lost = 0") == "not-available");
    BOOST_TEST(problem_of(metrics, "engine.speed > 3") == "not-available");
    BOOST_TEST(problem_of(metrics, "jobs.fw.batches.1.failed = 0") == "not-available");
    BOOST_TEST(problem_of(metrics, "jobs.fw.batch >= 97%") == "no-whole");
    BOOST_TEST(problem_of(metrics, "jobs.fw.latency.p99 < 2") == "type-mismatch");
    BOOST_TEST(problem_of(metrics, "readings.lost(region = 'x') = 0") == "not-filterable");
    BOOST_TEST(problem_of(metrics, "devices.online(nowhere = 'x') = 0") == "unknown-name");
    BOOST_TEST(problem_of(metrics, "devices.online(voltage + 1) = 0") == "wrong-result");
    BOOST_TEST(metrics.filters().empty());
}

BOOST_AUTO_TEST_CASE(registers_a_filtered_metric_once_with_its_whole) {
    const metric_table metrics(small_scenario());
    const auto before = metrics.all().size();
    const auto e = bound(metrics, "devices.online(region = 'coast') >= 95%");
    BOOST_REQUIRE(metrics.all().size() == before + 2);
    BOOST_REQUIRE(metrics.filters().size() == 1u);
    const auto& online = metrics.all()[e.fields().front()];
    BOOST_TEST(online.path == "devices.online(region = 'coast')");
    BOOST_TEST(metrics.all()[*online.whole].path == "devices.total(region = 'coast')");
    const auto& filter = metrics.filters()[*online.filter];
    BOOST_TEST(metrics.all()[online.base].path == "devices.online");
    BOOST_TEST(filter.text == "region = 'coast'");
    BOOST_TEST(filter.filter.fields().front() == metrics.devices().find("region").found.id);

    bound(metrics, "devices.online( (region)=='coast' ) > 3");
    BOOST_TEST(metrics.all().size() == before + 2);
    bound(metrics, "devices.offline(region = 'coast') < 3");
    BOOST_TEST(metrics.all().size() == before + 3);
    bound(metrics, "devices.total(region = 'north') = 3");
    BOOST_TEST(metrics.all().size() == before + 4);
    BOOST_TEST(metrics.filters().size() == 2u);  // one for each set of devices
}

BOOST_AUTO_TEST_CASE(gives_the_place_of_a_problem_inside_a_filter) {
    const metric_table metrics(small_scenario());
    const auto tree = query::parse("devices.online(regio = 'coast') > 3").tree;
    const auto result = query::bind(tree, metrics);
    BOOST_REQUIRE(result.problems.size() == 1u);
    BOOST_TEST(result.problems[0].where.offset == 15u);
    BOOST_TEST(result.problems[0].remedy == "did you mean region?");
}

BOOST_AUTO_TEST_CASE(compares_with_the_whole) {
    const metric_table metrics(small_scenario());
    const auto e = bound(metrics, "devices.online(region = 'coast') >= 95%");
    const std::string online = "devices.online(region = 'coast')";
    const std::string total = "devices.total(region = 'coast')";
    BOOST_TEST(e.holds(figures(metrics, {{online, 95}, {total, 100}})));
    BOOST_TEST(!e.holds(figures(metrics, {{online, 94}, {total, 100}})));
    BOOST_TEST(e.evaluate(figures(metrics, {{online, 0}, {total, 0}})).is_null());
    BOOST_TEST(e.evaluate(figures(metrics, {})).is_null());
}

BOOST_AUTO_TEST_SUITE_END()
