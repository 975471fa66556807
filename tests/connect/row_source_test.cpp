#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "connect/byte_file.hpp"
#include "connect/csv_line.hpp"
#include "connect/json_columns.hpp"
#include "connect/json_scanner.hpp"
#include "connect/row_source.hpp"
#include "fleet/query/value_text.hpp"

using namespace muster;
using query::type;

namespace {

/// A file that is gone at the end of the case.
class some_file {
public:
    explicit some_file(const std::string& content, const std::string& ending = ".ndjson")
        : path_((std::filesystem::temp_directory_path() /
                 ("muster-rows-" + std::to_string(::getpid()) + ending))
                    .string()) {
        const auto file = create_file(path_);
        BOOST_REQUIRE(file->write(content) && file->finish());
    }
    ~some_file() { std::remove(path_.c_str()); }
    line_reader lines() const { return line_reader(open_source(path_)); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

using maker = std::unique_ptr<row_source> (*)(line_reader, std::vector<source_column>);

/// The rows as `a, b; c, d`, and behind a `!` how many lines are none.
std::string rows_of(maker make, const std::string& content, std::vector<source_column> columns) {
    const some_file file(content);
    std::size_t slots = 0;
    for (auto& c : columns)
        c.slot = slots++;
    const auto rows = make(file.lines(), columns);
    std::vector<query::value> row(slots);
    std::string out;
    while (rows->next(row)) {
        out += out.empty() ? "" : "; ";
        for (std::size_t i = 0; i < slots; ++i)
            out += (i > 0 ? ", " : "") + query::literal_text(row[i], columns[i].kind);
    }
    BOOST_TEST(rows->error() == "");
    return out + " !" + std::to_string(rows->unreadable());
}

source_column at(std::vector<std::string> path, type kind) {
    return {0, std::move(path), kind};
}

const std::vector<source_column> reading_parts{
    at({"device"}, type::text), at({"readings", "", "signal"}, type::text),
    at({"readings", "", "value"}, type::number), at({"readings", "", "word"}, type::text)};

}  // namespace

BOOST_AUTO_TEST_SUITE(row_source_test)

BOOST_AUTO_TEST_CASE(takes_values_of_the_wanted_type_out_of_json_lines) {
    const auto rows =
        rows_of(json_rows,
                R"({"device":"a","x":{"y":1.5,"z":[1,{"y":2}]},"t":true,"n":null})"
                "\n\n"
                R"( { "x" : { "y" : "no number" } , "t":"no truth", "device":7 } )"
                "\n"
                R"({"device":"b","x":{"y":-2e3},"t":false,"more":{"deep":["]}",{}]}})",
                {at({"device"}, type::text), at({"x", "y"}, type::number), at({"t"}, type::boolean),
                 at({"n"}, type::number)});
    BOOST_TEST(rows == "'a', 1.5, true, NULL; NULL, NULL, NULL, NULL; 'b', -2000, false, NULL !0");
}

BOOST_AUTO_TEST_CASE(reads_escapes) {
    const auto rows =
        rows_of(json_rows, R"({"de\u0076ice":"a\"\\\/\n\u00e9\ud83d\ude00\ud800","x":"plain"})",
                {at({"device"}, type::text), at({"x"}, type::text)});
    BOOST_TEST(rows == "'a\"\\/\n\u00e9\U0001F600\uFFFD', 'plain' !0");
}

BOOST_AUTO_TEST_CASE(counts_lines_that_are_broken) {
    const auto rows = rows_of(json_rows,
                              "{\"x\":1}\n{\"x\":2\n{\"x\":3}}\n[1]\nx\n{\"x\":}\n{\"x\" 1}\n"
                              "{\"x\":1,}\n{\"x\":\"\\q\"}\n{\"x\":-inf}\n{\"x\":9}",
                              {at({"x"}, type::number)});
    BOOST_TEST(rows == "1; NULL; 9 !8");  // a text where a number is wanted is passed over
}

BOOST_AUTO_TEST_CASE(takes_one_value_for_several_columns) {
    source_column fleet = at({"fleet"}, type::text), kind = at({"fleet"}, type::text);
    kind.stands_for = {{"meters", "meter"}};
    source_column time = at({"time"}, type::time_span), since = at({"time"}, type::number);
    time.is_instant = true;
    since.since = 1'782'000'000e6;
    const auto rows = rows_of(json_rows,
                              "{\"fleet\":\"meters\",\"time\":\"2026-06-21T00:00:01.5Z\"}\n{"
                              "\"fleet\":\"x\",\"time\":\"?\"}",
                              {fleet, kind, time, since});
    BOOST_TEST(rows == "'meters', 'meter', 20625d1s500ms, 1.5; 'x', NULL, NULL, NULL !0");
}

BOOST_AUTO_TEST_CASE(goes_through_the_readings_of_json_messages) {
    const auto rows =
        rows_of(json_readings,
                "{\"device\":\"a\",\"readings\":{\"p\":1,\"w\":\"on\",\"t\":true,\"n\":null}}\n"
                "{\"device\":\"b\",\"readings\":{}}\n{\"device\":\"c\"}\n{\"device\":\"d\","
                "\"readings\":{\"p\"\n"
                "{\"readings\":{\"p\":2},\"device\":\"e\"}\n",
                reading_parts);
    BOOST_TEST(rows ==
               "'a', 'p', 1, NULL; 'a', 'w', NULL, 'on'; 'a', 't', 1, 'true'; "
               "'a', 'n', NULL, NULL; 'e', 'p', 2, NULL !1");
}

constexpr const char* csv =
    "time,device,fleet,message,tick,signal,value\r\n"
    "2026-06-21T00:00:00Z,a,f,m,0,p,1.5\r\n"
    "2026-06-21T00:00:00Z,a,f,m,0,w,\"on, \"\"off\"\"\"\r\n"
    "2026-06-21T00:00:00Z,a,f,m,0,p,1.5\r\n"
    "2026-06-21T00:00:00Z,a,f,m,0,w,\r\n"
    "2026-06-21T00:01:00Z,b,f,m,1,t,true\r\n"
    "broken,\"\r\n"
    "2026-06-21T00:02:00Z,b,f,m,2,p,7\r\n";

BOOST_AUTO_TEST_CASE(puts_rows_of_csv_together_to_messages) {
    const auto rows =
        rows_of(csv_messages, csv,
                {at({"device"}, type::text), at({"tick"}, type::number),
                 at({"readings", "p"}, type::number), at({"readings", "w"}, type::text),
                 at({"readings", "t"}, type::boolean)});
    BOOST_TEST(rows ==
               "'a', 0, 1.5, 'on, \"off\"', NULL; 'a', 0, 1.5, NULL, NULL; "
               "'b', 1, NULL, NULL, true; 'b', 2, 7, NULL, NULL !1");
}

BOOST_AUTO_TEST_CASE(goes_through_the_readings_of_csv) {
    const auto rows = rows_of(csv_readings, csv, reading_parts);
    BOOST_TEST(rows ==
               "'a', 'p', 1.5, NULL; 'a', 'w', NULL, 'on, \"off\"'; 'a', 'p', 1.5, NULL; "
               "'a', 'w', NULL, NULL; 'b', 't', 1, 'true'; 'b', 'p', 7, NULL !1");
}

BOOST_AUTO_TEST_CASE(finds_out_what_lines_have) {
    const some_file file(
        "{\"a\":null,\"b\":{\"c\":\"x\",\"d\":[1]}}\nbroken\n{\"a\":2,\"b\":{\"c\":3,\"e\":"
        "false}}\n{\"lost\":1,\n");
    std::string out;
    for (const auto& c : columns_in(file.lines(), 100)) {
        for (const auto& key : c.path)
            out += key + '.';
        out += std::string(query::to_text(c.kind)) + "; ";
    }
    BOOST_TEST(out == "b.c.text; a.number; b.e.truth value; ");
}

BOOST_AUTO_TEST_CASE(reads_long_lines_and_compressed_files) {
    std::string content;
    for (int i = 0; i < 20'000; ++i)
        content += std::string(static_cast<std::size_t>(i % 100), 'x') + "\n";
    content += std::string(1'000'000, 'y');
    for (const auto* ending : {".ndjson", ".zst"}) {
        const some_file file(content, ending);
        auto lines = file.lines();
        std::ostringstream again;
        std::size_t count = 0;
        for (auto line = lines.next(); line; line = lines.next())
            again << (count++ > 0 ? "\n" : "") << *line;
        BOOST_TEST((again.str() == content), ending);
        BOOST_TEST(lines.error() == "");
    }
}

BOOST_AUTO_TEST_CASE(says_that_a_compressed_file_is_cut_or_damaged) {
    const some_file file(std::string(300'000, 'x') + "\n", ".zst");
    std::ifstream in(file.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto problem = [&](const std::string& content) {
        std::ofstream(file.path(), std::ios::binary) << content;
        auto lines = file.lines();
        while (lines.next()) {
        }
        return lines.error().substr(file.path().size());
    };
    BOOST_TEST(problem(bytes.substr(0, bytes.size() - 3)) ==
               " ends in the middle of what was compressed");
    BOOST_TEST(problem(bytes.substr(0, 4) + std::string(30, '\xff')).starts_with(" is damaged: "));
    BOOST_CHECK_THROW(open_source("/nowhere/at/all"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(time_spans_are_seconds_and_instants_can_be_told_by_their_distance_to_an_end) {
    auto until = at({"seen"}, type::time_span);
    until.until = 1'782'000'600e6;  // 2026-06-21T00:10Z
    BOOST_TEST(rows_of(json_rows, "{\"uptime\":90,\"seen\":\"2026-06-21T00:08:30Z\"}\n{}\n",
                       {at({"uptime"}, type::time_span), until}) == "1m30s, 1m30s; NULL, NULL !0");
}

BOOST_AUTO_TEST_SUITE_END()
