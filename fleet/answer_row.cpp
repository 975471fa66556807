#include "fleet/answer_row.hpp"

#include <algorithm>

#include "fleet/defaults.hpp"
#include "fleet/sketch.hpp"
#include "fleet/twin_column.hpp"

namespace muster {

namespace {

constexpr std::uint16_t code_failed = 500;

/// Of a command; 0: nobody answered.
std::uint16_t code_of(const question_order& order, std::uint32_t fleet, answer_state state) {
    if (!order.tells_command()) return 0;
    if (state == answer_state::answered) return code_accepted;
    if (state != answer_state::no_value) return 0;
    return order.fits(fleet) ? code_failed : code_rejected;
}

/// The text beside a device; null: none.
const std::string* text_at(const shard_answers& all, const fleet_answers& here, std::size_t i) {
    const auto place = here.texts.empty() ? no_text : here.texts[i];
    return place < all.texts.size() ? &all.texts[place] : nullptr;
}

plain_value value_of(const question_order& order, const shard_answers& all,
                     const fleet_answers& here, std::size_t i) {
    if (here.states[i] != answer_state::answered) return {};
    if (here.numbers.empty()) {
        const auto* text = text_at(all, here, i);
        return text == nullptr ? plain_value() : plain_value(*text);
    }
    if (order.asks_for_truth()) return here.numbers[i] != 0;
    return order.asks_for_span() ? here.numbers[i] / 1e6 : here.numbers[i];
}

std::string reason_of(const question_order& order, const shard_answers& all,
                      const fleet_answers& here, std::size_t i) {
    switch (here.states[i]) {
        case answer_state::answered:
        case answer_state::waiting:
            return {};
        case answer_state::absent:
            return "the device was not connected";
        case answer_state::left:
            return "the device went away before it answered";
        case answer_state::timed_out:
            return "no answer in time";
        case answer_state::no_value:
            break;
    }
    const auto* text = text_at(all, here, i);
    return text == nullptr ? order.why_no_value(here.fleet) : *text;
}

}  // namespace

const char* to_text(answer_state state) {
    static constexpr const char* names[] = {"waiting", "answered", "no_value",
                                            "gone",    "gone",     "timed_out"};
    return names[static_cast<std::size_t>(state)];
}

std::size_t size_of(const shard_answers& answers) {
    std::size_t n = 0;
    for (const auto& f : answers.fleets)
        n += f.size();
    return n;
}

std::vector<answer_row> rows_of(const world& w, const question_order& order,
                                const shard_answers& answers, std::size_t first, std::size_t most) {
    std::vector<answer_row> rows;
    for (const auto& here : answers.fleets) {
        const auto& fleet = w.fleets[here.fleet];
        for (std::size_t i = std::min(first, here.size()); i < here.size(); ++i) {
            if (rows.size() == most) return rows;
            const auto state = here.states[i];
            rows.push_back({fleet.ids.text(here.ordinals[i]), fleet.spec->name, state,
                            code_of(order, here.fleet, state), value_of(order, answers, here, i),
                            reason_of(order, answers, here, i), here.took[i]});
        }
        first -= std::min(first, here.size());
    }
    return rows;
}

namespace {

/// Adds up what devices answered. Sums are made in the order of shards and slots.
class answer_counter {
public:
    explicit answer_counter(const question_order& order) : order_(order) {
        all_.asked_for = to_text(order.wanted().what);
        all_.within = order.within();
    }

    void count(const shard_answers& answers) {
        for (const auto& here : answers.fleets)
            for (std::size_t i = 0; i < here.size(); ++i)
                count(answers, here, i);
    }

    question_result take(const answers_by_shard& answers) {
        if (latency_.count() > 0) all_.latency = latency_.summarize();
        if (!order_.tells_command() && !order_.asks_for_text() && !order_.asks_for_truth())
            all_.numbers = numbers_in(answers);
        rank_values();
        return std::move(all_);
    }

private:
    void count(const shard_answers& answers, const fleet_answers& here, std::size_t i) {
        const auto state = here.states[i];
        ++all_.asked;
        ++(state == answer_state::answered    ? all_.answered
           : state == answer_state::no_value  ? all_.no_value
           : state == answer_state::timed_out ? all_.timed_out
                                              : all_.gone);
        all_.took = std::max(all_.took, here.took[i]);
        if (state == answer_state::answered)
            count_value(answers, here, i);
        else
            ++all_.reasons[reason_of(order_, answers, here, i)];
        if (const auto code = code_of(order_, here.fleet, state)) ++all_.codes[code];
        const bool spoke = state == answer_state::answered || state == answer_state::no_value;
        const bool refused = order_.tells_command() && !order_.fits(here.fleet);
        if (spoke && !refused) latency_.add(static_cast<double>(here.took[i].count()) / 1e6);
    }

    void count_value(const shard_answers& answers, const fleet_answers& here, std::size_t i) {
        if (order_.asks_for_truth() && !here.numbers.empty())
            ++values_[here.numbers[i] != 0 ? "true" : "false"];
        if (!order_.asks_for_text()) return;
        if (const auto* text = text_at(answers, here, i)) ++values_[*text];
    }

    /// Finest around the mean, so that percentiles of values far from zero are as good as others.
    summary numbers_in(const answers_by_shard& answers) const {
        const double unit = order_.asks_for_span() ? 1e-6 : 1;
        const auto each = [&](auto use) {
            for (const auto& [shard, part] : answers)
                for (const auto& here : part.fleets)
                    for (std::size_t i = 0; i < here.numbers.size(); ++i)
                        if (here.states[i] == answer_state::answered) use(here.numbers[i] * unit);
        };
        double sum = 0;
        each([&](double x) { sum += x; });
        const auto count = static_cast<double>(std::max<std::uint64_t>(1, all_.answered));
        accumulator numbers(sketch_scale{sum / count, sketch_scale{}.unit});
        each([&](double x) { numbers.add(x); });
        return numbers.summarize();
    }

    void rank_values() {
        for (const auto& [value, devices] : values_)
            all_.values.push_back({value, devices});
        std::stable_sort(all_.values.begin(), all_.values.end(),
                         [](const auto& a, const auto& b) { return a.devices > b.devices; });
        for (auto i = defaults::frequent_values; i < all_.values.size(); ++i)
            all_.other_values += all_.values[i].devices;
        all_.values.resize(std::min(all_.values.size(), defaults::frequent_values));
    }

    const question_order& order_;
    question_result all_;
    accumulator latency_;
    std::map<std::string, std::uint64_t> values_;
};

}  // namespace

question_result summarize(const question_order& order, const answers_by_shard& answers) {
    answer_counter all(order);
    for (const auto& [shard, part] : answers)
        all.count(part);
    return all.take(answers);
}

}  // namespace muster
