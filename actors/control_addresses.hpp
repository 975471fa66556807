#pragma once

#include "fleet/mail.hpp"
#include "fleet/world.hpp"

namespace muster {

/// The numbers of the control actors: they follow the shards'.
struct control_addresses {
    explicit control_addresses(const world& w)
        : faults(w.shards()),
          first_group(faults + 1),
          first_job(first_group + static_cast<address>(w.source().templates.size())),
          service(first_job + static_cast<address>(w.source().jobs.size())),
          end(service + 1) {}

    address faults, first_group, first_job;
    address service;  ///< there only where it limits connects or commands
    address end;
};

}  // namespace muster
