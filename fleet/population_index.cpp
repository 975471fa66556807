#include "fleet/population_index.hpp"

#include <algorithm>

#include "fleet/world.hpp"

namespace muster {

namespace {

using source = device_name::source;

bool is_flag(platform_field which) {
    return which == platform_field::connected || which == platform_field::state ||
           which == platform_field::asleep || which == platform_field::approved ||
           which == platform_field::blocked;
}

/// A population that reads two fields of a kind is looked at once.
void add(population_index::list& to, std::uint32_t population) {
    if (to.empty() || to.back() != population) to.push_back(population);
}

class indexer {
public:
    indexer(const world& w, population_index& out) : w_(w), out_(out) {
        out_.jobs.resize(w.source().jobs.size());
        out_.follows_flags.resize(w.populations.size());
        for (const auto& f : w.fleets) {
            const auto n = f.properties.size();
            out_.fleets.push_back({{}, {}, {}});
            auto& of = out_.fleets.back();
            for (auto* lists : {&of.properties, &of.desired, &of.acknowledged})
                lists->resize(n);
        }
    }

    void take(std::uint32_t population) {
        const auto& p = w_.populations[population];
        if (p.is_volatile) return;
        add(p.selects() ? out_.conditional : out_.unconditional, population);
        for (const auto field : p.who.fields())
            read(population, field);
    }

private:
    void read(std::uint32_t population, query::field_id field) {
        const auto& name = w_.metrics.devices().all()[field];
        const bool on_device = name.from == source::platform;
        const bool in_job = name.from == source::job_state || name.from == source::job_reason;
        if (in_job) change(out_.jobs[name.job], population);
        if (on_device && is_flag(name.which)) {
            change(out_.flags, population);
            out_.follows_flags[population] = true;
        }
        if (on_device && name.which == platform_field::provisioned)
            change(out_.provisioned, population);
        if (on_device && name.which == platform_field::open_alerts) change(out_.alerts, population);
        for (std::size_t f = 0; f < w_.fleets.size(); ++f)
            read_property(population, w_.fleets[f].names[field], out_.fleets[f]);
    }

    void read_property(std::uint32_t population, const column_ref& ref,
                       population_index::of_fleet& fleet) {
        using home = column_ref::home;
        if (ref.where == home::property) change(fleet.properties[ref.index], population);
        if (ref.where == home::desired) change(fleet.desired[ref.index], population);
        if (ref.where != home::acknowledged) return;
        change(fleet.acknowledged[ref.index], population);
        change(fleet.desired[ref.index], population);  // what is newly wanted has no answer yet
    }

    void change(population_index::list& to, std::uint32_t population) {
        add(to, population);
        add(out_.changing, population);
    }

    const world& w_;
    population_index& out_;
};

}  // namespace

bool can_be_kept(const device_name& field) {
    if (field.from == source::signal) return false;
    return field.which != platform_field::last_seen && field.which != platform_field::elapsed &&
           field.which != platform_field::battery;
}

population_index::population_index(const world& w) {
    indexer reader(w, *this);
    for (std::uint32_t p = 0; p < w.populations.size(); ++p)
        reader.take(p);
}

}  // namespace muster
