// The one translation unit that carries Boost.Test's main.
#define BOOST_TEST_MODULE muster
#include <boost/test/unit_test.hpp>
