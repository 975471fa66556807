#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fleet/command_record.hpp"
#include "fleet/question_result.hpp"
#include "fleet/time.hpp"
#include "fleet/value.hpp"

namespace muster {

/// Who acts, within what, and on which condition.
struct act_header {
    std::string principal;        ///< named in the audit; not empty
    std::string organization;     ///< scope of the act; empty: the whole fleet
    std::string idempotency_key;  ///< of the principal; empty: a repeat acts again
    std::optional<std::uint64_t> expected_version;  ///< of the subject; another one is a conflict
};

/// Devices by their ids, or all for which a condition holds; never handles or slots.
struct device_target {
    std::vector<std::string> ids;
    std::string where;  ///< used where there are no ids; empty: every device

    bool operator==(const device_target&) const = default;
};

/// What an operator does with a job. A resumed job goes on even where a gate between two batches
/// had paused it: the operator has looked at it. One that is erased was not begun, or is over; what
/// is known of its devices is forgotten, and what it did to them stays.
enum class job_verb : std::uint8_t { pause, resume, cancel, erase };

struct job_act {
    std::string job;
    job_verb verb = job_verb::pause;

    bool operator==(const job_act&) const = default;
};

/// What one property is to be.
struct property_setting {
    std::string property;  ///< with its component
    plain_value value;     ///< no value: nothing is wanted of a writable property any more

    bool operator==(const property_setting&) const = default;
};

/// Sets properties of the devices: the desired value of writable ones, which each device takes or
/// rejects when it is connected, and cloud properties at once. All of them or, where one is wrong,
/// none.
struct property_act {
    device_target target;
    std::vector<property_setting> sets;

    bool operator==(const property_act&) const = default;
};

/// Tells one device a command outside of jobs.
struct command_act {
    std::string device;
    std::string command;  ///< with its component, or its short name where only one has it
    command_request_fields request;
    /// What tells the invocation apart on its device; not empty. A repeat has the recorded answer
    /// and no second effect.
    std::string id;
    duration connect_within{};  ///< waits so long for a device that is not connected
    duration answer_within = std::chrono::seconds(30);  ///< from when it is sent
    duration queue_for{};  ///< not zero: kept so long for a device that is not connected; the act
                           ///< is answered at once then

    bool operator==(const command_act&) const = default;
};

/// Approve: a device that waits for it may connect. Remove: is no device any more. Migrate: gets
/// another template.
enum class lifecycle_verb : std::uint8_t { block, unblock, approve, remove, migrate };

/// Lets devices work or holds them back. What is blocked neither emits nor receives anything from
/// the step of the answer on.
struct lifecycle_act {
    device_target target;
    lifecycle_verb verb = lifecycle_verb::block;
    std::string into{};  ///< of migrate: the template's name

    bool operator==(const lifecycle_act&) const = default;
};

/// What devices are asked: the value of something that they have, or what becomes of a command.
/// One of the two.
struct question {
    std::string value;    ///< a name or a formula over a device; empty: a command is told
    std::string command;  ///< with its component, or its short name where only one has it
    command_request_fields request;
    duration within = std::chrono::seconds(30);  ///< answers that arrive later do not count

    bool operator==(const question&) const = default;
};

/// Asks devices, and is answered once nobody is waited for any more: at the deadline at the latest.
struct question_act {
    device_target target;
    question what;
    std::string id{};  ///< of what devices draw: under another id they may answer otherwise

    bool operator==(const question_act&) const = default;
};

/// Something done to a fleet from outside. It enters at the next step, stamped (step, sequence).
struct act {
    using body = std::variant<job_act, property_act, command_act, lifecycle_act, question_act>;

    act_header header;
    body what;
};

enum class act_outcome : std::uint8_t {
    done,
    unchanged,  ///< it was so already
    not_found,  ///< no such job, device or organization
    invalid,    ///< the act makes no sense, and `problem` says why
    conflict,   ///< another version, a state that does not allow it, or a key used for another act
    too_late,   ///< the run or the deadline was over; nothing was done
    unknown,  ///< the deadline or the run ended while it was under way: ask again with the same key
};

/// What became of an act. Told only when its effect is durable.
struct act_answer {
    act_outcome outcome = act_outcome::done;
    std::string problem;  ///< for people: what is wrong and what would be right
    /// Of the subject, after the act: a job's own; for devices the number of property acts so far.
    std::uint64_t version = 0;
    std::uint64_t position = 0;              ///< durable position; 0 where the run has no journal
    std::uint64_t matched = 0, changed = 0;  ///< devices
    std::optional<command_record> command;   ///< of a command act: how it went so far
    std::optional<question_result> question{};  ///< of a question
    std::uint64_t question_number = 0;          ///< by which the devices' answers are found
};

/// `block`, `approve`, ...
const char* to_text(job_verb verb);
const char* to_text(lifecycle_verb verb);
/// `done`, `not-found`, ...
const char* to_text(act_outcome outcome);
/// `temperature`, or `command diagnose`.
std::string to_text(const question& what);
/// `pause job fw`, `set property mode`: for the audit.
std::string summary_of(const act::body& what);
/// The job's name, or what the devices are picked by.
std::string subject_of(const act::body& what);

}  // namespace muster
