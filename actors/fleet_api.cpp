#include "actors/fleet_api.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/atom.hpp>

#include <condition_variable>
#include <mutex>

#include "actors/fleet_run.hpp"
#include "actors/planner.hpp"
#include "fleet/query/parser.hpp"

namespace muster {

namespace {

struct system_config : caf::actor_system_config {
    explicit system_config(unsigned workers) {
        set("scheduler.policy", caf::atom("sharing"));
        set("scheduler.max-threads", static_cast<std::size_t>(std::max(1U, workers)));
    }
};

/// Reads a question's answer from the shards; only at a barrier.
query_answer answer_from(const fleet_run& run, const query::expression& condition,
                         std::size_t most_ids, sim_time at) {
    query_answer answer;
    answer.at = at;
    for (const auto& s : run.shards()) {
        device_row row(run.the_world(), s->columns(), s->state());
        for (slot i = 0; i < s->columns().size(); ++i) {
            row.aim(i, at);
            if (!condition.holds(row)) continue;
            if (answer.ids.size() < most_ids) answer.ids.push_back(s->columns().id_of(i));
            ++answer.matched;
        }
        answer.asked += s->columns().size();
    }
    answer.answered = answer.asked;
    return answer;
}

class local_fleet final : public fleet_api {
public:
    local_fleet(scenario s, run_options options)
        : config_(options.workers),
          system_(config_),
          clock_(options.wall_seconds),
          run_(std::make_unique<fleet_run>(system_, std::move(s), std::move(options))) {}

    ~local_fleet() override {
        interrupt();
        std::unique_lock guard(mutex_);
        ended_.wait(guard, [this] { return !running_; });
        guard.unlock();
        run_.reset();
    }

    void start(std::function<void(run_outcome)> on_end) override {
        const std::lock_guard guard(mutex_);
        running_ = true;
        run_->start([this, done = std::move(on_end)](run_outcome outcome) {
            done(std::move(outcome));
            const std::lock_guard end(mutex_);
            running_ = false;
            ended_.notify_all();
        });
    }

    void interrupt() override {
        const std::lock_guard guard(mutex_);
        run_->interrupt();
    }

    void ask(const std::string& condition, std::size_t most_ids, double deadline_seconds,
             std::function<void(query_answer)> done) override {
        const auto parsed = query::parse(condition);
        auto bound = parsed.tree ? query::bind(parsed.tree, run_->the_world().metrics.devices(),
                                               query::type::boolean)
                                 : query::bind_result{};
        const auto& problems = parsed.tree ? bound.problems : parsed.problems;
        if (!problems.empty()) {
            query_answer refusal;
            refusal.problem = problems.front().text + "; " + problems.front().remedy;
            return done(std::move(refusal));
        }
        query_answer nobody;
        nobody.asked = run_->the_world().device_count;
        run_->at_next_barrier(
            [this, e = std::move(bound.bound), most_ids, expires = now() + deadline_seconds, nobody,
             done](sim_time at) {
                done(now() > expires ? nobody : answer_from(*run_, e, most_ids, at));
            },
            [nobody, done] { done(nobody); });
    }

    plan_facts plan() override {
        run_->populate();
        return make_plan(*run_);
    }

private:
    double now() const { return clock_ ? clock_() : 0; }

    system_config config_;
    caf::actor_system system_;
    std::function<double()> clock_;
    std::unique_ptr<fleet_run> run_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool running_ = false;
};

}  // namespace

std::unique_ptr<fleet_api> fleet_api::open(scenario s, run_options options) {
    return std::make_unique<local_fleet>(std::move(s), std::move(options));
}

}  // namespace muster
