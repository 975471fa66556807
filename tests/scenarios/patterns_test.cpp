#include <boost/test/unit_test.hpp>

#include <set>

#include "fleet/text_pattern.hpp"
#include "scenarios/patterns.hpp"

using namespace muster;

namespace {

// The same answer by writing all ids down.
bool overlap(const id_range& a, const id_range& b) {
    std::set<std::string> ids;
    for (std::uint64_t i = 1; i <= a.count; ++i)
        ids.insert(text_pattern(a.pattern).text(i));
    for (std::uint64_t i = 1; i <= b.count; ++i)
        if (ids.count(text_pattern(b.pattern).text(i)) > 0) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(patterns_test)

BOOST_AUTO_TEST_CASE(finds_common_ids_as_writing_all_of_them_does) {
    const char* patterns[] = {"m-##", "m-0#", "m-#1",  "m-1#", "m-#",
                              "##-1", "#2-1", "m-###", "m-1##"};
    for (const char* p : patterns)
        for (const char* q : patterns)
            for (std::uint64_t n : {1u, 9u, 99u})
                for (std::uint64_t m : {1u, 5u, 9u, 60u}) {
                    if (n > text_pattern(p).capacity() || m > text_pattern(q).capacity()) continue;
                    id_range a{p, n}, b{q, m};
                    BOOST_TEST_INFO(p << " " << n << " " << q << " " << m);
                    BOOST_TEST(common_id(a, b).has_value() == overlap(a, b));
                }
}

BOOST_AUTO_TEST_CASE(names_an_id_that_both_have) {
    BOOST_TEST(*common_id({"m-###", 999}, {"m-9##", 99}) == "m-901");
    BOOST_TEST(*common_id({"a-#######", 9'000'000}, {"a-#######", 1}) == "a-0000001");
}

BOOST_AUTO_TEST_CASE(counts_the_digits_that_are_needed) {
    BOOST_TEST(digits_for(1) == 1u);
    BOOST_TEST(digits_for(1'000'000) == 7u);
}

BOOST_AUTO_TEST_SUITE_END()
