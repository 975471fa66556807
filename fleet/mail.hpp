#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "fleet/act.hpp"
#include "fleet/change.hpp"
#include "fleet/job_mail.hpp"
#include "fleet/question_answers.hpp"
#include "fleet/service_mail.hpp"

namespace muster {

/// Who sends or receives control mail: shards have their numbers, control actors the numbers from
/// `shards` on.
using address = std::uint32_t;

/// Whoever acts on a fleet from outside: last in the order of sources.
inline constexpr address outside = 0xfffffffeU;

class command_order;
class device_selection;
class property_order;
class question_order;

// -- shard to control

/// One device whose turn failed.
struct device_failure {
    slot device = 0;
    std::uint64_t key = 0;
    std::uint32_t template_index = 0;
    sim_time at{};
    std::string reason;
};

/// The failures of one step in one shard, to the default group of their template.
struct failures_mail {
    std::vector<device_failure> failures;
};

/// What a survey found in one shard. For a fault or rule: the choice hash of each candidate (of
/// each cluster once); for a job: how many targets each batch that names its devices has here and
/// how many are left; for the health of a job: devices by term, in `batch_sizes`.
struct members_mail {
    std::uint64_t matched = 0;
    std::vector<std::uint64_t> hashes;
    std::vector<std::uint64_t> batch_sizes;
    std::uint64_t left = 0;
};

// -- control to shard

/// Asks every shard at the barrier who a fault or rule aims at, how healthy a job's devices are, or
/// freezes its targets. Answered with `members_mail`.
struct survey_mail {
    /// Of a job: whom it could choose, freeze the targets, who has joined since, how they are, how
    /// its legs stand.
    enum class subject : std::uint8_t {
        fault,
        job,
        rule,
        health,
        candidates,
        joined,
        legs
    } about = subject::fault;
    std::uint32_t index = 0;
    /// Of a job: its targets are the candidates whose choice hash is at most this.
    std::uint64_t threshold = ~std::uint64_t{0};
};

/// The candidates of the last survey whose choice hash is at most `threshold` have the fault from
/// the mail's instant.
struct fault_start_mail {
    std::uint32_t fault = 0;
    std::uint64_t threshold = 0;
};

/// The candidates of the last survey whose choice hash is at most `threshold` are watched by the
/// rule from the mail's instant on.
struct rule_watch_mail {
    std::uint32_t rule = 0;
    std::uint64_t threshold = 0;
};

struct restart_mail {
    std::vector<std::pair<slot, sim_time>> devices;
};
struct quarantine_mail {
    std::vector<slot> devices;
};

// -- from outside, and back

/// An operator's act on a job, to its actor. Answered with `act_report_mail`.
struct job_act_mail {
    std::uint64_t act = 0;
    job_verb verb = job_verb::pause;
    std::string principal;
    std::optional<std::uint64_t> expected_version;
};

/// A property act, to the shards that it concerns. Each answers with `act_report_mail`.
struct property_act_mail {
    std::uint64_t act = 0;
    std::shared_ptr<const property_order> order;
};

/// A command act, to the shard of its device. Answered with `act_report_mail` once the device has
/// answered, or did not in time.
struct command_act_mail {
    std::uint64_t act = 0;
    std::shared_ptr<const command_order> order;
};

/// A lifecycle act, to the shards that it concerns. Each answers with `act_report_mail`.
struct lifecycle_act_mail {
    std::uint64_t act = 0;
    lifecycle_verb verb = lifecycle_verb::block;
    std::shared_ptr<const device_selection> who;
    std::uint32_t into = 0;  ///< of migrate: number of the template
};

/// What a job actor or a shard did about an act.
struct act_report_mail {
    std::uint64_t act = 0;
    std::string refusal;        ///< not empty: version or state do not allow it
    std::uint64_t version = 0;  ///< of a job, after the act
    std::uint64_t matched = 0, changed = 0;
    std::optional<command_record> command{};
};

/// A question, to the shards that it concerns. Each answers with `answers_mail` once it waits for
/// none of its devices any more.
struct question_mail {
    std::uint64_t act = 0;
    std::shared_ptr<const question_order> order;
};

/// What the devices of a shard answered to a question.
struct answers_mail {
    std::uint64_t act = 0;
    shard_answers answers;
};

// -- to oneself

struct wake_mail {
    std::uint32_t token = 0;
};

using mail_body =
    std::variant<failures_mail, members_mail, leg_report_mail, survey_mail, fault_start_mail,
                 restart_mail, quarantine_mail, leg_plan_mail, leg_grant_mail, leg_close_mail,
                 job_act_mail, property_act_mail, act_report_mail, wake_mail, connect_ask_mail,
                 connect_answer_mail, rule_watch_mail, command_ask_mail, command_room_mail,
                 command_act_mail, lifecycle_act_mail, leg_window_mail, leg_retry_mail,
                 job_record_mail, job_turn_mail, leg_end_mail, question_mail, answers_mail,
                 leg_forget_mail>;

inline constexpr address every_shard = 0xffffffffU;

/// Control mail. Delivered in the order of (due, source, sequence), whatever the order in which it
/// was sent.
struct mail {
    sim_time due{};
    address source = 0;
    std::uint32_t sequence = 0;
    address to = 0;
    mail_body body;

    auto order() const { return std::tuple(due, source, sequence); }
};

}  // namespace muster
