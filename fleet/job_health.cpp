#include "fleet/job_health.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "fleet/device_state_names.hpp"
#include "fleet/query/printer.hpp"

namespace muster {

namespace {

/// Whatever the state is, which comes behind all of them.
constexpr std::size_t any_state = device_states_count;
constexpr std::string_view any_state_name = "total";

/// `devices.online` into whose and which; empty for anything else.
std::optional<health_names::term> parse(std::string_view path) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto whose = path.substr(0, dot);
    const auto& states = device_state_names;
    const auto state = std::find(states.begin(), states.end(), path.substr(dot + 1));
    const bool known = state != states.end() || path.substr(dot + 1) == any_state_name;
    if ((whose != "devices" && whose != "others") || !known) return std::nullopt;
    health_names::term t;
    t.path = std::string(path);
    t.others = whose == "others";
    t.state = static_cast<std::size_t>(state - states.begin());
    return t;
}

class count_row final : public query::row {
public:
    count_row(const std::vector<health_names::term>& terms,
              const std::vector<std::uint64_t>& counts)
        : terms_(terms), counts_(counts) {}

    query::value get(query::field_id id) const override { return static_cast<double>(counts_[id]); }
    double whole(query::field_id id) const override {
        return static_cast<double>(counts_[terms_[id].whole]);
    }

private:
    const std::vector<health_names::term>& terms_;
    const std::vector<std::uint64_t>& counts_;
};

}  // namespace

query::lookup health_names::find(std::string_view path) const {
    return add(path, {}, {});
}

query::lookup health_names::filtered(std::string_view path, const query::node_ptr& filter,
                                     std::vector<query::problem>& problems) const {
    auto bound = query::bind(filter, *devices_, query::type::boolean);
    if (bound.problems.empty()) return add(path, bound.bound, query::to_text(*filter));
    problems.insert(problems.end(), bound.problems.begin(), bound.problems.end());
    return find(path);
}

query::lookup health_names::add(std::string_view path, const query::expression& filter,
                                const std::string& text) const {
    query::lookup answer;
    auto t = parse(path);
    if (!t) return answer;
    auto all = *t;
    all.path = std::string(t->others ? "others." : "devices.").append(any_state_name);
    all.state = any_state;
    const auto everybody = index_of(all);
    terms_[everybody].whole = everybody;
    t->whole = everybody;
    if (!text.empty()) {
        const auto filtered = '(' + text + ')';
        t->path += filtered;
        all.path += filtered;
        t->filter = all.filter = filter;
        all.whole = everybody;
        if (t->state != any_state) t->whole = index_of(all);
    }
    const auto found = index_of(*t);
    answer.what = query::lookup::outcome::found;
    answer.found = {found, query::type::number, {}, found != everybody};
    return answer;
}

std::uint32_t health_names::index_of(term t) const {
    const auto known = std::find_if(terms_.begin(), terms_.end(),
                                    [&](const term& other) { return other.path == t.path; });
    const auto index = static_cast<std::uint32_t>(known - terms_.begin());
    if (known == terms_.end()) terms_.push_back(std::move(t));
    return index;
}

std::vector<std::string> health_names::names() const {
    std::vector<std::string> all;
    for (const std::string whose : {"devices.", "others."})
        for (std::size_t s = 0; s <= any_state; ++s)
            all.push_back(whose +
                          std::string(s == any_state ? any_state_name : device_state_names[s]));
    return all;
}

job_health::job_health(const condition& healthy, const device_names& devices) {
    const health_names names(devices);
    auto bound = query::bind(healthy.tree, names, query::type::boolean);
    if (!bound.problems.empty()) throw std::logic_error("does not bind: " + healthy.text);
    condition_ = std::move(bound.bound);
    terms_ = names.terms();
}

bool job_health::holds(const std::vector<std::uint64_t>& counts) const {
    return condition_.holds(count_row(terms_, counts));
}

std::string job_health::observed(const std::vector<std::uint64_t>& counts) const {
    std::string text;
    for (const auto id : condition_.fields()) {
        const auto& t = terms_[id];
        text += (text.empty() ? "" : ", ") + t.path + " is " + std::to_string(counts[id]);
        if (t.whole != id) text += " of " + std::to_string(counts[t.whole]);
    }
    return text;
}

}  // namespace muster
