#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>
#include <set>

#include "fleet/world.hpp"
#include "scenarios/writer.hpp"
#include "tests/scenarios/folder.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const char* const kinds = R"(
templates:
  pump:
    telemetry: {power: {unit: watt, daily: {low: 1, high: 2, peak: 12:00}}}
    properties:
      firmware: 1.0
      setpoint: {type: number, initial: 20}
      tariff: {values: [day, night], initial: day}
)";

std::string scenario_text(const std::string& fleet) {
    return std::string("muster: 1") + kinds + "fleets:\n  pumps: " + fleet + '\n';
}

/// What a fleet's file makes of its devices.
struct made_fleet {
    explicit made_fleet(scenario s) : w(std::move(s), 16) {}

    std::uint64_t size() const { return w.fleets[0].spec->count; }
    std::string id(std::uint64_t ordinal) const { return w.fleets[0].ids.text(ordinal); }
    const attribute& named(const std::vector<attribute>& all, const std::string& name) const {
        for (const auto& a : all)
            if (a.name() == name) return a;
        throw std::runtime_error("no " + name);
    }
    std::string tag(const std::string& name, std::uint64_t ordinal) const {
        return text(named(w.fleets[0].tags, name), ordinal);
    }
    std::string property(const std::string& name, std::uint64_t ordinal) const {
        return text(named(w.fleets[0].properties, name), ordinal);
    }
    double number(const std::string& name, std::uint64_t ordinal) const {
        return named(w.fleets[0].properties, name).value_for({ordinal, {}});
    }
    std::string text(const attribute& a, std::uint64_t ordinal) const {
        std::string buffer;
        return std::string(a.text_of(a.value_for({ordinal, {}}), w.texts, buffer));
    }

    world w;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(fleet_file_test)

BOOST_AUTO_TEST_CASE(takes_ids_tags_properties_and_zone_from_a_csv_file) {
    const folder here;
    here.write("data/fleet.csv",
               "\xEF\xBB\xBFid,region,firmware,setpoint,tariff,zone,Serial No\r\n"
               "a-1,\"north, far\",2.10,19.5,night,Asia/Kolkata,007\r\n"
               "\"a \"\"2\"\"\",south,,21,,,\r\n");
    here.write("a.yaml", scenario_text("{from: data/fleet.csv}"));
    BOOST_TEST(here.problems("a.yaml") == "data/fleet.csv:3:1 bad-id");
    here.write("data/fleet.csv",
               "\xEF\xBB\xBFid,region,firmware,setpoint,tariff,zone,Serial No\r\n"
               "a-1,\"north, \"\"far\"\"\r\naway\",2.10,19.5,night,Asia/Kolkata,007\r\n\r\n"
               "b_2,south,,21,,,\r\n");
    const made_fleet f(here.read_good("a.yaml"));
    BOOST_TEST(f.size() == 2u);
    BOOST_TEST(f.id(0) == "a-1");
    BOOST_TEST(f.id(1) == "b_2");
    BOOST_TEST(f.tag("region", 0) == "north, \"far\"\r\naway");
    BOOST_TEST(f.tag("region", 1) == "south");
    BOOST_TEST(f.tag("Serial No", 0) == "007");
    BOOST_TEST(f.tag("zone", 0) == "Asia/Kolkata");
    BOOST_TEST(f.property("firmware", 0) == "2.10");
    BOOST_TEST(f.property("tariff", 0) == "night");
    BOOST_TEST(f.number("setpoint", 0) == 19.5);
    BOOST_TEST(f.number("setpoint", 1) == 21);
    for (const char* empty : {"firmware", "tariff"})
        BOOST_TEST((f.number(empty, 1) != f.number(empty, 1)), empty);
    const auto& fleet = f.w.fleets[0];
    const auto zone = fleet.tags[fleet.zone_tag].value_for({0, {}});
    BOOST_TEST((offset_at(fleet.zone_of(zone), {}) == std::chrono::minutes(330)));
    BOOST_TEST((offset_at(fleet.zone_of(std::nan("")), {}) == duration{}));
}

BOOST_AUTO_TEST_CASE(reads_json_lines_as_it_reads_csv) {
    const folder here;
    here.write(
        "fleet.ndjson",
        "{\"id\": \"a\", \"region\": \"n\\u00f6rd\", \"floor\": 3, \"open\": true, "
        "\"properties\": {\"setpoint\": 20.5}}\n\n"
        "{\"region\": \"south\", \"id\": \"b\", \"lot\": null, \"at\": {\"site\": \"x\"}}\n");
    here.write("a.yaml", scenario_text("{from: fleet.ndjson}"));
    const made_fleet f(here.read_good("a.yaml"));
    BOOST_TEST(f.id(1) == "b");
    BOOST_TEST(f.tag("region", 0) == "n\u00f6rd");
    BOOST_TEST(f.tag("region", 1) == "south");
    BOOST_TEST(f.tag("floor", 0) == "3");
    BOOST_TEST(f.tag("open", 0) == "true");
    BOOST_TEST(f.tag("at.site", 0) == "");
    BOOST_TEST(f.tag("at.site", 1) == "x");
    BOOST_TEST(f.number("setpoint", 0) == 20.5);
}

BOOST_AUTO_TEST_CASE(what_the_scenario_writes_stands_in_place_of_a_column) {
    const folder here;
    here.write("fleet.csv", "id,region,floor,setpoint,cell\na,north,3,19,c1\nb,south,12,20,c2\n");
    here.write("a.yaml",
               scenario_text("{from: fleet.csv, zone: <home>, tags: {region: {constant: west}, "
                             "level: {column: floor, type: number}, home: Europe/Berlin, "
                             "lot: {pick: {x: 50%, y: rest}, by: cell}}, "
                             "properties: {setpoint: 30}}"));
    const auto s = here.read_good("a.yaml");
    const made_fleet f(s);
    BOOST_TEST(f.tag("region", 1) == "west");
    BOOST_TEST(f.number("setpoint", 1) == 30);
    BOOST_TEST(f.named(f.w.fleets[0].tags, "level").value_for({1, {}}) == 12);
    BOOST_TEST(f.tag("floor", 1) == "12");
    BOOST_TEST(f.tag("lot", 0) != f.tag("lot", 1));
    const auto full = write_scenario_yaml(s);
    here.write("full.yaml", full);
    BOOST_TEST(write_scenario_yaml(here.read_good("full.yaml")) == full, full);
}

BOOST_AUTO_TEST_CASE(count_scales_the_file_and_keeps_every_combination_in_proportion) {
    const folder here;
    std::string csv = "id,region,model,serial\n";
    for (int i = 0; i < 1000; ++i)
        csv += "d" + std::to_string(i) + ',' + (i < 700 ? "north" : "south") + ',' +
               (i % 10 == 0 ? "old" : "new") + ",s" + std::to_string(i) + '\n';
    here.write("fleet.csv", csv);
    for (const std::uint64_t count : {7, 100, 999, 1000, 1001, 2500, 10000}) {
        here.write("a.yaml",
                   scenario_text("{from: fleet.csv, count: " + std::to_string(count) + "}"));
        const made_fleet f(here.read_good("a.yaml"));
        BOOST_TEST_REQUIRE(f.size() == count);
        std::map<std::string, double> mix;
        std::set<std::string> ids, serials;
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto region = f.tag("region", i);
            ++mix[region];
            ++mix[region + ' ' + f.tag("model", i)];
            ids.insert(f.id(i));
            serials.insert(f.tag("serial", i));
        }
        BOOST_TEST_CONTEXT(count) {
            const double n = static_cast<double>(count);
            BOOST_TEST(std::abs(mix["north new"] - 0.63 * n) <= 1);
            BOOST_TEST(std::abs(mix["north old"] - 0.07 * n) <= 1);
            BOOST_TEST(std::abs(mix["south new"] - 0.27 * n) <= 1);
            BOOST_TEST(std::abs(mix["south old"] - 0.03 * n) <= 1);
            BOOST_TEST(ids.size() == count);
            BOOST_TEST(serials.size() == std::min<std::uint64_t>(count, 1000));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_sample_does_not_follow_the_order_of_the_file) {
    const auto table_of = [](bool backwards) {
        device_table t;
        auto& column = t.columns.emplace_back();
        column.name = "lot";
        column.texts.add("x");
        column.texts.add("y");
        for (int i = 0; i < 200; ++i) {
            const int n = backwards ? 199 - i : i;
            t.ids.add("d" + std::to_string(n));
            column.codes.push_back(n % 3 == 0 ? 1 : 0);
        }
        return t;
    };
    const auto ids_of = [](const device_table& t) {
        std::set<std::string> ids;
        for (const auto row : sample_rows(t, 50, 7))
            ids.emplace(t.ids[row]);
        return ids;
    };
    const auto forwards = ids_of(table_of(false));
    BOOST_TEST(forwards.size() == 50u);
    BOOST_TEST((forwards == ids_of(table_of(true))));
}

BOOST_AUTO_TEST_CASE(copies_have_the_id_of_their_row_and_a_number) {
    const folder here;
    here.write("fleet.csv", "id\na\nb\n");
    here.write("a.yaml", scenario_text("{from: fleet.csv, count: 5}"));
    const made_fleet f(here.read_good("a.yaml"));
    std::set<std::string> ids;
    for (std::uint64_t i = 0; i < 5; ++i)
        ids.insert(f.id(i));
    BOOST_TEST(ids.count("a") + ids.count("b") == 2u);
    BOOST_TEST(ids.count("a~2") + ids.count("b~2") == 2u);
    BOOST_TEST(ids.count("a~3") + ids.count("b~3") == 1u);
}

BOOST_AUTO_TEST_CASE(every_mistake_in_a_file_has_its_place) {
    const folder here;
    here.write("a.yaml", scenario_text("{from: fleet.csv}"));
    const auto problems = [&](const std::string& csv) {
        here.write("fleet.csv", csv);
        return here.problems("a.yaml");
    };
    BOOST_TEST(problems("id,a\nx,1\ny,2,3\n") == "fleet.csv:3:1 ragged-row");
    BOOST_TEST(problems("id,a\nx,1\ny\n") == "fleet.csv:3:1 ragged-row");
    BOOST_TEST(problems("a,id\n1,x\n2,y\n3,x\n") == "fleet.csv:4:3 same-id");
    BOOST_TEST(problems("a,id\n1,x y\n2,\n") == "fleet.csv:2:3 bad-id, fleet.csv:3:3 bad-id");
    BOOST_TEST(problems("id\nx~2\n") == "fleet.csv:2:1 bad-id");
    BOOST_TEST(problems("") == "fleet.csv:0:0 no-devices");
    BOOST_TEST(problems("id,a\n") == "fleet.csv:0:0 no-devices");
    BOOST_TEST(problems("ID;a\nx;1\n") == "fleet.csv:1:1 no-id-column");
    BOOST_TEST(problems("id,a,a\nx,1,1\n") == "fleet.csv:1:6 bad-column");
    BOOST_TEST(problems("id,,a\nx,1,1\n") == "fleet.csv:1:4 bad-column");
    BOOST_TEST(problems("id,a\nx,\"1\n") == "fleet.csv:2:3 bad-quote");
    BOOST_TEST(problems("id,a\nx,\"1\"2\n") == "fleet.csv:2:6 bad-quote");
    BOOST_TEST(problems("id,a\nx,1\"2\n") == "fleet.csv:2:4 bad-quote");
    BOOST_TEST(problems("id,a\nx,caf\xe9\n") == "fleet.csv:2:6 not-text");
    BOOST_TEST(problems("id,a\nx,1\ny,\x01\n") == "fleet.csv:3:3 not-text");
    BOOST_TEST(problems("id,setpoint\nx,warm\ny,20\nz,warm\n") == "fleet.csv:2:3 bad-number");
    BOOST_TEST(problems("id,a,tariff\nx,1,dya\n") == "fleet.csv:2:5 unknown-word");
    BOOST_TEST(problems("id,zone\nx,Europe/Berlin\ny,Mars/North\n") ==
               "fleet.csv:3:3 unknown-zone");
    BOOST_TEST(problems("id,a\nx," + std::string(5000, 'a') + "\n") == "fleet.csv:2:3 too-large");
    here.write("a.yaml", scenario_text("{from: fleet.jsonl}"));
    const auto of_json = [&](const std::string& lines) {
        here.write("fleet.jsonl", lines);
        return here.problems("a.yaml");
    };
    BOOST_TEST(of_json("{\"id\": \"a\"}\n[1]\n") == "fleet.jsonl:2:1 bad-json");
    BOOST_TEST(of_json("{\"id\": \"a\", }\n") == "fleet.jsonl:1:13 bad-json");
    BOOST_TEST(of_json("{\"id\": \"a\", \"b\": [1]}\n") == "fleet.jsonl:1:1 bad-value");
    BOOST_TEST(of_json("{\"ID\": \"a\"}\n") == "fleet.jsonl:1:1 bad-id");
    BOOST_TEST(of_json("{\"id\": \"a\"}\n{\"id\": \"a\"}\n") == "fleet.jsonl:2:1 same-id");
}

BOOST_AUTO_TEST_CASE(the_scenario_says_where_it_names_a_file_wrongly) {
    const folder here;
    here.write("fleet.csv", "id,floor\na,1\nb,2\n");
    here.write("more.csv", "id\nc\nb\n");
    const auto problems = [&](const std::string& fleets) {
        here.write("a.yaml", std::string("muster: 1") + kinds + "fleets:\n" + fleets);
        return here.problems("a.yaml");
    };
    BOOST_TEST(problems("  f: {from: flet.csv}\n") == "a.yaml:10:13 no-file");
    BOOST_TEST(problems("  f: {from: .}\n") == "a.yaml:10:13 bad-file-name");
    BOOST_TEST(problems("  f: {from: fleet.txt}\n") == "a.yaml:10:13 bad-file-name");
    BOOST_TEST(problems("  f: {from: https://x.test/fleet.csv}\n") == "a.yaml:10:13 no-file");
    BOOST_TEST(problems("  f: {from: fleet.csv, id: a-#}\n") == "a.yaml:10:28 misplaced-key");
    BOOST_TEST(problems("  f: {from: fleet.csv, tags: {x: {column: flor}}}\n") ==
               "a.yaml:10:43 unknown-column");
    BOOST_TEST(problems("  f: {count: 2, tags: {x: {column: floor}}}\n") ==
               "a.yaml:10:36 misplaced-key");
    BOOST_TEST(problems("  f: {from: fleet.csv, tags: {x: {column: floor, type: boolean}}}\n") ==
               "fleet.csv:2:3 bad-boolean, fleet.csv:3:3 bad-boolean");
    BOOST_TEST(problems("  f: {from: fleet.csv, zone: <flor>}\n") == "a.yaml:10:30 unknown-tag");
    BOOST_TEST(problems("  f: {from: fleet.csv}\n  g: {from: more.csv}\n") ==
               "a.yaml:11:3 same-id");
    BOOST_TEST(problems("  f: {from: more.csv}\n  g: {count: 2, id: '#'}\n") == "");
    here.write("more.csv", "id\nx-07\n");
    BOOST_TEST(problems("  f: {from: more.csv}\n  g: {count: 7, id: x-##}\n") ==
               "a.yaml:11:3 same-id");
    BOOST_TEST(problems("  f: {from: more.csv}\n  g: {count: 6, id: x-##}\n") == "");
}

BOOST_AUTO_TEST_SUITE_END()
