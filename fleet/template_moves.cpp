#include "fleet/template_moves.hpp"

#include <algorithm>

namespace muster {

std::vector<template_move> moves_of(const scenario& s) {
    std::vector<bool> named(s.templates.size());
    const auto name = [&](const std::string& into) {
        for (std::size_t t = 0; t < s.templates.size(); ++t)
            if (!into.empty() && s.templates[t].name == into) named[t] = true;
    };
    for (const auto& act : s.acts)
        name(act.into);
    for (const auto& job : s.jobs)
        name(job.into);
    std::vector<template_move> all;
    for (std::uint32_t f = 0; f < s.fleets.size(); ++f)
        for (std::uint32_t t = 0; t < s.templates.size(); ++t) {
            const bool own = s.fleets[f].template_index == t;
            if (own ? s.fleets[f].assign_by_hand : bool(named[t])) all.push_back({f, t});
        }
    return all;
}

}  // namespace muster
