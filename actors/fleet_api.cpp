#include "actors/fleet_api.hpp"

#include <caf/actor_system.hpp>

#include <condition_variable>
#include <mutex>

#include "actors/deadline_keeper.hpp"
#include "actors/defaults.hpp"
#include "actors/fleet_run.hpp"
#include "actors/list_round.hpp"
#include "actors/planner.hpp"
#include "actors/system_config.hpp"
#include "fleet/hash.hpp"
#include "fleet/query/from_text.hpp"

namespace muster {

namespace {

class bus_subscription final : public subscription {
public:
    bus_subscription(std::shared_ptr<event_bus> bus, std::uint64_t number)
        : bus_(std::move(bus)), number_(number) {}
    ~bus_subscription() override { bus_->unsubscribe(number_); }

private:
    std::shared_ptr<event_bus> bus_;
    std::uint64_t number_;
};

act_answer too_late() {
    act_answer a;
    a.outcome = act_outcome::too_late;
    a.problem = "no barrier came before the deadline; nothing was done";
    return a;
}

act_answer not_known() {
    act_answer a;
    a.outcome = act_outcome::unknown;
    a.problem = "the deadline passed before the act was durable; ask again with the same key";
    return a;
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
        try {
            begin(std::move(on_end));
        } catch (...) {
            running_ = false;  // nothing will call `on_end`
            throw;
        }
    }

    void interrupt() override {
        const std::lock_guard guard(mutex_);
        run_->interrupt();
    }

    void perform(act what, double deadline_seconds, std::function<void(act_answer)> done) override {
        auto call = std::make_shared<pending_call<act_answer>>(std::move(done));
        deadlines_.after(deadline_seconds, [call] { call->expire(too_late(), not_known()); });
        run_->desk().submit(std::move(what), std::move(call));
    }

    void ask(act_header who, question_act what, std::size_t most, double deadline_seconds,
             std::function<void(question_reply)> done) override {
        const auto reply = [this, most, done = std::move(done)](act_answer answer) {
            answer_page page;
            if (answer.question)
                page = answers(answer_book::first_page(answer.question_number), most);
            done({std::move(answer), std::move(page)});
        };
        perform({std::move(who), std::move(what)}, deadline_seconds, reply);
    }

    answer_page answers(const std::string& cursor, std::size_t most) override {
        return run_->desk().answers().page(cursor, page_size(most));
    }

    void list(list_request request, double deadline_seconds,
              std::function<void(list_answer)> done) override {
        request.limit = page_size(request.limit);
        auto who = condition(request.where);
        const auto from =
            request.cursor.empty() ? list_place{} : from_cursor(request.cursor, request.where);
        list_answer nobody;
        nobody.problem = query::first_problem(who);
        if (nobody.problem.empty() && !from) nobody.problem = "the cursor is not of this list";
        if (!nobody.problem.empty()) return done(std::move(nobody));
        nobody.asked = run_->the_world().device_count;
        nobody.next = to_cursor(*from, request.where);
        const auto call = waiting<list_answer>(deadline_seconds, std::move(done), nobody);
        const auto round = std::make_shared<list_round>(
            std::move(request), std::move(who.bound), *from, expiry(deadline_seconds),
            [call](list_answer a) { call->answer(std::move(a)); });
        at_barrier(call, nobody, [this, round](sim_time at) { round->run(run_->directory(), at); });
    }

    void describe(const std::string& id, double deadline_seconds,
                  std::function<void(device_reply)> done) override {
        const device_reply late{{}, {}, false};
        const auto shard = shard_of(device_key(id), run_->the_world().shards());
        const auto call = waiting<device_reply>(deadline_seconds, std::move(done), late);
        at_barrier(call, late, [this, call, id, shard](sim_time at) {
            run_->directory().at(shard).describe(id, [at, call](auto found) {
                call->answer({at, std::move(found), true});
            });
        });
    }

    void job(const std::string& name, double deadline_seconds,
             std::function<void(job_reply)> done) override {
        const job_reply late{{}, {}, false};
        const auto call = waiting<job_reply>(deadline_seconds, std::move(done), late);
        at_barrier(call, late, [this, call, name](sim_time at) {
            call->answer({at, run_->job_named(name), true});
        });
    }

    std::unique_ptr<subscription> subscribe(
        event_filter filter, std::uint64_t since,
        std::function<void(const event_page&)> listener) override {
        auto bus = run_->events();
        const auto number = bus->subscribe(std::move(filter), since, std::move(listener));
        return std::make_unique<bus_subscription>(std::move(bus), number);
    }

    plan_facts plan(bool name_targets) override {
        run_->populate();
        return make_plan(*run_, name_targets);
    }

private:
    void begin(std::function<void(run_outcome)> on_end) {
        run_->start([this, done = std::move(on_end)](run_outcome outcome) {
            done(std::move(outcome));
            const std::lock_guard end(mutex_);
            running_ = false;
            ended_.notify_all();
        });
    }

    static std::size_t page_size(std::size_t wanted) {
        return wanted == 0 ? defaults::page : std::min(wanted, defaults::largest_page);
    }
    double now() const { return clock_ ? clock_() : 0; }
    /// Whether the deadline of a call that comes now has passed.
    std::function<bool()> expiry(double deadline_seconds) const {
        return [this, expires = now() + deadline_seconds] { return now() > expires; };
    }
    /// A call that is answered with `late` where nobody begins with it before the deadline.
    template <class Answer>
    std::shared_ptr<pending_call<Answer>> waiting(double deadline_seconds,
                                                  std::function<void(Answer)> done, Answer late) {
        auto call = std::make_shared<pending_call<Answer>>(std::move(done));
        deadlines_.after(deadline_seconds, [call, late] { call->expire(late); });
        return call;
    }
    /// Begins a call at the next barrier, unless its deadline has passed by then.
    template <class Answer, class Work>
    void at_barrier(const std::shared_ptr<pending_call<Answer>>& call, const Answer& otherwise,
                    Work work) {
        run_->at_next_barrier(
            [call, work](sim_time at) {
                if (call->begin()) work(at);
            },
            [call, otherwise] { call->answer(otherwise); });
    }
    query::bind_result condition(const std::string& where) const {
        if (where.empty()) return {};
        return query::from_text(where, run_->the_world().metrics.devices(), query::type::boolean);
    }

    system_config config_;
    caf::actor_system system_;
    std::function<double()> clock_;
    std::unique_ptr<fleet_run> run_;
    deadline_keeper deadlines_{system_};
    std::mutex mutex_;
    std::condition_variable ended_;
    bool running_ = false;
};

}  // namespace

std::unique_ptr<fleet_api> fleet_api::open(scenario s, run_options options) {
    return std::make_unique<local_fleet>(std::move(s), std::move(options));
}

}  // namespace muster
