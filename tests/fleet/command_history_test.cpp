#include "fleet/command_history.hpp"

#include <boost/test/unit_test.hpp>

using namespace muster;

namespace {

command_record record(std::uint64_t number, slot device, command_state state) {
    command_record r;
    r.number = number;
    r.device = device;
    r.id = "call " + std::to_string(number);
    r.state = state;
    return r;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_history_test)

BOOST_AUTO_TEST_CASE(a_command_is_found_by_its_number_and_by_its_id_on_the_device) {
    command_history all;
    all.put(record(7, 3, command_state::sent));
    BOOST_TEST((all.find(7)->state == command_state::sent));
    BOOST_TEST(all.find(3, "call 7")->number == 7U);
    BOOST_TEST((all.find(4, "call 7") == nullptr));
    all.put(record(7, 3, command_state::failed));
    BOOST_TEST((all.find(7)->state == command_state::failed));
    BOOST_TEST(all.of(3).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_device_s_history_has_the_newest_first_and_its_open_ones_the_oldest_first) {
    command_history all;
    all.put(record(1, 3, command_state::succeeded));
    all.put(record(2, 3, command_state::queued));
    all.put(record(3, 5, command_state::sent));
    all.put(record(4, 3, command_state::waiting));
    BOOST_TEST(all.of(3).front()->number == 4U);
    BOOST_TEST(all.of(3).back()->number == 1U);
    BOOST_TEST((all.open(3) == std::vector<std::uint64_t>{2, 4}));
}

BOOST_AUTO_TEST_CASE(the_oldest_that_is_over_is_forgotten_and_open_ones_are_not) {
    command_history all;
    all.put(record(1, 0, command_state::sent));
    for (std::uint64_t n = 2; n <= command_history::capacity + 3; ++n)
        all.put(record(n, 1, command_state::succeeded));
    BOOST_TEST((all.find(1) != nullptr));
    BOOST_TEST((all.find(2) == nullptr));
    BOOST_TEST((all.find(1, "call 2") == nullptr));
    BOOST_TEST((all.find(command_history::capacity + 3) != nullptr));
    BOOST_TEST(!all.full());
}

BOOST_AUTO_TEST_CASE(a_history_of_open_commands_is_full) {
    command_history all;
    for (std::uint64_t n = 1; n <= command_history::capacity; ++n)
        all.put(record(n, 1, command_state::queued));
    BOOST_TEST(all.full());
    all.put(record(1, 1, command_state::expired));
    BOOST_TEST(!all.full());
}

BOOST_AUTO_TEST_SUITE_END()
