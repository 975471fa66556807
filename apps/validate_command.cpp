#include <iostream>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"

namespace muster::app {

int validate_command(const options& given) {
    bool all_good = true;
    for (const auto& file : given.files) {
        const auto s = read_input(given, file);
        all_good &= s.has_value();
        if (s)
            std::cout << file << ": valid, " << s->device_count()
                      << (s->device_count() == 1 ? " device in " : " devices in ")
                      << s->fleets.size() << " fleet" << (s->fleets.size() == 1 ? "" : "s") << ", "
                      << s->expect.size() << " expectation" << (s->expect.size() == 1 ? "" : "s")
                      << '\n';
    }
    return all_good ? all_held : bad_input;
}

}  // namespace muster::app
