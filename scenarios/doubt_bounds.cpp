#include <algorithm>

#include "fleet/signal_facts.hpp"
#include "scenarios/format.hpp"
#include "scenarios/sections.hpp"

/// Bounds of a signal that its behaviour contradicts.
namespace muster::sections {

namespace {

struct bounds_doubt {
    reading& r;
    const signal_spec& s;

    void warn(const std::string& text, const std::string& remedy) {
        r.warn("out-of-bounds", s.where, ticked(s.full_name()) + ' ' + text, remedy);
    }

    /// Every reading would be the bound.
    void values(const distribution& d, double low, double high) {
        if (is_noisy(s)) return;
        const bool over = s.max && low > *s.max, under = s.min && high < *s.min;
        if (!over && !under) return;
        const auto bound =
            over ? "`max: " + format_number(*s.max) : "`min: " + format_number(*s.min);
        warn((d.kind == distribution::shape::constant ? "is always " + format_number(d.a)
                                                      : "is always outside of its bounds") +
                 ", so every reading would be its " + bound + '`',
             over ? "write a higher `max`, or lower values"
                  : "write a lower `min`, or higher values");
    }

    void start(const char* what, double from) {
        const bool over = s.max && from > *s.max, under = s.min && from < *s.min;
        if (over || under)
            warn("starts its " + std::string(what) + " at " + format_number(from) +
                     ", outside of its bounds",
                 "start it between `min` and `max`");
    }

    void operator()(const drawn_signal& d) {
        if (d.values.kind == distribution::shape::constant)
            values(d.values, d.values.a, d.values.a);
        if (d.values.kind == distribution::shape::uniform) values(d.values, d.values.a, d.values.b);
    }
    void operator()(const walk_signal& w) { start("walk", w.from); }
    void operator()(const counter_signal& c) {
        start("counter", c.from);
        if (c.wraps > 0 && c.from >= c.wraps)
            warn("starts at " + format_number(c.from) + ", but wraps to 0 at " +
                     format_number(c.wraps),
                 "start it below `wraps`");
        if (c.wraps > 0 && s.max && *s.max < c.wraps)
            warn("never gets from its `max: " + format_number(*s.max) + "` to where it wraps",
                 "leave `max` out, or let it wrap earlier");
    }
    template <class Other>
    void operator()(const Other&) {}
};

}  // namespace

void doubt_bounds(reading& r) {
    for (const auto& t : r.out.templates)
        for (const auto& s : t.signals)
            if (is_amount(s.kind) &&
                (s.min || s.max || std::holds_alternative<counter_signal>(s.shape)))
                std::visit(bounds_doubt{r, s}, s.shape);
}

}  // namespace muster::sections
