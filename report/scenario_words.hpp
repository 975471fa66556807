#pragma once

#include <string>

#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"

namespace muster::report {

/// `0.3 %` or `12`
std::string amount_text(const amount& a);
/// `80 % of the substations among region = 'north'`, `every device`
std::string aim_text(const aim& target);
/// `power_off for 40m`, `drift of 0.5 per hour on temperature until the end`
std::string fault_text(const fault_spec& fault);
/// `pilots`, `1 %`, `100 devices`, `rest`
std::string batch_text(const batch_spec& batch);
/// `when 90 % have finished, 97 % of them well, and 6h have passed; else the job is paused`
std::string next_batch_text(const next_batch_spec& next);
/// `when more than 0.3 % of a batch failed, at least 10, with at most 20 in excess`
std::string cancel_text(const cancel_spec& cancel);
/// `every 5m, jitter 10 % of it`
std::string message_text(const message_spec& message);
/// `at the end`, `always from 1h, except power_cut and 15m after it`, `within 12m after power_cut`
std::string expectation_form_text(const expectation_spec& expectation);
/// `newline-delimited JSON to readings.ndjson`
std::string output_text(const output_spec& output);
/// ` after a warm-up of 15m`; nothing without one.
std::string warm_up_text(const time_settings& time);
/// What starts a fault that has no time of its own, such as `firmware 2.4.0 of controller`; empty
/// where nothing does.
std::string starter_text(const scenario& about, const fault_spec& fault);

/// Whether a signal's values are words or truths: their numbers are positions in a list, of which
/// neither a mean nor a quantile says anything.
bool is_of_words(value_kind kind);
value_kind kind_of(const scenario& about, const signal_result& signal);
/// A value of a signal: `21.5`, `2026-02-09 14:00:00` in the scenario's zone, `1m 30s`.
std::string value_text(const time_settings& time, value_kind kind, double value);
/// `free 62 %, charging 31 %, faulted 7 %`: the most frequent first; empty without any.
std::string word_shares_text(const signal_result& signal);

}  // namespace muster::report
