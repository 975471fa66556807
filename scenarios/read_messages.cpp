#include <algorithm>
#include <optional>

#include "fleet/signal_facts.hpp"
#include "scenarios/format.hpp"
#include "scenarios/places.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

std::vector<std::uint32_t> all_signals(const device_template& t) {
    std::vector<std::uint32_t> indices;
    for (std::uint32_t i = 0; i < t.signals.size(); ++i)
        indices.push_back(i);
    return indices;
}

std::vector<std::uint32_t> read_carries(reading& r, const yaml::node& found, device_template& t) {
    std::vector<std::uint32_t> indices;
    if (found.is_list() && found.items.empty())
        r.error("empty-list", found.where, "the message carries nothing",
                "name a signal, or leave `carries` out for all of them");
    for (const auto* item : r.one_or_more(found, "the name of a signal")) {
        const auto meant = find_signals(t, item->text);
        if (meant.ambiguous()) {
            refuse_ambiguous(r, item->where, item->text, t, meant);
            continue;
        }
        indices.insert(indices.end(), meant.meant.begin(), meant.meant.end());
        if (!meant.unknown() || r.names_incomplete) continue;
        auto names = signal_names(t);
        for (auto& name : position_names(t))
            names.push_back(std::move(name));
        r.known(*item, "unknown-signal", "signal", names);
    }
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
    return indices;
}

/// The places of carried signals: of one, or of the parts of one thing. None, and reported, where
/// the message carries no such, or several.
std::vector<std::uint32_t> carried(reading& r, const std::string& name, const place& where,
                                   const device_template& t, const message_spec& message) {
    auto found = find_signals(t, name);
    std::erase_if(found.meant, [&](std::uint32_t s) {
        return std::find(message.signals.begin(), message.signals.end(), s) ==
               message.signals.end();
    });
    if (found.unknown() && !r.names_incomplete)
        r.error("unknown-signal", where, "the message carries no signal " + ticked(name),
                r.suggestion(name, signal_names(t)));
    if (!found.ambiguous()) return found.meant;
    refuse_ambiguous(r, where, name, t, found);
    return {};
}

/// `true`, names of signals, or how far each has to move.
void read_changes(reading& r, const yaml::node& found, const device_template& t,
                  message_spec& message) {
    if (found.is_scalar() && scalars::parse_boolean(found.text)) {
        r.scalar(found, message.on_change, scalars::parse_boolean);
        return;
    }
    message.on_change = true;
    if (!found.is_map()) {
        for (const auto* item : r.one_or_more(found, "`true`, or the name of a signal"))
            for (const auto s : carried(r, item->text, item->where, t, message))
                message.changes.push_back({s, 0});
        return;
    }
    for (const auto& item : found.entries) {
        const auto moved = carried(r, item.key, item.where, t, message);
        double by = 0;
        if (moved.empty() || !r.scalar(item.value, by, scalars::parse_number)) continue;
        if (by < 0) r.error("out-of-range", item.value.where, "a move is not below zero");
        for (const auto s : moved)
            message.changes.push_back({s, by});
    }
}

/// Keys that make sense beside certain others only.
void check_worth(reading& r, const yaml::node& map, const message_spec& message) {
    const auto need = [&](const char* key, bool given, const std::string& other) {
        if (map.find(key) != nullptr && !given && !map.incomplete)
            r.error("misplaced-key", map.find(key)->where, ticked(key) + " needs " + other,
                    "add it, or remove " + ticked(key));
    };
    const bool gated = message.when || message.on_change || map.find("when") != nullptr;
    need("at_most", gated, "`when` or `on_change`");
    need("at_least", gated, "`when` or `on_change`");
    for (const char* key : {"at_least", "on_change", "jitter", "aligned"})
        need(key, !message.follows, "`every`");
    const auto* least = map.find("at_least");
    if (least == nullptr || message.at_least == duration{}) return;
    if (message.at_least < message.every)
        r.error("out-of-range", least->where,
                "the message is looked at every " + format_duration(message.every) +
                    ", which is less often",
                "lower the rate, or shorten `every`");
    else if (message.at_most > message.at_least)
        r.error("bad-range", least->where, "`at_least` is more often than `at_most`",
                "exchange the two");
}

/// When a message that is not always sent is sent.
void read_worth(reading& r, const yaml::node& map, const device_template& t,
                message_spec& message) {
    message.when = r.condition_at(map, "when", condition_role::devices);
    message.follows = map.find("when") != nullptr && map.find("every") == nullptr;
    if (const auto* changes = reading::get(map, "on_change")) read_changes(r, *changes, t, message);
    r.scalar(map, "at_most", message.at_most, scalars::parse_span_of_rate);
    r.scalar(map, "at_least", message.at_least, scalars::parse_span_of_rate);
    check_worth(r, map, message);
}

/// A message that follows others has to be looked at by something.
void check_followers(reading& r, const device_template& t) {
    for (const auto& m : t.messages) {
        if (!m.follows || !m.when || r.names_incomplete) continue;
        const auto watched = signals_named(t, m.when);
        const auto measures = [&](const message_spec& other) {
            return !other.follows &&
                   std::any_of(watched.begin(), watched.end(), [&](std::uint32_t s) {
                       return std::find(other.signals.begin(), other.signals.end(), s) !=
                              other.signals.end();
                   });
        };
        if (std::none_of(t.messages.begin(), t.messages.end(), measures))
            r.error("never-looked-at", m.when.where,
                    "no message with `every` carries a signal of this condition, so nothing ever "
                    "looks at it",
                    "add `every` to say how often it is looked at");
    }
}

void read_message(reading& r, const yaml::entry& item, device_template& t) {
    const auto& map = item.value;
    if (!r.is_map(map, "a mapping such as `{every: 1m}`")) return;
    message_spec message;
    message.name = item.key;
    message.where = item.where;
    r.scalar(map, "every", message.every, scalars::parse_duration);
    if (message.every == duration{}) {
        r.error("out-of-range", map.find("every")->where, "a period of no time");
        return;
    }
    read_jitter(r, map, message.jitter, message.jitter_of_period);
    r.scalar(map, "aligned", message.aligned, scalars::parse_boolean);
    const auto* carries = reading::get(map, "carries");
    message.signals = carries == nullptr ? all_signals(t) : read_carries(r, *carries, t);
    read_worth(r, map, t, message);
    std::uint64_t bytes = 0;
    r.scalar(map, "bytes", bytes, scalars::parse_count);
    constexpr std::uint64_t largest = 1'000'000'000;
    if (bytes > largest)
        r.error("out-of-range", map.find("bytes")->where, "a message has at most 1000M bytes");
    else
        message.bytes = static_cast<std::uint32_t>(bytes);
    t.messages.push_back(std::move(message));
}

}  // namespace

// A percentage or a single duration is uniform from zero, as people mean "up to".
void read_jitter(reading& r, const yaml::node& map, distribution& span, double& of_period) {
    const auto* found = reading::get(map, "jitter");
    if (found == nullptr) return;
    if (found->is_scalar() && !found->text.empty() && found->text.back() == '%') {
        share part;
        if (r.scalar(*found, part, scalars::parse_share)) of_period = part.fraction();
        return;
    }
    if (!r.durations(*found, span)) return;
    if (span.kind == distribution::shape::constant && span.a > 0)
        span = {distribution::shape::uniform, 0, span.a};
}

void read_messages(reading& r, const yaml::node& map, device_template& t) {
    if (!map.entries.empty()) t.messages.clear();
    for (const auto& item : map.entries)
        read_message(r, item, t);
    check_followers(r, t);
}

void add_default_messages(device_template& t) {
    for (std::uint32_t i = 0; i < t.signals.size(); ++i) {
        const auto& component = t.signals[i].component;
        auto name = component.empty() ? std::string("telemetry") : component;
        auto found = std::find_if(t.messages.begin(), t.messages.end(),
                                  [&name](const message_spec& m) { return m.name == name; });
        if (found == t.messages.end()) {
            t.messages.emplace_back().name = name;
            found = t.messages.end() - 1;
        }
        found->signals.push_back(i);
    }
}

}  // namespace muster::sections
