#include "actors/host_worker.hpp"

#include <caf/actor_system.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <functional>

#include "actors/supervision.hpp"

namespace muster {

namespace {

/// What a call has brought so far, and who waits for it.
struct call_under_way {
    sim_time now{};  ///< of a survey
    visit_report visits;
    control_outbox surveyed;
    end_report ended;
    std::function<void(call_under_way&)> answer;
    std::function<void(const std::string&)> refuse;
};

/// Puts one item of news where it belongs.
class bookkeeper {
public:
    bookkeeper(host_books& books, call_under_way& call) : books_(books), call_(call) {}

    void operator()(shard_visit& n) { call_.visits.shards.push_back(std::move(n)); }
    void operator()(survey_news& n) {
        call_.surveyed.mails.push_back({call_.now, n.shard, 0, 0, std::move(n.found)});
    }
    void operator()(state_news& n) { call_.ended.states.add(n.states); }
    void operator()(digest_news& n) {
        books_.digest->load(books_.host->shards().front(), n.readings);
    }
    void operator()(series_news& n) { books_.rolled->load(n.shard, n.series, std::move(n.window)); }
    void operator()(reading_news& n) {
        for (auto* s : books_.sinks)
            n.late ? s->consume_late(n.shard, *n.readings) : s->consume(n.shard, *n.readings);
    }
    void operator()(found_news&) {}   // questions are not asked through the worker
    void operator()(detail_news&) {}  // nor these
    template <class News>
    void operator()(News& n) {
        books_.mirrors.at(n.shard)->take(n);
    }

private:
    host_books& books_;
    call_under_way& call_;
};

struct host_worker_state {
    static inline constexpr const char* name = "host_worker";

    host_worker_actor::behavior_type make_behavior() {
        return {
            [this](const spawn_request&) {
                return begin<visit_report>(populate_call{}, &call_under_way::visits);
            },
            [this](visit_request& r) {
                return begin<visit_report>(std::move(r), &call_under_way::visits);
            },
            [this](const survey_request& r) {
                return begin<control_outbox>(r, &call_under_way::surveyed, r.now);
            },
            [this](const end_request& r) { return begin<end_report>(r, &call_under_way::ended); },
            [this](const look_call& c) { return look(c); },
            [this](const host_part& p) { take(p); },
        };
    }

    /// Calls the host; the promise is kept with the last part of the answer.
    template <class Answer>
    caf::typed_response_promise<Answer> begin(host_call what, Answer call_under_way::*which,
                                              sim_time now = {}) {
        auto promise = self->template make_response_promise<Answer>();
        call_under_way c;
        c.now = now;
        c.answer = [promise, which](call_under_way& all) mutable {
            promise.deliver(std::move(all.*which));
        };
        return send(std::move(what), std::move(c), promise);
    }

    caf::typed_response_promise<atom::looked> look(const look_call& what) {
        for (const auto& [shard, mirror] : books.mirrors)
            mirror->forget_scans();
        auto promise = self->make_response_promise<atom::looked>();
        call_under_way c;
        c.answer = [promise](call_under_way&) mutable { promise.deliver(atom::looked_v); };
        return send(what, std::move(c), promise);
    }

    template <class Promise>
    Promise send(host_call what, call_under_way c, Promise promise) {
        c.refuse = [promise](const std::string& why) mutable {
            promise.deliver(caf::make_error(caf::sec::runtime_error, why));
        };
        calls.emplace(++last_call, std::move(c));
        pass_on(last_call, std::move(what));
        return promise;
    }

    /// The host's thread may only post.
    void pass_on(std::uint64_t number, host_call what) {
        books.host->call(std::move(what), [me = host_worker_actor(self), number](host_answer a) {
            caf::anon_send(me, host_part{number, std::make_shared<host_answer>(std::move(a))});
        });
    }

    /// The next part is asked for when this one is dealt with, so that no more than one waits.
    void take(const host_part& part) {
        auto call = calls.extract(part.call);
        auto& c = call.mapped();
        bookkeeper keeper(books, c);
        for (auto& n : part.answer->news)
            std::visit(keeper, n);
        if (!part.answer->failure.empty()) return c.refuse(part.answer->failure);
        if (part.answer->rest == 0) return c.answer(c);
        calls.insert(std::move(call));
        pass_on(part.call, rest_call{part.answer->rest});
    }

    host_worker_actor::pointer self = nullptr;
    host_books books;
    std::map<std::uint64_t, call_under_way> calls;  ///< by number
    std::uint64_t last_call = 0;
};

host_worker_actor::behavior_type host_worker(
    host_worker_actor::stateful_pointer<host_worker_state> self, host_books books) {
    self->state.self = self;
    self->state.books = std::move(books);
    install_quiet_handlers(self);
    return self->state.make_behavior();
}

}  // namespace

host_worker_actor spawn_host_worker(caf::actor_system& system, host_books books) {
    return system.spawn(host_worker, std::move(books));
}

}  // namespace muster
