#pragma once

#include <vector>

#include "fleet/device_ids.hpp"
#include "fleet/dictionary.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// The ids that the devices of a scenario's fleets have, before anything else of it is compiled.
class written_ids {
public:
    explicit written_ids(const scenario& s);
    written_ids(const written_ids&) = delete;
    written_ids& operator=(const written_ids&) = delete;

    const device_ids& of(std::size_t fleet) const { return ids_[fleet]; }

private:
    dictionary texts_;
    std::vector<device_ids> ids_;
};

}  // namespace muster
