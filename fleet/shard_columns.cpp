#include "fleet/shard_columns.hpp"

#include <cmath>
#include <limits>

#include "fleet/hash.hpp"

namespace muster {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

stored_column store(const attribute& a, const std::vector<attribute_subject>& devices) {
    stored_column column;
    if (a.computed()) return column;
    const bool coded = a.kind() == value_kind::text || a.kind() == value_kind::word ||
                       a.kind() == value_kind::boolean;
    for (const auto& who : devices) {
        const double x = a.value_for(who);
        if (coded)
            column.codes.push_back(static_cast<std::uint32_t>(x));
        else
            column.numbers.push_back(x);
    }
    return column;
}

}  // namespace

void shard_columns::add_cohort(const world& w, const compiled_fleet& f,
                               std::vector<std::uint32_t> ordinals) {
    const auto n = ordinals.size();
    if (n == 0) return;
    auto& c = cohorts.emplace_back();
    c.fleet = &f;
    c.first = size();
    std::vector<attribute_subject> subjects;
    subjects.reserve(n);
    keys.reserve(keys.size() + n);
    std::string id;
    for (const auto ordinal : ordinals) {
        f.ids.write(ordinal, id);
        keys.push_back(device_key(id));
        subjects.push_back({ordinal, w.random_of(keys.back())});
    }
    c.ordinals = std::move(ordinals);
    flags.resize(flags.size() + n, 0);
    last_seen.resize(last_seen.size() + n, never);
    if (!w.rules.empty()) open_alerts.resize(open_alerts.size() + n, 0);
    c.last.assign(f.signals.size(), std::vector<double>(n, no_value));
    c.memory.assign(f.memories, std::vector<double>(n, no_value));
    c.ticks.assign(f.messages.size(), std::vector<std::uint32_t>(n, 0));
    for (const auto& a : f.tags)
        c.tags.push_back(store(a, subjects));
    for (const auto& a : f.properties)
        c.properties.push_back(store(a, subjects));
    for (const auto& who : subjects)
        for (const auto tag : f.clusters)
            c.clusters.push_back(w.cluster_key(f.tags[tag], who));
    for (const auto& m : f.messages) {
        const bool limited = m.gate && m.gate->has_limits();
        c.sent_at.emplace_back(limited ? n : 0, never);
    }
    if (const auto& battery = f.kind->battery)
        for (const auto& who : subjects)
            c.charges.push_back({charge_at_start(*battery, who.random), 0, {}});
}

std::string shard_columns::id_of(slot s) const {
    const auto& c = cohort_of(s);
    return c.fleet->ids.text(c.ordinals[s - c.first]);
}

std::optional<slot> shard_columns::find(std::uint64_t key) const {
    for (slot s = 0; s < keys.size(); ++s)
        if (keys[s] == key && present(s)) return s;
    return std::nullopt;
}

attribute_subject device_row::subject() const {
    const auto& c = columns_->cohorts[cohort_];
    return {c.ordinals[slot_ - c.first], world_->random_of(columns_->keys[slot_])};
}

double device_row::property(std::uint32_t index) const {
    if (const auto* changed = state_->changed_property(cohort_, index, slot_)) return *changed;
    const auto& c = columns_->cohorts[cohort_];
    return shard_columns::attribute_at(c.fleet->properties[index], c.properties[index], subject(),
                                       slot_ - c.first);
}

double device_row::desired(std::uint32_t index) const {
    const auto* twin = state_->twin(cohort_, index);
    const auto* wanted = twin == nullptr ? nullptr : twin->wanted(slot_);
    return wanted == nullptr ? no_value : wanted->value;
}

query::value device_row::acknowledged(std::uint32_t index) const {
    const auto* twin = state_->twin(cohort_, index);
    const auto* answer = twin == nullptr ? nullptr : twin->answer(slot_);
    return answer == nullptr ? query::value() : query::value(static_cast<double>(answer->code));
}

double device_row::tag(std::uint32_t index) const {
    const auto& c = columns_->cohorts[cohort_];
    return shard_columns::attribute_at(c.fleet->tags[index], c.tags[index], subject(),
                                       slot_ - c.first);
}

query::value device_row::get(query::field_id id) const {
    const auto& c = columns_->cohorts[cohort_];
    const auto ref = c.fleet->names[id];
    using home = column_ref::home;
    auto& buffer = buffers_[next_buffer_];
    switch (ref.where) {
        case home::absent:
            return {};
        case home::signal:
            return signal(ref.index);
        case home::property:
            return attribute_value(c.fleet->properties[ref.index], property(ref.index), buffer);
        case home::tag:
            return attribute_value(c.fleet->tags[ref.index], tag(ref.index), buffer);
        case home::platform:
            return platform(static_cast<platform_field>(ref.index));
        case home::job_state:
            return job_state(ref.index);
        case home::desired:
            return attribute_value(c.fleet->properties[ref.index], desired(ref.index), buffer);
        case home::acknowledged:
            return acknowledged(ref.index);
        case home::job_reason:
            return job_reason(ref.index);
        case home::group:
            return world_->is_listed(ref.index, columns_->keys[slot_]);
    }
    return {};
}

query::value device_row::attribute_value(const attribute& a, double x, std::string& buffer) const {
    if (std::isnan(x)) return {};
    switch (a.kind()) {
        case value_kind::text:
        case value_kind::word: {
            if (a.is_sequence()) next_buffer_ = (next_buffer_ + 1) % text_buffers;
            return a.text_of(x, world_->texts, buffer);
        }
        case value_kind::boolean:
            return x != 0;
        default:
            return x;
    }
}

query::value device_row::signal(std::uint32_t index) const {
    const auto& c = columns_->cohorts[cohort_];
    const double x = c.last[index][slot_ - c.first];
    if (std::isnan(x)) return {};
    const auto& spec = c.fleet->kind->signals[index];
    const auto code = static_cast<std::size_t>(x);
    switch (spec.kind) {
        case value_kind::word:
        case value_kind::text:
            return code < spec.words.size() ? query::value(std::string_view(spec.words[code]))
                                            : query::value();
        case value_kind::boolean:
            return x != 0;
        default:
            return x;
    }
}

query::value device_row::job_state(std::uint32_t job) const {
    const auto leg = state_->legs.find(job);
    if (leg == state_->legs.end() || !leg->second.targets.contains(slot_)) return {};
    return std::string_view(
        device_job_states()[static_cast<std::size_t>(leg->second.outcome_of(slot_))]);
}

query::value device_row::job_reason(std::uint32_t job) const {
    const auto leg = state_->legs.find(job);
    const auto* reason = leg == state_->legs.end() ? nullptr : leg->second.reason_of(slot_);
    return reason == nullptr ? query::value() : query::value(std::string_view(*reason));
}

query::value device_row::platform(platform_field which) const {
    const auto& c = columns_->cohorts[cohort_];
    switch (which) {
        case platform_field::none:
            return {};
        case platform_field::id:
        case platform_field::display_name: {
            auto& buffer = buffers_[next_buffer_];
            next_buffer_ = (next_buffer_ + 1) % text_buffers;
            c.fleet->ids.write(c.ordinals[slot_ - c.first], buffer);
            return std::string_view(buffer);
        }
        case platform_field::connected:
            return (columns_->flags[slot_] & disconnecting_flags) == 0;
        case platform_field::last_seen: {
            const auto seen = columns_->last_seen[slot_];
            return seen == never ? query::value()
                                 : query::value(static_cast<double>((now_ - seen).count()));
        }
        case platform_field::state:
            return std::string_view(
                device_states()[static_cast<std::size_t>(lifecycle_of(columns_->flags[slot_]))]);
        case platform_field::device_template:
            return c.fleet->kind->name.empty()
                       ? query::value()
                       : query::value(std::string_view(c.fleet->kind->name));
        case platform_field::fleet:
            return std::string_view(c.fleet->spec->name);
        case platform_field::simulated:
            return true;
        case platform_field::elapsed:
            return static_cast<double>((now_ - world_->source().time.warm_up).count()) / 1e6;
        case platform_field::asleep:
            return state_of(columns_->flags[slot_]) == device_state::asleep;
        case platform_field::provisioned:
            return !state_->of(hold::unprovisioned).contains(slot_);
        case platform_field::approved:
            return (columns_->flags[slot_] & flag_waiting) == 0;
        case platform_field::blocked:
            return (columns_->flags[slot_] & flag_blocked) != 0;
        case platform_field::open_alerts:
            return columns_->open_alerts.empty()
                       ? 0.0
                       : static_cast<double>(columns_->open_alerts[slot_]);
        case platform_field::battery:
            if (c.charges.empty()) return {};
            return 100 * c.charges[slot_ - c.first].left_at(now_) /
                   c.fleet->kind->battery->capacity;
    }
    return {};
}

}  // namespace muster
