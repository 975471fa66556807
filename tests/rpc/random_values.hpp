#pragma once

#include <boost/pfr.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "actors/shard_host.hpp"
#include "fleet/command_order.hpp"
#include "fleet/property_order.hpp"
#include "tests/rpc/random_questions.hpp"
#include "tests/rpc/valid_counts.hpp"
#include "tests/rpc/wide_bounds.hpp"
#include "tests/sim/dice.hpp"

/// Random values of whatever travels, field by field: a new field of a struct is filled without a
/// line here, and compared by `same_values.hpp`, so that a codec which forgets it fails its test.
namespace muster::testing {

class randomizer {
public:
    randomizer(std::uint64_t seed, const world& w) : dice_(seed), world_(&w) {}

    template <class T>
    T make() {
        T x{};
        fill(x);
        return x;
    }

private:
    std::size_t length() { return static_cast<std::size_t>(dice_.below(6)); }

    void fill(bool& x) { x = dice_.chance(50); }
    void fill(double& x) { x = static_cast<double>(static_cast<std::int64_t>(dice_.bits())) / 3; }
    void fill(std::string& x) {
        x.clear();
        for (auto n = dice_.below(12); n > 0; --n)
            x += static_cast<char>(dice_.between(1, 127));
    }
    void fill(duration& x) { x = duration(static_cast<std::int64_t>(dice_.bits())); }
    void fill(slot_set& x) {
        x = {};
        for (auto n = dice_.below(20); n > 0; --n) {
            const auto first = static_cast<slot>(dice_.bits() / 2);
            x.add_range(first, std::uint64_t{first} + (dice_.chance(80) ? 1 : dice_.below(9)));
        }
    }
    void fill(hash_sum& x) { x.total = (static_cast<uint128>(dice_.bits()) << 64) | dice_.bits(); }
    void fill(std::monostate&) {}
    void fill(accumulator& x) {
        x = {};
        for (auto n = length(); n > 0; --n)
            x.add(static_cast<double>(static_cast<std::int64_t>(dice_.bits())) / 7e12);
    }
    device_target some_devices() {
        auto ids = make<std::vector<std::string>>();
        return {ids, ids.empty() ? "region = 'north'" : ""};
    }
    void fill(std::shared_ptr<const property_order>& x) {
        x = std::make_shared<const property_order>(
            *world_,
            property_act{some_devices(), {{"limit", static_cast<double>(dice_.below(100))}}});
    }
    void fill(std::shared_ptr<const question_order>& x) {
        x = random_question(*this, dice_, *world_, some_devices());
    }
    void fill(shard_answers& x) { x = random_answers(*this, dice_); }
    void fill(std::shared_ptr<const device_selection>& x) {
        x = std::make_shared<const device_selection>(*world_, some_devices());
    }
    void fill(lifecycle_act_mail& x) {
        fill(x.act), fill(x.verb), fill(x.who);
        x.into = static_cast<std::uint32_t>(dice_.below(world_->source().templates.size()));
    }
    void fill(std::shared_ptr<const command_order>& x) {
        command_act told;
        told.device = "meter-" + make<std::string>();
        told.command = world_->source().templates.at(0).commands.at(0).name;
        told.request = make<command_request_fields>();
        told.id = "id" + make<std::string>();
        told.connect_within = duration(dice_.below(1'000'000));
        x = std::make_shared<const command_order>(*world_, told);
    }
    void fill(std::shared_ptr<const reading_batch>& x) {
        auto b = std::make_shared<reading_batch>();
        b->count = dice_.below(reading_batch::capacity + 1);
        for (std::size_t i = 0; i < b->count; ++i) {
            fill(b->key[i]), fill(b->ordinal[i]), fill(b->series[i]), fill(b->tick[i]);
            fill(b->at[i]), fill(b->value[i]), fill(b->sent[i]);
            b->fleet[i] = b->message[i] = 0;
            if (!dice_.chance(20)) continue;
            b->notes.push_back(make<message_note>());
            b->notes.back().first = i;
        }
        x = std::move(b);
    }

    void fill(std::shared_ptr<const job_progress>&) {}  // made where events are published
    void fill(request_value& x) {
        const auto shape = dice_.below(16);
        x = make<plain_value>();
        if (shape > 1) return;  // few of them, so that there is an end
        x = request_value(shape == 0 ? request_value::form::list : request_value::form::object,
                          make<command_request_fields>());
        for (auto& [name, value] : x.inner)
            if (shape == 0) name.clear();
    }

    void fill(leg_outcome& x) { fill_enum(x, leg_outcome::skipped); }
    void fill(lifecycle& x) { fill_enum(x, lifecycle::quarantined); }
    void fill(hold& x) { fill_enum(x, hold::unprovisioned); }
    void fill(answer_state& x) { fill_enum(x, answer_state::timed_out); }
    void fill(command_state& x) { fill_enum(x, command_state::refused); }
    void fill(lifecycle_verb& x) { fill_enum(x, lifecycle_verb::migrate); }
    void fill(job_verb& x) { fill_enum(x, job_verb::erase); }
    void fill(survey_mail::subject& x) { fill_enum(x, survey_mail::subject::legs); }
    void fill(job_stage& x) { fill_enum(x, job_stage::erased); }
    void fill(event_kind& x) { fill_enum(x, event_kind::group_left); }
    void fill(device_state& x) { fill_enum(x, device_state::empty); }
    template <class Enum>
    void fill_enum(Enum& x, Enum last) {
        x = static_cast<Enum>(dice_.below(static_cast<std::uint64_t>(last) + 1));
    }

    template <class A, class B>
    void fill(std::pair<A, B>& x) {
        fill(x.first), fill(x.second);
    }
    template <class T>
    void fill(std::optional<T>& x) {
        x.reset();
        if (dice_.chance(50)) x = make<T>();
    }
    template <class T>
    void fill(std::vector<T>& x) {
        x.clear();
        for (auto n = length(); n > 0; --n)
            x.push_back(make<T>());
    }
    void fill(update_counts& x) {
        for (auto& step : x)
            fill(step);
    }
    template <class K, class V>
    void fill(std::map<K, V>& x) {
        x.clear();
        for (auto n = length(); n > 0; --n) {
            auto key = make<K>();
            x[std::move(key)] = make<V>();
        }
    }
    template <class... Ts>
    void fill(std::variant<Ts...>& x) {
        const auto which = dice_.below(sizeof...(Ts));
        std::size_t i = 0;
        ((i++ == which ? void(x = make<Ts>()) : void()), ...);
    }
    template <class T>
    void fill(T& x) {
        if constexpr (std::is_integral_v<T>) {
            x = static_cast<T>(dice_.bits());
        } else {
            boost::pfr::for_each_field(x, [this](auto& field) { fill(field); });
            make_valid(x);
        }
    }

    /// What a decoder rightly refuses is not made.
    template <class T>
    void make_valid(T& x) {
        if constexpr (requires { x.shard; }) x.shard %= 1'000;
        if constexpr (std::is_same_v<T, shard_visit>)
            for (auto& m : x.outbox) {
                m.source = x.shard;
                const bool report = std::holds_alternative<act_report_mail>(m.body) ||
                                    std::holds_alternative<answers_mail>(m.body);
                m.to = report ? outside : 1'000 + m.to % 1'000;
            }
        if constexpr (std::is_same_v<T, scan_news>) x.counts.resize(device_states_count);
        if constexpr (std::is_same_v<T, device_answer>) {
            x.slots.resize(x.found.size());
            x.in_time = true;
        }
        if constexpr (std::is_same_v<T, quarantine_mail>) x.devices = {1, 5, 7};
        // Set where events are published, not where they are made.
        if constexpr (std::is_same_v<T, event>) x.sequence = 0, x.wall_seconds = 0;
        if constexpr (std::is_same_v<T, cause_counts>) make_valid_counts(x);
        if constexpr (std::is_same_v<T, leg_change>) make_valid_instants(x, 8 * dice_.below(4));
    }

    sim::dice dice_;
    const world* world_;
};

}  // namespace muster::testing
