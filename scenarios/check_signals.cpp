#include <algorithm>

#include "fleet/compiled_fleet.hpp"
#include "fleet/signal_facts.hpp"
#include "scenarios/sections.hpp"

/// What can be said of signals only when the whole scenario is known.
namespace muster::sections {

namespace {

bool contains(const std::vector<std::uint32_t>& all, std::uint32_t one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// Of what is made of each other: the names on one circle, in the order of reading.
std::string circle_text(const device_template& t, std::uint32_t from,
                        const std::vector<std::uint32_t>& placed) {
    std::vector<std::uint32_t> path;
    while (!contains(path, from)) {
        path.push_back(from);
        for (const auto other : signals_read(t, path.back()))
            if (!contains(placed, other)) from = other;
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), from));
    path.push_back(from);
    std::string text;
    for (std::size_t i = 0; i < path.size(); ++i)
        text += (i == 0   ? ""
                 : i == 1 ? " is made of "
                          : ", that of ") +
                ticked(t.signals[path[i]].full_name());
    return text;
}

void check_circles(reading& r, const device_template& t) {
    const auto placed = in_order_of_reading(t);
    for (std::uint32_t i = 0; i < t.signals.size(); ++i) {
        if (contains(placed, i)) continue;
        r.error("circle", t.signals[i].where, circle_text(t, i, placed),
                "let one of them say its value without the others");
        return;
    }
}

/// By signal, the one that it correlates with; null without one.
using partners = std::vector<const signal_spec*>;

partners partners_of(const device_template& t) {
    partners all;
    for (const auto& s : t.signals) {
        const auto other = s.correlates ? find_signal(t, s.correlates->with) : signal_lookup{};
        all.push_back(other.index() == none ? nullptr : &t.signals[other.index()]);
    }
    return all;
}

bool in_circle(const device_template& t, const partners& all, const signal_spec& s) {
    const auto next = [&](const signal_spec* of) {
        return all[static_cast<std::size_t>(of - t.signals.data())];
    };
    const auto* at = next(&s);
    for (std::size_t steps = 0; at != nullptr && steps < all.size(); ++steps) {
        if (at == &s) return true;
        at = next(at);
    }
    return false;
}

bool in_same_messages(const device_template& t, const signal_spec& a, const signal_spec& b) {
    const auto first = static_cast<std::uint32_t>(&a - t.signals.data());
    const auto second = static_cast<std::uint32_t>(&b - t.signals.data());
    return std::all_of(t.messages.begin(), t.messages.end(), [&](const message_spec& m) {
        return contains(m.signals, first) == contains(m.signals, second);
    });
}

void check_correlation(reading& r, const device_template& t, const partners& all,
                       const signal_spec& s) {
    const auto& where = s.correlates->where;
    const auto* other = all[static_cast<std::size_t>(&s - t.signals.data())];
    const auto found = find_signal(t, s.correlates->with);
    if (found.ambiguous()) {
        refuse_ambiguous(r, where, s.correlates->with, t, found);
    } else if (other == nullptr) {
        r.error("unknown-signal", where, "there is no signal " + ticked(s.correlates->with),
                r.suggestion(s.correlates->with, signal_names(t)));
    } else if (in_circle(t, all, s)) {
        r.error("circle", where, "what it correlates with leads back to the signal itself",
                "name a signal that does not follow from this one");
    } else if (!in_same_messages(t, s, *other)) {
        r.error("not-together", where,
                ticked(s.full_name()) + " and " + ticked(other->full_name()) +
                    " are not in the same messages",
                "let each message carry both or none");
    }
    for (const auto* one : {&s, other})
        if (one != nullptr && !draws_each_reading(*one) && !is_noisy(*one))
            r.error("nothing-drawn", where,
                    ticked(one->full_name()) + " draws nothing for its readings",
                    "give it `noise`, or a behaviour that is drawn, such as `normal`");
}

/// What is to be measured needs a message, and what moves by its period one that has a period.
void check_period(reading& r, const device_template& t, std::uint32_t signal) {
    const auto& s = t.signals[signal];
    const bool moves = std::holds_alternative<approach_signal>(s.shape) ||
                       std::holds_alternative<integral_signal>(s.shape);
    const auto carries = [&](const message_spec& m) { return contains(m.signals, signal); };
    const auto in_time = [&](const message_spec& m) { return carries(m) && !m.follows; };
    if (std::none_of(t.messages.begin(), t.messages.end(), carries))
        return r.warn("never-measured", s.where.line > 0 ? s.where : t.where,
                      "no message of " + ticked(t.name) + " carries " + ticked(s.full_name()) +
                          ": it is never measured, and nothing sees it",
                      "add it to the `carries` of a message");
    if (!moves || std::any_of(t.messages.begin(), t.messages.end(), in_time)) return;
    r.warn("no-period", s.where,
           "no message with `every` carries " + ticked(s.full_name()) +
               ", so it moves by a minute at each reading, however far apart they are",
           "let a message with `every` carry it as well");
}

void check_together(reading& r, std::uint32_t kind, const signal_spec& s) {
    const auto& spec = *s.together;
    for (const auto& fleet : r.out.fleets) {
        if (fleet.template_index != kind) continue;
        std::vector<std::string> tags;
        for (const auto& tag : fleet.tags)
            tags.push_back(tag.name);
        if (std::find(tags.begin(), tags.end(), spec.tag) == tags.end())
            r.error("unknown-tag", spec.where,
                    "the fleet " + ticked(fleet.name) + " has no tag " + ticked(spec.tag),
                    r.suggestion(spec.tag, tags));
    }
    if (!draws_anything(s))
        r.error("nothing-drawn", spec.where, "the signal draws nothing that could be shared",
                "remove `together`, or give the signal `noise`");
    else if (spec.part < all_of_it && !draws_each_reading(s) && !is_noisy(s))
        r.error("nothing-drawn", spec.where,
                "the signal draws nothing for its readings, so no part of that can be shared",
                "leave `share` out: then devices move as one");
}

}  // namespace

void check_signals(reading& r) {
    if (r.names_incomplete) return;
    for (std::uint32_t k = 0; k < r.out.templates.size(); ++k) {
        const auto& t = r.out.templates[k];
        check_circles(r, t);
        const auto tied = partners_of(t);
        for (std::uint32_t i = 0; i < t.signals.size(); ++i)
            check_period(r, t, i);
        for (const auto& s : t.signals) {
            if (s.correlates) check_correlation(r, t, tied, s);
            if (s.together) check_together(r, k, s);
        }
    }
}

}  // namespace muster::sections
