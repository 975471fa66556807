#include "fleet/command_order.hpp"

#include "fleet/hash.hpp"

namespace muster {

namespace {

std::string problem_of(const command_act& wanted) {
    if (wanted.device.empty()) return "a command act names its device";
    if (wanted.id.empty()) return "a command act has an id, so that a repeat has no second effect";
    if (wanted.connect_within < duration{} || wanted.queue_for < duration{} ||
        wanted.answer_within <= duration{})
        return "the times of a command act are not negative, and that of the answer is not zero";
    return {};
}

}  // namespace

command_order::command_order(const world& w, const command_act& wanted)
    : wanted_(wanted),
      problem_(problem_of(wanted)),
      key_(muster::device_key(wanted.device)),
      shard_(shard_of(key_, w.shards())),
      draw_key_(mix(world::draw_key("commands." + wanted.command), muster::device_key(wanted.id))),
      told_(w, wanted.command, wanted.request) {
    if (problem_.empty()) problem_ = told_.problem();
}

}  // namespace muster
