#include "fleet/cause_counts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "fleet/defaults.hpp"

namespace muster {

namespace {

constexpr std::uint32_t no_place = 0xffffffffU;

/// Whether values are names of something, or whole numbers that may be.
bool is_discrete(value_kind kind) {
    return !is_amount(kind) || kind == value_kind::integer;
}

void add_names(std::set<std::string>& to, const std::vector<attribute>& all) {
    for (const auto& a : all)
        if (is_discrete(a.kind())) to.insert(a.name());
}

std::uint32_t index_of(const std::vector<attribute>& all, const std::string& name) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const attribute& a) {
        return a.name() == name && is_discrete(a.kind());
    });
    return at == all.end() ? none : static_cast<std::uint32_t>(at - all.begin());
}

/// As a person writes it.
std::string text_of(const attribute& a, double x, const dictionary& texts) {
    if (a.kind() == value_kind::boolean) return x != 0 ? "true" : "false";
    if (a.kind() == value_kind::integer) return std::to_string(static_cast<std::int64_t>(x));
    std::string buffer;
    return std::string(a.text_of(x, texts, buffer));
}

}  // namespace

cause_catalogue::cause_catalogue(const world& w) {
    std::set<std::string> tags, properties;
    for (const auto& f : w.fleets) {
        add_names(tags, f.tags);
        add_names(properties, f.properties);
    }
    names_ = {"$fleet", "$template"};
    names_.insert(names_.end(), tags.begin(), tags.end());
    for (const auto& name : properties)
        if (!tags.contains(name)) names_.push_back(name);
    if (names_.size() > defaults::cause_attributes) names_.resize(defaults::cause_attributes);
    for (const auto& f : w.fleets) {
        auto& sources = sources_.emplace_back();
        sources = {{home::fleet, 0}, {home::kind, 0}};
        for (std::size_t a = sources.size(); a < names_.size(); ++a) {
            const auto tag = index_of(f.tags, names_[a]);
            const auto property = index_of(f.properties, names_[a]);
            sources.push_back(tag != none        ? source{home::tag, tag}
                              : property != none ? source{home::property, property}
                                                 : source{});
        }
    }
}

struct cause_counter::rows {
    const shard_columns& columns;
    const leg_state& leg;
    std::vector<slot> devices;               ///< that count, in slot order
    std::vector<bool> failed;                ///< parallel to `devices`
    std::vector<std::vector<place>> places;  ///< by attribute, then parallel to `devices`

    rows(const shard_columns& all, const leg_state& l) : columns(all), leg(l) {
        auto bad = l.of(leg_outcome::failed);
        bad |= l.of(leg_outcome::timed_out);
        bad |= l.of(leg_outcome::unreached);
        auto counted = bad;
        counted |= l.of(leg_outcome::succeeded);
        devices = counted.members();
        failed.resize(devices.size());
        const auto not_well = bad.members();
        auto next = not_well.begin();
        for (std::size_t i = 0; i < devices.size() && next != not_well.end(); ++i)
            if (devices[i] == *next) failed[i] = true, ++next;
    }
    cause_tally tally(std::size_t i) const { return {1, failed[i] ? 1U : 0U}; }
};

/// The values of one tag or property of a cohort, as they were when the job began.
class cause_counter::values_at_start {
public:
    values_at_start(const world& w, const rows& r, std::uint32_t cohort,
                    cause_catalogue::source from)
        : world_(w), columns_(r.columns), cohort_(r.columns.cohorts[cohort]) {
        const bool tag = from.where == cause_catalogue::home::tag;
        attribute_ = &(tag ? cohort_.fleet->tags : cohort_.fleet->properties)[from.index];
        column_ = &(tag ? cohort_.tags : cohort_.properties)[from.index];
        changed_ = tag ? nullptr : r.leg.start_of(cohort, from.index);
    }

    bool many() const { return changed_ != nullptr && changed_->many; }
    /// NaN where there is none.
    double at(slot s) const {
        if (const auto* x = changed_ == nullptr ? nullptr : changed_->values.at(s)) return *x;
        const auto row = s - cohort_.first;
        return shard_columns::attribute_at(
            *attribute_, *column_, {cohort_.ordinals[row], world_.random_of(columns_.keys[s])},
            row);
    }
    std::string text(double x) const { return text_of(*attribute_, x, world_.texts); }

private:
    const world& world_;
    const shard_columns& columns_;
    const cohort& cohort_;
    const attribute* attribute_;
    const stored_column* column_;
    const start_column* changed_;
};

cause_counter::cause_counter(const world& w)
    : world_(w), catalogue_(w), places_(catalogue_.names().size()) {
    for (const auto& name : catalogue_.names())
        attributes_.push_back({name, false, {}});
}

void cause_counter::add(const shard_columns& columns, const shard_state& state, std::uint32_t job) {
    const auto leg = state.legs.find(job);
    if (leg == state.legs.end()) return;
    rows r(columns, leg->second);
    for (std::size_t i = 0; i < r.devices.size(); ++i)
        devices_.add(r.tally(i));
    r.places.resize(attributes_.size());
    for (std::size_t a = 0; a < attributes_.size(); ++a)
        find_values(r, a);
    for (std::size_t a = 0; a < attributes_.size(); ++a)
        count_values(r, a);
    for (std::size_t a = 0; a < attributes_.size(); ++a)
        for (std::size_t b = a + 1; b < attributes_.size(); ++b)
            count_pairs(r, a, b);
}

/// Where a value stands in its attribute; `no_place` once there are too many.
cause_counter::place cause_counter::place_of(std::size_t attribute, const std::string& text) {
    auto& a = attributes_[attribute];
    if (a.many) return no_place;
    const auto [at, is_new] =
        places_[attribute].try_emplace(text, static_cast<place>(a.values.size()));
    if (!is_new) return at->second;
    if (a.values.size() == defaults::cause_values) {
        close(attribute);
        return no_place;
    }
    a.values.push_back({text, {}});
    return at->second;
}

void cause_counter::close(std::size_t attribute) {
    attributes_[attribute].many = true;
    attributes_[attribute].values.clear();
    places_[attribute].clear();
}

void cause_counter::find_values(rows& r, std::size_t attribute) {
    r.places[attribute].assign(r.devices.size(), no_place);
    for (std::uint32_t c = 0; c < r.columns.cohorts.size(); ++c) {
        const auto& cohort = r.columns.cohorts[c];
        const auto place_at = [&](slot s) {
            return static_cast<std::size_t>(
                std::lower_bound(r.devices.begin(), r.devices.end(), s) - r.devices.begin());
        };
        const span devices{place_at(cohort.first), place_at(cohort.first + cohort.size())};
        if (devices.begin < devices.end) find_values(r, attribute, c, devices);
    }
}

/// Of the devices of one cohort.
void cause_counter::find_values(rows& r, std::size_t attribute, std::uint32_t cohort,
                                span devices) {
    using home = cause_catalogue::home;
    const auto& fleet = *r.columns.cohorts[cohort].fleet;
    auto& places = r.places[attribute];
    const auto from = catalogue_.of(fleet.index, attribute);
    if (from.where == home::fleet || from.where == home::kind) {
        const auto& name = from.where == home::kind ? fleet.kind->name : fleet.spec->name;
        const auto at = place_of(attribute, name);
        std::fill(places.begin() + static_cast<std::ptrdiff_t>(devices.begin),
                  places.begin() + static_cast<std::ptrdiff_t>(devices.end), at);
    } else if (from.where != home::absent) {
        const values_at_start values(world_, r, cohort, from);
        if (values.many()) close(attribute);
        std::map<double, place> known;
        for (auto i = devices.begin; i < devices.end && !attributes_[attribute].many; ++i) {
            const double x = values.at(r.devices[i]);
            if (std::isnan(x)) continue;
            const auto [at, is_new] = known.try_emplace(x, no_place);
            if (is_new) at->second = place_of(attribute, values.text(x));
            places[i] = at->second;
        }
    }
}

void cause_counter::count_values(const rows& r, std::size_t attribute) {
    auto& a = attributes_[attribute];
    if (a.many) return;
    for (std::size_t i = 0; i < r.devices.size(); ++i)
        if (const auto at = r.places[attribute][i]; at != no_place)
            a.values[at].devices.add(r.tally(i));
}

/// Whether the two still have few enough values together. More only come.
bool cause_counter::countable(std::size_t first, std::size_t second) const {
    const auto &a = attributes_[first], &b = attributes_[second];
    return !a.many && !b.many && a.values.size() * b.values.size() <= defaults::cause_cells;
}

void cause_counter::count_pairs(const rows& r, std::size_t first, std::size_t second) {
    if (!countable(first, second)) return;
    const auto width = attributes_[second].values.size();
    std::vector<cause_tally> table(attributes_[first].values.size() * width);
    for (std::size_t i = 0; i < r.devices.size(); ++i) {
        const auto a = r.places[first][i], b = r.places[second][i];
        if (a != no_place && b != no_place) table[a * width + b].add(r.tally(i));
    }
    auto& cells = pairs_[{first, second}];
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i].all > 0)
            cells[{static_cast<place>(i / width), static_cast<place>(i % width)}].add(table[i]);
}

void cause_counter::merge(const cause_counts& others) {
    devices_.add(others.devices);
    std::vector<std::vector<place>> here(attributes_.size());
    for (std::size_t a = 0; a < attributes_.size() && a < others.attributes.size(); ++a) {
        if (others.attributes[a].many) close(a);
        for (const auto& value : others.attributes[a].values) {
            here[a].push_back(place_of(a, value.text));
            if (here[a].back() != no_place)
                attributes_[a].values[here[a].back()].devices.add(value.devices);
        }
    }
    for (const auto& pair : others.pairs) {
        if (!countable(pair.first, pair.second)) continue;
        auto& cells = pairs_[{pair.first, pair.second}];
        for (const auto& cell : pair.cells)
            cells[{here[pair.first][cell.first], here[pair.second][cell.second]}].add(cell.devices);
    }
}

cause_counts cause_counter::counted() const {
    cause_counts all{devices_, attributes_, {}};
    for (const auto& [attributes, cells] : pairs_) {
        if (!countable(attributes.first, attributes.second)) continue;
        auto& pair = all.pairs.emplace_back();
        pair.first = static_cast<place>(attributes.first);
        pair.second = static_cast<place>(attributes.second);
        for (const auto& [places, devices] : cells)
            pair.cells.push_back({places.first, places.second, devices});
    }
    return all;
}

}  // namespace muster
