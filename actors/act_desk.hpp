#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "fleet/act_register.hpp"
#include "fleet/mail.hpp"
#include "fleet/world.hpp"
#include "store/store.hpp"

namespace muster {

/// Acts on their way from the facade through a run. Anybody submits; everything else is the
/// conductor's: it admits them at a full barrier, which stamps them (step, sequence) and makes mail
/// of them, collects what job actors and shards report, and tells the answers once the effect is
/// durable.
class act_desk {
public:
    using completion = std::function<void(act_answer)>;

    explicit act_desk(const world& w);

    /// Any thread. `expires` is on the injected clock; an act that no barrier admits before is not
    /// done. `done` is called once, on a Muster worker, or on the caller's thread where the run is
    /// over.
    void submit(act a, double expires, completion done);

    /// Mail for what was submitted since the last call; entries for the audit in `audit`.
    std::vector<mail> admit(sim_time now, double clock, std::vector<audit_entry>& audit);
    /// Requires a report of an admitted act.
    void on_report(const act_report_mail& report);
    /// What was reported is durable up to `position`: answers it.
    void settle(std::uint64_t position);
    /// The run is over: what is under way is answered as too late, and so is all that comes.
    void close();

private:
    struct submission {
        act what;
        double expires = 0;
        completion done;
    };
    /// An admitted act whose reports are not all in.
    struct errand {
        act_answer answer;
        std::size_t reports = 0;  ///< still awaited
        bool on_devices = false;
        std::size_t ids = 0;  ///< of the target
        std::vector<completion> done;
    };

    std::vector<submission> take_inbox();
    act_answer refusal_of(const submission& s, double clock) const;
    void admit_one(submission s, sim_time now, double clock, std::vector<mail>& out,
                   std::vector<audit_entry>& audit);
    std::size_t send(std::uint64_t number, const act& a, sim_time now, act_answer& answer,
                     std::vector<mail>& out);
    std::size_t send_job_act(std::uint64_t number, const act& a, sim_time now, act_answer& answer,
                             std::vector<mail>& out);
    std::size_t send_property_act(std::uint64_t number, const act& a, sim_time now,
                                  act_answer& answer, std::vector<mail>& out);
    void post(sim_time now, address to, mail_body body, std::vector<mail>& out);
    void conclude(errand& e);

    const world& world_;
    std::mutex mutex_;  ///< of the inbox
    std::vector<submission> inbox_;
    bool closed_ = false;

    act_register register_;
    std::map<std::uint64_t, errand> under_way_;  ///< by number
    std::uint64_t next_act_ = 1;
    std::uint32_t next_mail_ = 0;
    std::uint64_t property_acts_ = 0;
};

}  // namespace muster
