#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "tests/tidy/ratchet.hpp"
#include "tests/tidy/rules.hpp"

namespace muster::tidy {

BOOST_AUTO_TEST_SUITE(tree_test)

BOOST_AUTO_TEST_CASE(the_tracked_tree_keeps_every_rule) {
    const std::string root = MUSTER_SOURCE_DIR;
    std::ifstream in(root + "/tests/tidy/ratchet.txt");
    const std::string tolerated(std::istreambuf_iterator<char>(in), {});

    const tree files = read_tree(root);
    BOOST_TEST(files.size() > 20U, "no tree to check under " << root);
    for (const std::string& complaint : compare(check_all(files), parse_ratchet(tolerated))) {
        BOOST_ERROR(complaint);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace muster::tidy
