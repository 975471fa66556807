#pragma once

#include "fleet/mail.hpp"
#include "rpc/wire.hpp"
#include "schemas/mail.capnp.h"

namespace muster {

void write_mail(const mail& m, wire::Mail::Builder to);
/// Throws wire_error. Who gets the mail is the caller's to check.
mail read_mail(wire::Mail::Reader from, const wire_bounds& within);
/// About how many bytes it takes on the wire.
std::size_t wire_bytes(const mail& m);

void write_members(const members_mail& m, wire::Members::Builder to);
members_mail read_members(wire::Members::Reader from);

void write_survey(const survey_mail& m, wire::Survey::Builder to);
survey_mail read_survey(wire::Survey::Reader from, const wire_bounds& within);

void write_slots(const slot_set& s, wire::Slots::Builder to);
slot_set read_slots(wire::Slots::Reader from, const wire_bounds& within);

void write_value(const plain_value& v, wire::Value::Builder to);
plain_value read_value(wire::Value::Reader from);

void write_record(const command_record& r, wire::CommandRecord::Builder to);
command_record read_record(wire::CommandRecord::Reader from, const wire_bounds& within);

void write_change(const change& c, wire::Change::Builder to);
/// How many bytes the change alone takes as a record.
std::size_t record_bytes(const change& c);
change read_change(wire::Change::Reader from, const wire_bounds& within);

}  // namespace muster
