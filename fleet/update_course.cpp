#include "fleet/update_course.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "fleet/query/literals.hpp"

namespace muster {

namespace {

const std::string nothing;

/// The reason that a draw hits; empty: none.
const std::string& hit(const std::vector<failure_chance>& all, double u) {
    for (const auto& one : all) {
        u -= one.chance.fraction();
        if (u < 0) return one.reason;
    }
    return nothing;
}

/// Counters of what is drawn once, after those of the steps.
constexpr std::uint64_t begin_counter = update_steps;

constexpr std::array step_names{"deferral", "download", "verify", "install", "reboot", "confirm"};
static_assert(step_names.size() == update_steps);

}  // namespace

const char* to_text(update_step step) {
    return step_names[static_cast<std::size_t>(step)];
}

std::optional<update_step> described_step(std::string_view name) {
    for (std::size_t i = 1; i < update_steps; ++i)
        if (name == step_names[i]) return static_cast<update_step>(i);
    return std::nullopt;
}

const std::string& update_course::rejection() const {
    return hit(how_.rejects, unit_interval(drawn(begin_counter).first));
}

bool update_course::defers() const {
    return unit_interval(drawn(begin_counter).second) < how_.defers.fraction();
}

duration update_course::length(update_step step) const {
    const double u = unit_interval(drawn(static_cast<std::uint64_t>(step)).first);
    return duration(static_cast<std::int64_t>(how_.of(step).takes.at(u)));
}

const std::string& update_course::failure(update_step step) const {
    return hit(how_.of(step).fails, unit_interval(drawn(static_cast<std::uint64_t>(step)).second));
}

distribution whole_update(const update_spec& how) {
    double median = 0, spread = 0;
    for (std::size_t i = 1; i < update_steps; ++i) {
        const auto& takes = how.steps[i].takes;
        const double half = takes.at(0.5);
        median += half;
        spread += (takes.at(0.99) - half) * (takes.at(0.99) - half);
    }
    if (spread <= 0 || median <= 0) return {distribution::shape::constant, median, 0};
    return {distribution::shape::log_normal, median, median + std::sqrt(spread)};
}

duration least_of(const update_step_spec& step) {
    using shape = distribution::shape;
    const bool bounded = step.takes.kind == shape::constant || step.takes.kind == shape::uniform;
    return duration(bounded ? static_cast<std::int64_t>(step.takes.a) : 0);
}

double most_of(const update_spec& how) {
    using shape = distribution::shape;
    double all = 0;
    for (std::size_t i = 1; i < update_steps; ++i) {
        const auto& takes = how.steps[i].takes;
        if (takes.kind != shape::constant && takes.kind != shape::uniform)
            return std::numeric_limits<double>::infinity();
        all += takes.kind == shape::uniform ? takes.b : takes.a;
    }
    return all;
}

std::string no_progress_text(duration timer) {
    return "no progress within " + query::duration_text(static_cast<double>(timer.count()));
}

std::string not_finished_text(duration finish) {
    return "not finished within " + query::duration_text(static_cast<double>(finish.count()));
}

std::string reports_text(const std::string& version, const std::string& wanted) {
    return "reports " + (version.empty() ? "no version" : version) + ", not " + wanted;
}

}  // namespace muster
