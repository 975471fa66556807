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
        const auto verb = dice_.chance(10)   ? job_verb::erase
                          : dice_.chance(20) ? job_verb::cancel
                          : dice_.chance(60) ? job_verb::resume
                                             : job_verb::pause;
        return {header(), job_act{dice_.one_of(jobs).name, verb}};
    }
    const auto& fleet = dice_.one_of(w.fleets);
    if (dice_.chance(30)) return {header(), make_command(fleet)};
    device_target who;
    if (dice_.chance(50)) {
        std::string id;
        fleet.ids.write(dice_.below(fleet.spec->count), id);
        who.ids = {id, "nobody"};
    }
    if (dice_.chance(30)) {
        question_act asks{who, {}, ""};
        asks.what.within = std::chrono::seconds(dice_.between(1, 90));
        if (dice_.chance(50))
            asks.what.command = "nothing";  // what scenarios ask for is counted by the checks
        else
            asks.what.value = dice_.one_of({"$battery", "$state", "$id", "nothing"});
        return {header(), asks};
    }
    if (dice_.chance(30)) {
        constexpr lifecycle_verb verbs[] = {lifecycle_verb::block, lifecycle_verb::unblock,
                                            lifecycle_verb::approve, lifecycle_verb::remove,
                                            lifecycle_verb::migrate};
        if (who.ids.empty()) who.where = "$id LIKE '%3'";
        const auto verb = verbs[dice_.below(5)];
        const bool moves = verb == lifecycle_verb::migrate;
        return {header(),
                lifecycle_act{who, verb, moves ? dice_.one_of(w.source().templates).name : ""}};
    }
    if (fleet.properties.empty()) return {header(), property_act{who, {{"none", 1.0}}}};
    const auto& a = dice_.one_of(fleet.properties);
    return {header(), property_act{who, {{a.name(), value_for(a)}}}};
}

/// Ids are so few that they come again, on the same device and for other commands.
command_act meddler::make_command(const compiled_fleet& fleet) {
    command_act told;
    fleet.ids.write(dice_.below(fleet.spec->count), told.device);
    told.command = dice_.one_of({"reboot", "update", "nothing"});
    if (told.command == "update") told.request = {{"version", std::string("2.0")}};
    told.id = dice_.one_of({"c1", "c2", "c3", "c4"});
    if (dice_.chance(40)) told.connect_within = std::chrono::seconds(dice_.below(120));
    if (dice_.chance(40)) told.queue_for = std::chrono::seconds(dice_.below(600));
    return told;
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
