#include "tests/sim/shuffle.hpp"

#include <utility>

namespace muster::sim {

namespace {

template <class Thing>
void shuffle(std::vector<Thing>& all, dice& d) {
    for (auto n = all.size(); n > 1; --n)
        std::swap(all[n - 1], all[d.below(n)]);
}

}  // namespace

scenario shuffled(scenario s, dice& d) {
    std::vector<std::string> kinds;
    for (const auto& f : s.fleets)
        kinds.push_back(s.templates[f.template_index].name);
    shuffle(s.templates, d);
    for (std::size_t f = 0; f < kinds.size(); ++f)
        for (std::uint32_t t = 0; t < s.templates.size(); ++t)
            if (s.templates[t].name == kinds[f]) s.fleets[f].template_index = t;
    shuffle(s.fleets, d);
    shuffle(s.groups, d);
    shuffle(s.faults, d);
    shuffle(s.rules, d);
    // Of jobs that ask for their turn at once, the one that is written first has it.
    if (!s.service || !s.service->jobs) shuffle(s.jobs, d);
    return s;
}

}  // namespace muster::sim
