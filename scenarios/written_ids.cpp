#include "scenarios/written_ids.hpp"

#include "fleet/fleet_members.hpp"

namespace muster {

written_ids::written_ids(const scenario& s) {
    const auto run = run_key(s.seed);
    for (const auto& fleet : s.fleets) {
        const auto rows = choose_rows(fleet, run);
        ids_.push_back(compile_ids(fleet, rows, compile_tags(fleet, run, texts_, rows), texts_));
    }
}

}  // namespace muster
