#include "fleet/request_value.hpp"

#include <boost/test/unit_test.hpp>

#include "fleet/command_model.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(request_value_test)

BOOST_AUTO_TEST_CASE(requests_are_equal_where_all_is_that_is_in_them) {
    using form = request_value::form;
    const request_value list(form::list, {{"", 1.0}, {"", true}});
    const request_value object(form::object, {{"a", list}});
    BOOST_TEST((object == request_value(form::object, {{"a", list}})));
    BOOST_TEST((object != request_value(form::object, {{"b", list}})));
    BOOST_TEST((list != request_value(form::list, {{"", 1.0}, {"", std::string("true")}})));
    BOOST_TEST((request_value(form::object, {}) != request_value(form::list, {})));
    BOOST_TEST((request_value() == request_value(plain_value())));
}

BOOST_AUTO_TEST_CASE(a_request_has_twelve_levels_at_most) {
    request_value value(1.0);
    for (int level = 1; level <= 12; ++level) {
        BOOST_TEST(is_shallow({{"a", value}}), level);
        value = request_value(request_value::form::list, {{"", value}});
    }
    BOOST_TEST(!is_shallow({{"a", value}}));
    BOOST_TEST(is_shallow({}));
}

BOOST_AUTO_TEST_CASE(misfits_are_told_by_their_path_and_their_number) {
    diagnostics misfits;
    BOOST_TEST(misfit_text(misfits) == "");
    misfits.error("wrong-type", {"", 0, 0, "/filter/rooms/1"}, "a number was expected", "write 2");
    BOOST_TEST(misfit_text(misfits) == "request.filter.rooms.1: a number was expected; write 2");
    misfits.error("wrong-type", {"", 0, 0, "/x"}, "a text was expected");
    BOOST_TEST(misfit_text(misfits) ==
               "request.filter.rooms.1: a number was expected; write 2 (and 1 more)");
}

BOOST_AUTO_TEST_SUITE_END()
