#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fleet/question_answers.hpp"
#include "fleet/question_order.hpp"
#include "tests/sim/dice.hpp"

/// Random questions to devices, and answers that a decoder takes. `Random` is the randomizer.
namespace muster::testing {

template <class Random>
std::shared_ptr<const question_order> random_question(Random& random, sim::dice& d, const world& w,
                                                      device_target who) {
    question_act wanted{std::move(who), {}, random.template make<std::string>()};
    wanted.what.within = duration(1 + d.below(1'000'000'000));
    if (d.chance(50)) {
        wanted.what.value = d.one_of({"limit", "region", "$connected", "$last_seen"});
    } else {
        wanted.what.command = w.source().templates.at(0).commands.at(0).name;
        wanted.what.request = random.template make<command_request_fields>();
    }
    return std::make_shared<const question_order>(w, wanted);
}

template <class Random>
shard_answers random_answers(Random& random, sim::dice& d) {
    shard_answers all;
    all.texts = random.template make<std::vector<std::string>>();
    for (auto f = d.below(4); f > 0; --f) {
        auto& here = all.fleets.emplace_back();
        const bool numbers = d.chance(50);
        for (auto n = d.between(1, 6); n > 0; --n) {
            here.ordinals.push_back(static_cast<std::uint32_t>(d.below(2)));
            here.states.push_back(random.template make<answer_state>());
            here.took.push_back(random.template make<duration>());
            const auto text =
                all.texts.empty() || d.chance(20) ? no_text : d.below(all.texts.size());
            if (numbers)
                here.numbers.push_back(random.template make<double>());
            else
                here.texts.push_back(static_cast<std::uint32_t>(text));
        }
    }
    return all;
}

}  // namespace muster::testing
