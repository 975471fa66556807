#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "actors/answer_book.hpp"
#include "actors/run_options.hpp"
#include "fleet/act.hpp"
#include "fleet/device_page.hpp"
#include "fleet/event_log.hpp"
#include "fleet/plan_facts.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// A list of devices: which, how many at once, and where to go on.
struct list_request {
    std::string where;       ///< a condition; empty: every device
    std::size_t limit = 0;   ///< devices of a page; 0: the default; at most `largest_page`
    std::string cursor;      ///< of the page before; empty: the first page
    bool count_all = false;  ///< count the matches too, which looks at every device
};

/// One page, and how many of the devices asked about had an answer in time.
struct list_answer {
    sim_time at{};              ///< the barrier it was read at
    std::uint64_t matched = 0;  ///< with `count_all`, of the devices that answered
    std::vector<device_summary> devices;
    std::string next;  ///< cursor of the next page; empty: this was the last one
    /// Devices of the shards that this page needed, and of those that answered in time.
    std::uint64_t asked = 0, answered = 0;
    std::string problem;  ///< not empty: the condition or cursor is none, and why
};

struct device_reply {
    sim_time at{};
    std::optional<device_detail> device;  ///< nothing: no such device, or no answer in time
    bool in_time = true;
};

struct job_reply {
    sim_time at{};
    std::optional<job_result> job;  ///< nothing: no such job, or no answer in time
    bool in_time = true;
};

/// What became of a question. `answer.question` says how many were asked and what they answered,
/// all together; each device's answer is in `page` and those behind it.
struct question_reply {
    act_answer answer;
    answer_page page;
};

/// Ends a subscription when it goes. Not from within the listener. May outlive the fleet.
class subscription {
public:
    virtual ~subscription() = default;
};

/// The facade: everything outside `actors/` reaches a fleet through it, and no CAF type shows.
/// Calls are asynchronous; each has a deadline in seconds of wall time, at which it is answered
/// with what there is, whether a barrier has come or not. Completions run on a Muster worker (or on
/// the caller's thread where the run is over or the call is wrong) and may only post. Thread-safe.
/// One object is one run; destroying it interrupts the run and waits for it.
class fleet_api {
public:
    /// Compiles the scenario. The journal, sinks and callbacks of `options` have to outlive the
    /// object. Requires a scenario without errors; throws std::logic_error otherwise.
    static std::unique_ptr<fleet_api> open(scenario s, run_options options);

    virtual ~fleet_api() = default;

    /// Starts the run; `on_end` is called once.
    virtual void start(std::function<void(run_outcome)> on_end) = 0;
    /// Ends the run at the next barrier, with a result of what ran so far.
    virtual void interrupt() = 0;
    /// Creates the fleet, finds out what the scenario would do at its start, and runs nothing; with
    /// the ids of all jobs' targets, if wanted. Instead of `start`.
    virtual plan_facts plan(bool name_targets = false) = 0;

    /// Acts on jobs or devices from the next step on. `done` comes when the effect is durable.
    virtual void perform(act what, double deadline_seconds,
                         std::function<void(act_answer)> done) = 0;
    /// Asks devices from the next step on. `done` comes when nobody is waited for any more: in
    /// virtual time at the question's own deadline at the latest. `most`: answers of a page; 0: the
    /// default, at most `largest_page`.
    virtual void ask(act_header who, question_act what, std::size_t most, double deadline_seconds,
                     std::function<void(question_reply)> done) = 0;
    /// Further answers to a question that is over, at once; of the last `questions_kept`.
    virtual answer_page answers(const std::string& cursor, std::size_t most) = 0;
    /// Lists devices as they are at the next barrier, in an order that stays the same in a run.
    virtual void list(list_request request, double deadline_seconds,
                      std::function<void(list_answer)> done) = 0;
    /// All that is known of one device at the next barrier.
    virtual void describe(const std::string& id, double deadline_seconds,
                          std::function<void(device_reply)> done) = 0;
    /// A job as it is at the next barrier; its version is what acts on it may expect.
    virtual void job(const std::string& name, double deadline_seconds,
                     std::function<void(job_reply)> done) = 0;
    /// Hears of events from the sequence `since` on, page by page at barriers. Requires
    /// `run_options::events_kept`. A page says what was missed.
    virtual std::unique_ptr<subscription> subscribe(
        event_filter filter, std::uint64_t since,
        std::function<void(const event_page&)> listener) = 0;
};

}  // namespace muster
