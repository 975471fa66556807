#include "fleet/common_cause.hpp"

#include <algorithm>
#include <optional>

#include "fleet/defaults.hpp"
#include "fleet/math.hpp"
#include "fleet/uint128.hpp"

namespace muster {

namespace {

/// D(p || q) of two coins, in nats; requires 0 < q < p <= 1.
double relative_entropy(double p, double q) {
    const double rest = p < 1 ? (1 - p) * math::log((1 - p) / (1 - q)) : 0;
    return p * math::log(p / q) + rest;
}

double bound(std::uint64_t k, std::uint64_t n, std::uint64_t with, std::uint64_t all) {
    const auto of = [](std::uint64_t a, std::uint64_t b) {
        return static_cast<double>(a) / static_cast<double>(b);
    };
    return -static_cast<double>(n) * relative_entropy(of(k, n), of(with, all));
}

/// A value, or two that hold together.
struct candidate {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> what;  ///< attribute, place of its value
    cause_tally devices;
    double evidence = 0;  ///< logarithm of the chance that it is none: the lower, the stronger

    bool is_pair() const { return what.size() > 1; }
    bool includes(const candidate& value) const {
        return std::find(what.begin(), what.end(), value.what.front()) != what.end();
    }
};

cause_tally less(const cause_tally& a, const cause_tally& b) {
    return {a.all - b.all, a.failed - b.failed};
}

class search {
public:
    explicit search(const cause_counts& counted) : counts_(counted) {
        for (const auto& a : counts_.attributes)
            for (const auto& v : a.values)
                tests_ += may_be_named(v.devices.all) ? 1 : 0;
        for (const auto& p : counts_.pairs)
            for (const auto& c : p.cells)
                tests_ += may_be_named(c.devices.all) ? 1 : 0;
        line_ = math::log(defaults::cause_chance / std::max(1.0, static_cast<double>(tests_)));
    }

    std::vector<candidate> named() const {
        auto found = candidates();
        std::sort(found.begin(), found.end(), [this](const auto& a, const auto& b) {
            if (a.evidence != b.evidence) return a.evidence < b.evidence;
            return comes_first(a, b);
        });
        std::vector<candidate> kept;
        for (auto& c : found)
            if (!explained(c, kept)) kept.push_back(std::move(c));
        drop_parts(kept);
        std::sort(kept.begin(), kept.end(),
                  [this](const auto& a, const auto& b) { return comes_first(a, b); });
        if (kept.size() > defaults::causes) kept.resize(defaults::causes);
        return kept;
    }

    const cause_value& value_of(const std::pair<std::uint32_t, std::uint32_t>& part) const {
        return counts_.attributes[part.first].values[part.second];
    }

private:
    /// Whether so many devices are enough, however many of them failed.
    static bool may_be_named(std::uint64_t devices) { return devices >= defaults::cause_support; }

    /// Whether devices with a thing fail more often than those of `among`, by more than chance.
    bool stands_out(const cause_tally& with, const cause_tally& among) const {
        const auto part = [](std::uint64_t a, std::uint64_t b) {
            return static_cast<uint128>(a) * b;
        };
        if (with.failed < defaults::cause_support) return false;
        if (part(with.failed, among.all) * 100 <
            part(with.all, among.failed) * defaults::cause_lift_percent)
            return false;
        return log_chance(with.failed, among.failed, with.all, among.all) <= line_;
    }
    bool is_cause(const cause_tally& with) const {
        return with.failed * defaults::cause_part >= counts_.devices.failed &&
               stands_out(with, counts_.devices);
    }
    double evidence_of(const cause_tally& with) const {
        return log_chance(with.failed, counts_.devices.failed, with.all, counts_.devices.all);
    }

    std::vector<candidate> candidates() const {
        std::vector<candidate> found;
        for (std::uint32_t a = 0; a < counts_.attributes.size(); ++a)
            for (std::uint32_t v = 0; v < counts_.attributes[a].values.size(); ++v)
                add(found, {{{a, v}}, counts_.attributes[a].values[v].devices, 0});
        for (const auto& p : counts_.pairs)
            for (const auto& c : p.cells)
                add_pair(found, p, c);
        return found;
    }
    void add(std::vector<candidate>& to, candidate c) const {
        if (!is_cause(c.devices)) return;
        c.evidence = evidence_of(c.devices);
        to.push_back(std::move(c));
    }
    /// Only where it says more than each of its values.
    void add_pair(std::vector<candidate>& to, const cause_pair& p, const cause_cell& c) const {
        candidate both{{{p.first, c.first}, {p.second, c.second}}, c.devices, 0};
        const bool says_more = std::all_of(
            both.what.begin(), both.what.end(),
            [&](const auto& part) { return stands_out(c.devices, value_of(part).devices); });
        if (says_more) add(to, std::move(both));
    }

    /// Devices that have both, where they were counted: of a pair and one of its values, or of two
    /// values of different attributes. Nothing of what takes three values to tell.
    std::optional<cause_tally> together(const candidate& a, const candidate& b) const {
        if (a.is_pair() && b.is_pair()) return std::nullopt;
        if (a.is_pair()) return together(b, a);
        if (b.is_pair()) return b.includes(a) ? std::optional(b.devices) : std::nullopt;
        const auto first = std::min(a.what.front(), b.what.front());
        const auto second = std::max(a.what.front(), b.what.front());
        if (first.first == second.first) return cause_tally{};
        for (const auto& p : counts_.pairs)
            if (p.first == first.first && p.second == second.first)
                return cell(p, first.second, second.second);
        return std::nullopt;
    }
    static cause_tally cell(const cause_pair& p, std::uint32_t first, std::uint32_t second) {
        for (const auto& c : p.cells)
            if (c.first == first && c.second == second) return c.devices;
        return {};
    }
    /// Whether what `c` has to say is gone without the devices that have `stronger`.
    bool is_shadow(const candidate& c, const candidate& stronger) const {
        const auto both = together(c, stronger);
        return both && !stands_out(less(c.devices, *both), less(counts_.devices, stronger.devices));
    }
    bool explained(const candidate& c, const std::vector<candidate>& by) const {
        return !c.is_pair() && std::any_of(by.begin(), by.end(), [&](const auto& stronger) {
            return is_shadow(c, stronger);
        });
    }
    /// A value that is only known by a pair with it, which was the weaker of the two.
    void drop_parts(std::vector<candidate>& from) const {
        const auto all = from;
        std::erase_if(from, [&](const candidate& c) {
            return !c.is_pair() && std::any_of(all.begin(), all.end(), [&](const auto& pair) {
                return pair.is_pair() && pair.includes(c) && is_shadow(c, pair);
            });
        });
    }

    /// By lift, that is by the part of its devices that failed; then by how many these are, then
    /// tags before properties, by names and values. The version that a device had before says less
    /// than the lot that it is of.
    bool comes_first(const candidate& a, const candidate& b) const {
        const auto x = static_cast<uint128>(a.devices.failed) * b.devices.all;
        const auto y = static_cast<uint128>(b.devices.failed) * a.devices.all;
        if (x != y) return x > y;
        if (a.devices.failed != b.devices.failed) return a.devices.failed > b.devices.failed;
        return words_of(a) < words_of(b);
    }
    std::vector<std::pair<std::uint32_t, std::string>> words_of(const candidate& c) const {
        std::vector<std::pair<std::uint32_t, std::string>> words;
        for (const auto& part : c.what)
            words.emplace_back(part.first, value_of(part).text);
        return words;
    }

    const cause_counts& counts_;
    std::uint64_t tests_ = 0;
    double line_ = 0;  ///< what is less likely than this is no accident
};

}  // namespace

double log_chance(std::uint64_t k, std::uint64_t n, std::uint64_t with, std::uint64_t all) {
    if (n == 0 || with == 0 || with >= all) return 0;
    if (static_cast<uint128>(k) * all <= static_cast<uint128>(with) * n) return 0;
    if (n >= all) return 0;
    return std::min(bound(k, n, with, all), bound(k, with, n, all));
}

std::vector<job_cause> find_causes(const cause_counts& counted) {
    std::vector<job_cause> causes;
    const search all(counted);
    for (const auto& c : all.named()) {
        auto& cause = causes.emplace_back();
        for (const auto& part : c.what)
            cause.what.emplace_back(counted.attributes[part.first].name, all.value_of(part).text);
        cause.failed_with = c.devices.failed;
        cause.with = c.devices.all;
        cause.failed = counted.devices.failed;
        cause.devices = counted.devices.all;
    }
    return causes;
}

}  // namespace muster
