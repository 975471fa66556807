#pragma once

#include <optional>

#include "fleet/mail.hpp"
#include "rpc/wire.hpp"
#include "schemas/mail.capnp.h"

namespace muster {

void write_job_change(std::uint32_t job, const job_record& r, wire::JobChange::Builder to);
job_change read_job_change(wire::JobChange::Reader from, const wire_bounds& within);

/// Empty for mail of another kind.
std::optional<mail_body> read_job_mail(wire::Mail::Body::Reader from, const wire_bounds& within);
/// Empty for a change of something else.
std::optional<change_body> read_job_part(wire::Change::What::Reader from,
                                         const wire_bounds& within);

}  // namespace muster
