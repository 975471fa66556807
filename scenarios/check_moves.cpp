#include <algorithm>

#include "fleet/template_moves.hpp"
#include "scenarios/sections.hpp"

/// Whether devices can live with the templates that acts and jobs give them.
namespace muster::sections {

namespace {

/// Signals whose devices share draws by a tag need the tag.
void check_tags(reading& r, const fleet_spec& fleet, const device_template& t) {
    std::vector<std::string> tags;
    for (const auto& tag : fleet.tags)
        tags.push_back(tag.name);
    for (const auto& s : t.signals) {
        if (!s.together || std::find(tags.begin(), tags.end(), s.together->tag) != tags.end())
            continue;
        r.error("unknown-tag", s.together->where,
                "the fleet " + ticked(fleet.name) + ", whose devices are given the template " +
                    ticked(t.name) + ", has no tag " + ticked(s.together->tag),
                r.suggestion(s.together->tag, tags));
    }
}

void doubt(reading& r, const std::string& into, const place& where) {
    const auto& templates = r.out.templates;
    const bool known = std::any_of(templates.begin(), templates.end(),
                                   [&](const auto& t) { return t.name == into; });
    if (known && moves_of(r.out).empty())
        r.warn("moves-nobody", where, "every device has the template " + ticked(into) + " already",
               "name another one");
}

}  // namespace

void check_moves(reading& r) {
    if (r.names_incomplete) return;
    for (const auto& move : moves_of(r.out))
        check_tags(r, r.out.fleets[move.fleet], r.out.templates[move.template_index]);
    for (const auto& act : r.out.acts)
        doubt(r, act.into, act.where);
    for (const auto& job : r.out.jobs)
        doubt(r, job.into, job.where);
}

}  // namespace muster::sections
