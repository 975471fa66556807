#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "actors/answer_book.hpp"
#include "actors/pending_call.hpp"
#include "fleet/act_register.hpp"
#include "fleet/mail.hpp"
#include "fleet/run_result.hpp"
#include "fleet/world.hpp"
#include "store/store.hpp"

namespace muster {

/// Acts on their way from the facade through a run. Anybody submits; everything else is the
/// conductor's: it admits them at a full barrier, which stamps them (step, sequence) and makes mail
/// of them, collects what job actors and shards report, and tells the answers once the effect is
/// durable and the audit has it.
class act_desk {
public:
    using call = std::shared_ptr<pending_call<act_answer>>;

    /// `keeps_answers`: what each device answered to the scenario's questions will be read.
    act_desk(const world& w, bool keeps_answers);

    /// Any thread. Answered on the conductor's, or on the caller's where the run is over.
    void submit(act a, call who);

    /// Mail for what was submitted since the last call and has not expired.
    std::vector<mail> admit(sim_time now);
    /// Mail for the acts of the scenario, each due at its instant. Once, before the first `admit`.
    std::vector<mail> admit_script();
    /// What became of them so far.
    std::map<std::string, act_result> script_results() const;
    /// What has become of one of them, by its place in the scenario.
    const act_result& script_result(std::uint32_t act) const;
    /// Each device's answers to the scenario's questions, some at a time. Requires `keeps_answers`.
    void tell_script_answers(
        const std::function<void(std::uint32_t, const std::vector<answer_row>&)>& tell) const;
    /// Each device's answers to questions from outside.
    const answer_book& answers() const { return book_; }
    /// Mail from jobs and shards about admitted acts.
    void on_mail(mail m);
    /// Requires a report of an admitted act. A further one tells the end of a command whose act was
    /// answered before.
    void on_report(const act_report_mail& report);
    /// What was reported is concluded: entries for the audit, with the outcome.
    void conclude(sim_time now, std::vector<audit_entry>& audit);
    /// What was concluded is durable up to `position`: answers it.
    void settle(std::uint64_t position);
    /// The run is over: what is under way is answered as too late, and so is all that comes.
    void close();

private:
    struct submission {
        act what;
        call who;
    };
    /// An act of the scenario, or its part for one device.
    struct script {
        act_result* result = nullptr;  ///< null: nobody's
        bool alone = false;            ///< the act tells one device
    };
    /// An admitted act whose reports are not all in.
    struct errand {
        act what;
        act_answer answer;
        bool concluded = false;
        std::size_t reports = 0;  ///< still awaited
        bool on_devices = false;
        std::size_t ids = 0;  ///< of the target
        std::vector<call> callers;
        script scripted;
        std::optional<command_record> end{};  ///< of its command, after the answer
        std::shared_ptr<const question_order> question{};
        answers_by_shard answers{};
    };

    std::vector<submission> take_inbox();
    void admit_one(submission s, sim_time now, std::vector<mail>& out);
    std::size_t send(std::uint64_t number, const act& a, sim_time now, act_answer& answer,
                     std::vector<mail>& out);
    std::size_t send_job_act(std::uint64_t number, const act& a, sim_time now, act_answer& answer,
                             std::vector<mail>& out);
    std::size_t send_property_act(std::uint64_t number, const act& a, sim_time now,
                                  act_answer& answer, std::vector<mail>& out);
    std::size_t send_command_act(std::uint64_t number, const act& a, sim_time now,
                                 act_answer& answer, std::vector<mail>& out);
    std::size_t send_lifecycle_act(std::uint64_t number, const act& a, sim_time now,
                                   act_answer& answer, std::vector<mail>& out);
    std::size_t send_question(std::uint64_t number, const act& a, sim_time now, act_answer& answer,
                              std::vector<mail>& out);
    std::size_t send_to(const device_selection& who, std::uint64_t number, sim_time now,
                        const mail_body& body, std::vector<mail>& out);
    void post(sim_time now, address to, mail_body body, std::vector<mail>& out);
    void judge(std::uint64_t number, errand& e);
    void tell(std::uint64_t number, const errand& e);
    void tell_command(std::uint64_t number, const script& of, const command_record& last);
    void on_end(const act_report_mail& report);
    void on_answers(std::uint32_t shard, answers_mail& m);
    void judge_question(std::uint64_t number, errand& e);

    const world& world_;
    std::mutex mutex_;  ///< of the inbox
    std::vector<submission> inbox_;
    bool closed_ = false;

    act_register register_;
    std::map<std::uint64_t, errand> under_way_;  ///< by number
    std::map<std::string, act_result> script_results_;
    std::map<std::uint64_t, script> unfinished_;  ///< answered acts whose command is not over
    /// What each device answered to a question of the scenario, by name.
    struct script_answers {
        std::shared_ptr<const question_order> order;
        answers_by_shard answers;
    };

    const bool keeps_answers_;
    std::map<std::string, script_answers> script_answers_;
    answer_book book_;
    std::uint64_t next_act_ = 1;
    std::uint32_t next_mail_ = 0;
    std::uint64_t property_acts_ = 0;
};

}  // namespace muster
