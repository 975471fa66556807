#include "tests/support/fleet_lab.hpp"

#include <stdexcept>

#include "connect/message_runs.hpp"
#include "report/result_json.hpp"
#include "store/memory_store.hpp"
#include "tests/support/deterministic_system.hpp"

namespace muster::testing {

namespace {

/// More than any lab's run makes between two barriers.
constexpr std::size_t all_events = 1U << 26;

class note_taker final : public sink {
public:
    note_taker(std::vector<seen_reading>& to, std::vector<seen_reading>& late)
        : to_(&to), late_(&late) {}
    void consume(std::uint32_t, const reading_batch& b) override { write(b, *to_); }
    void consume_late(std::uint32_t, const reading_batch& b) override { write(b, *late_); }
    bool wants_late() const override { return true; }
    void at_barrier(sim_time) override {}

private:
    static void write(const reading_batch& b, std::vector<seen_reading>& to) {
        for_each_message(b, [&](std::size_t first, std::size_t end) {
            const auto* note = b.note_of(first);
            for (auto i = first; i < end; ++i)
                to.push_back({b.key[i], b.series[i], b.tick[i], b.message[i], b.at[i], b.value[i],
                              b.sent[i], note != nullptr && note->course.garbled});
        });
    }

    std::vector<seen_reading>*to_, *late_;
};

}  // namespace

struct fleet_lab::inside {
    inside(fleet_lab& lab, scenario s, run_options options, lab_notes notes)
        : reader(lab.readings, lab.late) {
        if (!options.wall_seconds) options.wall_seconds = [this] { return system.wall_seconds(); };
        if (notes.events) options.events_kept = all_events, options.message_events = true;
        if (notes.readings) options.sinks.push_back(&reader);
        if (notes.journal && options.journal == nullptr) options.journal = &journal;
        run = std::make_unique<fleet_run>(system.system, std::move(s), std::move(options));
        run->events()->subscribe({}, 0, [&lab](const event_page& page) {
            lab.events.insert(lab.events.end(), page.events.begin(), page.events.end());
        });
    }

    void look_again(std::function<void(sim_time)> look) {
        run->at_next_barrier([this, look = std::move(look)](sim_time now) {
            look(now);
            look_again(look);
        });
    }

    deterministic_system system;
    memory_store journal;
    note_taker reader;
    std::unique_ptr<fleet_run> run;
    std::optional<run_outcome> outcome;
};

fleet_lab::fleet_lab(scenario s, run_options options, lab_notes notes)
    : in_(std::make_unique<inside>(*this, std::move(s), std::move(options), notes)) {}

fleet_lab::~fleet_lab() = default;

void fleet_lab::start() {
    in_->run->start([this](run_outcome o) { in_->outcome = std::move(o); });
}

const run_outcome& fleet_lab::run() {
    start();
    settle();
    while (!ended() && next_timer()) {
    }
    if (!ended()) throw std::runtime_error("the run neither ended nor waits for anything");
    return outcome();
}

void fleet_lab::settle() {
    in_->system.settle();
}
bool fleet_lab::ended() const {
    return in_->outcome.has_value();
}
bool fleet_lab::next_timer() {
    return in_->system.next_timer();
}
double fleet_lab::wall_seconds() const {
    return in_->system.wall_seconds();
}
const run_outcome& fleet_lab::outcome() const {
    return in_->outcome.value();
}
void fleet_lab::interrupt() {
    in_->run->interrupt();
}
void fleet_lab::perform(act what, std::function<void(act_answer)> done) {
    in_->run->desk().submit(std::move(what),
                            std::make_shared<pending_call<act_answer>>(std::move(done)));
}
void fleet_lab::at_every_barrier(std::function<void(sim_time)> look) {
    in_->look_again(std::move(look));
}

std::size_t fleet_lab::shut_down() {
    in_->run.reset();
    in_->system.settle();
    return in_->system.actors_left();
}

const world& fleet_lab::the_world() const {
    return in_->run->the_world();
}
std::uint32_t fleet_lab::shards() const {
    return the_world().shards();
}

shard_view fleet_lab::shard(std::uint32_t index) const {
    const auto& s = *in_->run->shards()[index];
    return {s.columns(), s.state(), s.counters(), s.faults(), s.legs(), s.populations()};
}

std::string fleet_lab::id_of(std::uint64_t key) const {
    for (std::uint32_t i = 0; i < shards(); ++i) {
        const auto& columns = shard(i).columns;
        for (slot s = 0; s < columns.size(); ++s)
            if (columns.keys[s] == key) return columns.id_of(s);
    }
    throw std::runtime_error("no device has this key");
}

shard_state fleet_lab::folded(std::uint32_t shard) const {
    shard_state state;
    for (const auto& c : in_->journal.load(shard))
        apply(state, c);
    return state;
}

std::vector<audit_entry> fleet_lab::audit() const {
    return in_->journal.audit();
}

std::string fleet_lab::canonical() const {
    return report::result_json(the_world().source(), outcome().result);
}

}  // namespace muster::testing
