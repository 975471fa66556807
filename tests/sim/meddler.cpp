#include "tests/sim/meddler.hpp"

namespace muster::sim {

void meddler::look(testing::fleet_lab& lab) {
    if (!dice_.chance(3)) return;
    ++acts_;
    const auto what = make_act(lab.the_world());
    // A repeat is answered as it was the first time, with the position of that time.
    const bool once = what.header.idempotency_key.empty();
    lab.perform(what, [this, once](const act_answer& a) {
        ++answers_;
        const bool performed = once && a.outcome == act_outcome::done;
        falls_back_ = falls_back_ || (performed && a.position < position_);
        if (performed) position_ = a.position;
    });
}

/// Keys are so few that they come again, with the same act and with others.
act_header meddler::header() {
    act_header h{dice_.one_of({"ada", "bob"}), "", "", {}};
    if (dice_.chance(30)) h.idempotency_key = dice_.one_of({"k1", "k2", "k3"});
    if (dice_.chance(20)) h.expected_version = dice_.below(4);
    return h;
}

act meddler::make_act(const world& w) {
    const auto& jobs = w.source().jobs;
    if (!jobs.empty() && dice_.chance(60)) {
        const auto verb = dice_.chance(20)   ? job_verb::cancel
                          : dice_.chance(60) ? job_verb::resume
                                             : job_verb::pause;
        return {header(), job_act{dice_.one_of(jobs).name, verb}};
    }
    const auto& fleet = dice_.one_of(w.fleets);
    device_target who;
    if (dice_.chance(50)) {
        std::string id;
        fleet.ids.write(dice_.below(fleet.spec->count), id);
        who.ids = {id, "nobody"};
    }
    if (fleet.properties.empty()) return {header(), property_act{who, "none", 1.0}};
    const auto& a = dice_.one_of(fleet.properties);
    return {header(), property_act{who, a.name(), value_for(a)}};
}

plain_value meddler::value_for(const attribute& a) {
    if (a.kind() == value_kind::boolean) return dice_.chance(50);
    if (a.kind() == value_kind::word) return dice_.one_of(a.words());
    if (a.kind() == value_kind::text) return std::string("1.0");
    return static_cast<double>(dice_.below(50));
}

void meddler::check(complaints& out) const {
    demand_equal(out, "answers to acts", answers_, acts_);
    demand(out, !falls_back_, "the durable position fell back");
}

}  // namespace muster::sim
