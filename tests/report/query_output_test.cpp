#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/query_output.hpp"

using namespace muster;
using report::row_form;

namespace {

using query::type;
using query::value;

std::string written(row_form form, std::size_t rows = 2) {
    const std::vector<query::column> columns{{"na\"me", type::text},
                                             {"n", type::number},
                                             {"$ts", type::time_span, true},
                                             {"span", type::time_span},
                                             {"open", type::boolean}};
    std::ostringstream out;
    report::style plain;
    const auto writer = report::make_row_writer(out, form, columns, plain);
    if (rows > 0)
        writer->add({std::string_view("a,\x1b\"b"), 0.1, 1'782'000'000.5e6, 90.5e6, true});
    if (rows > 1) writer->add({value(), value(), value(), value(), value()});
    writer->finish();
    BOOST_TEST(writer->rows() == rows);
    return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query_output_test)

BOOST_AUTO_TEST_CASE(writes_an_object_a_line) {
    BOOST_TEST(written(row_form::ndjson) ==
               "{\"na\\\"me\":\"a,\\u001b\\\"b\",\"n\":0.1,\"$ts\":\"2026-06-21T00:00:00.5Z\","
               "\"span\":90.5,\"open\":true}\n"
               "{\"na\\\"me\":null,\"n\":null,\"$ts\":null,\"span\":null,\"open\":null}\n");
    BOOST_TEST(written(row_form::ndjson, 0) == "");
}

BOOST_AUTO_TEST_CASE(writes_what_iot_central_answers) {
    BOOST_TEST(written(row_form::json, 0) == "{\"results\":[]}\n");
    BOOST_TEST(written(row_form::json).starts_with("{\"results\":[{\"na"));
    BOOST_TEST(written(row_form::json).ends_with("null}]}\n"));
}

BOOST_AUTO_TEST_CASE(writes_csv_with_quotes_where_they_have_to_be) {
    BOOST_TEST(written(row_form::csv) ==
               "\"na\"\"me\",n,$ts,span,open\r\n"
               "\"a,\x1b\"\"b\",0.1,2026-06-21T00:00:00.5Z,90.5,true\r\n"
               ",,,,\r\n");
}

BOOST_AUTO_TEST_CASE(writes_an_aligned_table_without_control_characters) {
    BOOST_TEST(written(row_form::table) ==
               "na\"me       n  $ts                     span        open\n"
               "a,\\x1b\"b  0.1  2026-06-21T00:00:00.5Z  1m30s500ms  true\n"
               "\n"
               "2 rows\n");
    BOOST_TEST(written(row_form::table, 0) == "na\"me  n  $ts  span  open\n0 rows\n");
}

BOOST_AUTO_TEST_SUITE_END()
