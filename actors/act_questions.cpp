#include <algorithm>
#include <utility>

#include "actors/act_desk.hpp"
#include "actors/defaults.hpp"

/// Questions on their way through the desk, and what devices answered.
namespace muster {

std::size_t act_desk::send_question(std::uint64_t number, const act& a, sim_time now,
                                    act_answer& answer, std::vector<mail>& out) {
    auto wanted = std::get<question_act>(a.what);
    if (wanted.id.empty()) wanted.id = a.header.idempotency_key;
    if (wanted.id.empty()) wanted.id = "act " + std::to_string(number);
    const auto order = std::make_shared<const question_order>(world_, wanted);
    if (!order->problem().empty()) {
        answer.outcome = act_outcome::invalid;
        answer.problem = order->problem();
        return 0;
    }
    under_way_[number].question = order;
    return send_to(order->who(), number, now, question_mail{number, order}, out);
}

void act_desk::on_mail(mail m) {
    if (const auto* report = std::get_if<act_report_mail>(&m.body)) return on_report(*report);
    if (auto* answers = std::get_if<answers_mail>(&m.body)) on_answers(m.source, *answers);
}

void act_desk::on_answers(std::uint32_t shard, answers_mail& m) {
    const auto at = under_way_.find(m.act);
    if (at == under_way_.end() || !at->second.question || at->second.reports == 0) return;
    --at->second.reports;
    if (!m.answers.empty()) at->second.answers.emplace(shard, std::move(m.answers));
}

/// All devices have answered, or nobody waits for them any more.
void act_desk::judge_question(std::uint64_t number, errand& e) {
    auto& a = e.answer;
    a.question = summarize(*e.question, e.answers);
    a.question_number = number;
    a.matched = a.question->asked;
    if (e.ids > 0 && a.matched == 0) a.outcome = act_outcome::not_found;
    if (e.scripted.result == nullptr)
        book_.keep(number, e.question, std::exchange(e.answers, {}));
    else if (keeps_answers_)
        script_answers_[e.question->wanted().id] = {e.question, std::exchange(e.answers, {})};
    e.answers.clear();
}

const act_result& act_desk::script_result(std::uint32_t act) const {
    return script_results_.at(world_.source().acts[act].name);
}

void act_desk::tell_script_answers(
    const std::function<void(std::uint32_t, const std::vector<answer_row>&)>& tell) const {
    const auto& acts = world_.source().acts;
    for (std::uint32_t i = 0; i < acts.size(); ++i) {
        if (!acts[i].asks) continue;
        tell(i, {});  // a question that nobody was asked has its place, too
        const auto of = script_answers_.find(acts[i].name);
        if (of == script_answers_.end()) continue;
        for (const auto& [shard, answers] : of->second.answers) {
            const auto devices = size_of(answers);
            for (std::size_t first = 0; first < devices; first += defaults::answers_at_once)
                tell(i,
                     rows_of(world_, *of->second.order, answers, first, defaults::answers_at_once));
        }
    }
}

}  // namespace muster
