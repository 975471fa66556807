#pragma once

#include "fleet/mail.hpp"
#include "rpc/mail_codec.hpp"

/// Acts from outside on their way to shards, and what comes back. They travel as they were written:
/// each process binds them to its own world.
namespace muster {

void write_act(const property_act_mail& m, wire::PropertyAct::Builder to);
property_act_mail read_act(wire::PropertyAct::Reader from, const wire_bounds& within);

void write_act(const command_act_mail& m, wire::CommandAct::Builder to);
command_act_mail read_act(wire::CommandAct::Reader from, const wire_bounds& within);

void write_act(const lifecycle_act_mail& m, wire::LifecycleAct::Builder to);
lifecycle_act_mail read_act(wire::LifecycleAct::Reader from, const wire_bounds& within);

void write_act(const question_mail& m, wire::Question::Builder to);
question_mail read_act(wire::Question::Reader from, const wire_bounds& within);

void write_device_answers(const answers_mail& m, wire::Answers::Builder to);
/// Columns fit together, and name fleets, devices and texts that there are.
answers_mail read_device_answers(wire::Answers::Reader from, const wire_bounds& within);

void write_act_report(const act_report_mail& m, wire::ActReport::Builder to);
act_report_mail read_act_report(wire::ActReport::Reader from, const wire_bounds& within);

/// About how many bytes acts and reports take beyond those of any mail; 0 of other mail.
std::size_t wire_bytes_of_act(const mail_body& body);

}  // namespace muster
