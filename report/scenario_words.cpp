#include "report/scenario_words.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/format.hpp"
#include "report/text.hpp"

namespace muster::report {

std::string amount_text(const amount& a) {
    return a.is_share ? share_text(a.part) : count_text(a.count);
}

std::string aim_text(const aim& target) {
    const std::string who = target.who.text;
    const std::string unit = target.by.empty() ? "devices" : target.by + " clusters";
    if (!target.take && target.by.empty()) return who.empty() ? "every device" : "where " + who;
    const std::string taken = !target.take ? "all " + unit
                              : target.take->is_share
                                  ? amount_text(*target.take) + " of the " + unit
                                  : amount_text(*target.take) + " " + unit;
    return who.empty() ? taken : taken + " where " + who;
}

std::string fault_text(const fault_spec& fault) {
    const std::string signal = fault.signal.empty() ? "all signals" : fault.signal;
    std::string out = to_text(fault.kind);
    if (fault.kind == fault_kind::drift)
        out += " of " + number_text(fault.rate_per_hour) + " per hour on " + signal;
    else if (fault.kind == fault_kind::stuck)
        out += " on " + signal;
    else if (fault.kind == fault_kind::out_of_range)
        out += (fault.to ? " at " + number_text(*fault.to) : "") + " on " + signal + ", chance " +
               share_text(fault.chance) + " per reading";
    else if (fault.kind == fault_kind::command_failure)
        out += (fault.command.empty() ? "" : " of " + fault.command) + ", chance " +
               share_text(fault.chance) + " per command";
    else if (bends_messages(fault.kind) && has_chance(fault.kind))
        out += ", chance " + share_text(fault.chance) + " per message";
    else if (fault.kind == fault_kind::spike)
        out += " of " +
               (fault.size_relative ? number_text(fault.size * 100) + " % of the value"
                                    : number_text(fault.size)) +
               " on " + signal + ", chance " + share_text(fault.chance) + " per reading";
    else if (fault.kind == fault_kind::crash)
        out += ", chance " + share_text(fault.chance) + " per start";
    if (fault.adds) out += ", adds " + distribution_text(*fault.adds, true);
    if (fault.every)
        out += (fault.kind == fault_kind::reboot_loop ? ", a reboot every " : ", again every ") +
               distribution_text(*fault.every, true);
    if (fault.comes_at_random())
        out += ", at random " + number_text(fault.rate_per_hour * 24) + " times a day";
    if (fault.delay.count() > 0) out += ", " + words_text(fault.delay) + " after it is started";
    return out + (fault.lasts ? " for " + distribution_text(*fault.lasts, true) : " without end");
}

std::string batch_text(const batch_spec& batch) {
    switch (batch.kind) {
        case batch_spec::form::group:
            return batch.group;
        case batch_spec::form::part:
            return share_text(batch.part);
        case batch_spec::form::count:
            return count_text(batch.count, "device");
        case batch_spec::form::condition:
            return batch.who.text;
        case batch_spec::form::rest:
            return "rest";
    }
    return {};
}

std::string next_batch_text(const next_batch_spec& next) {
    std::string out = "when " + share_text(next.finished) + " have finished";
    if (next.succeeded.ppb > 0) out += ", " + share_text(next.succeeded) + " of them well";
    if (next.soak.count() > 0) out += ", and " + words_text(next.soak) + " have passed";
    if (next.healthy) out += ", if " + next.healthy.text;
    if (next.approval) out += ", and somebody has said so";
    if (next.succeeded.ppb > 0 || next.healthy)
        out += std::string("; else the job is ") + (next.pause_otherwise ? "paused" : "cancelled");
    return out;
}

namespace {

/// ` failed`, ` failed or were not reached`; what is counted unless somebody says otherwise is
/// ` failed`.
std::string counted_text(failure_set counts) {
    if (counts == cancel_spec{}.counts) return " failed";
    std::string out;
    for (std::size_t k = 0; k < failure_kinds; ++k)
        if (counts.test(k))
            out +=
                (out.empty() ? " " : " or ") + std::string(told_of(static_cast<failure_kind>(k)));
    return out;
}

}  // namespace

std::string cancel_text(const cancel_spec& cancel) {
    std::string out = "when more than " + amount_text(cancel.failed);
    if (cancel.failed.is_share)
        out += cancel.of == cancel_spec::base::batch ? " of a batch"
               : cancel.of == cancel_spec::base::job ? " of the job"
                                                     : " of the finished";
    out += counted_text(cancel.counts);
    if (cancel.at_least > 0) out += ", at least " + count_text(cancel.at_least);
    if (!cancel.overshoot) return out + ", with any number in excess";
    if (*cancel.overshoot == 0) return out + ", with none in excess";
    return out + ", with at most " + count_text(*cancel.overshoot) + " in excess";
}

std::string message_text(const message_spec& message) {
    std::string out =
        message.follows ? "when " + message.when.text : "every " + words_text(message.every);
    if (message.when && !message.follows) out += " when " + message.when.text;
    if (message.on_change) out += " on change";
    if (message.at_most.count() > 0) out += ", at most one per " + words_text(message.at_most);
    if (message.at_least.count() > 0) out += ", at least one per " + words_text(message.at_least);
    if (message.aligned) out += ", on the clock";
    if (message.jitter_of_period > 0)
        out += ", jitter " + number_text(100 * message.jitter_of_period) + " % of it";
    else if (message.jitter.a > 0 || message.jitter.b > 0)
        out += ", jitter " + distribution_text(message.jitter, true);
    return out;
}

namespace {

std::string always_text(const expectation_spec& e) {
    std::string out = "always";
    if (e.at.count() > 0) out += " from " + words_text(e.at);
    if (!e.except.empty()) out += ", except during " + join(e.except, ", ");
    if (!e.except.empty() && e.grace.count() > 0) out += " and " + words_text(e.grace) + " after";
    return out;
}

}  // namespace

std::string expectation_form_text(const expectation_spec& e) {
    const std::string tail = e.abort ? "; a breach stops the run" : "";
    switch (e.kind) {
        case expectation_spec::form::at_end:
            return "at the end" + tail;
        case expectation_spec::form::always:
            return always_text(e) + tail;
        case expectation_spec::form::after:
            return "within " + words_text(e.within) + " after " + e.after + tail;
        case expectation_spec::form::at:
            return "at " + words_text(e.at) + tail;
    }
    return {};
}

std::string starter_text(const scenario& about, const fault_spec& fault) {
    std::vector<std::string> starters;
    for (const device_template& t : about.templates) {
        for (const command_spec& command : t.commands)
            if (command.starts == fault.name)
                starters.push_back("command " + command.name + " of " + t.name);
        for (const firmware_spec& firmware : t.firmware) {
            const auto starts = [&](const firmware_effect& e) { return e.starts == fault.name; };
            if (std::any_of(firmware.effects.begin(), firmware.effects.end(), starts))
                starters.push_back("firmware " + firmware.version + " of " + t.name);
        }
    }
    return join(starters, ", ");
}

std::string output_text(const output_spec& output) {
    const bool compressed = output.path.ends_with(".zst");
    return std::string(output.kind == output_spec::form::csv ? "CSV" : "newline-delimited JSON") +
           (compressed ? ", compressed, to " : " to ") + output.path;
}

std::string warm_up_text(const time_settings& time) {
    return time.warm_up > duration::zero() ? " after a warm-up of " + words_text(time.warm_up) : "";
}

value_kind kind_of(const scenario& about, const signal_result& signal) {
    for (const device_template& t : about.templates) {
        if (t.name != signal.fleet_template) continue;
        for (const signal_spec& spec : t.signals)
            if (spec.name == signal.signal || spec.full_name() == signal.signal) return spec.kind;
    }
    return value_kind::number;
}

bool is_of_words(value_kind kind) {
    return kind == value_kind::word || kind == value_kind::boolean;
}

std::string value_text(const time_settings& time, value_kind kind, double value) {
    if (kind != value_kind::instant && kind != value_kind::time_span) return number_text(value);
    const duration span(static_cast<std::int64_t>(value));
    return kind == value_kind::instant ? date_text(time.start + span, time.zone_offset)
                                       : rough_text(span);
}

std::string word_shares_text(const signal_result& signal) {
    constexpr std::size_t shown = 6;
    auto words = signal.words;
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    while (!words.empty() && words.back().second == 0)
        words.pop_back();
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(shown, words.size()); ++i)
        parts.push_back(words[i].first + " " + percent_text(words[i].second, signal.values.count));
    if (words.size() > shown) parts.push_back(count_text(words.size() - shown) + " more");
    return join(parts, ", ");
}

}  // namespace muster::report
