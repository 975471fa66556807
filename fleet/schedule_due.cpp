#include "fleet/schedule_due.hpp"

#include <algorithm>

namespace muster {

due_runs due(const schedule& what, std::optional<calendar_time> handled, calendar_time now,
             const missed_rule& rule) {
    due_runs out;
    out.handled = handled;
    schedule_walk walk(what, now + duration(1));
    while (const auto found = walk.next()) {
        if (handled && found->at <= *handled) continue;
        if (out.run) {
            out.missed.push_back(*out.run);
            ++out.missed_count;
        }
        if (out.missed.size() >= 2 * missed_kept)
            out.missed.erase(out.missed.begin(), out.missed.end() - missed_kept);
        out.run = found;
        out.handled = found->at;
    }
    if (out.run && rule.otherwise == missed_rule::late::skip && now - out.run->at > rule.grace) {
        out.missed.push_back(*out.run);
        ++out.missed_count;
        out.run.reset();
    }
    if (out.missed.size() > missed_kept)
        out.missed.erase(out.missed.begin(), out.missed.end() - missed_kept);
    return out;
}

}  // namespace muster
