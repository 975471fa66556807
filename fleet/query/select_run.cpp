#include "fleet/query/select_run.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "fleet/query/limits.hpp"

namespace muster::query {
namespace {

/// Adds a value to the bytes that groups are told apart by.
void append_key(std::string& to, const value& v) {
    to += static_cast<char>(v.what());
    if (v.is_null()) return;
    if (v.is_text()) {
        const auto size = static_cast<std::uint32_t>(v.text().size());
        to.append(reinterpret_cast<const char*>(&size), sizeof size);
        to += v.text();
        return;
    }
    const double number = v.number() == 0 ? 0 : v.number();  // of either sign
    to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// NULL comes first, as IoT Central and SQLite have it; texts by their bytes.
int compare(const value& a, const value& b) {
    if (a.is_null() || b.is_null())
        return static_cast<int>(b.is_null()) - static_cast<int>(a.is_null());
    if (a.is_text()) return a.text().compare(b.text());
    return a.number() < b.number() ? -1 : a.number() > b.number() ? 1 : 0;
}

}  // namespace

select_run::select_run(const select_plan& plan, row_taker take)
    : plan_(plan),
      take_(std::move(take)),
      shown_(plan.values.size()),
      current_(plan.values.size()) {
    if (plan_.grouped && plan_.keys.empty()) {
        group_keys_.emplace_back();
        groups_.emplace_back(plan_.aggregates.size());
    }
}

bool select_run::fail(std::string why) {
    failure_ = std::move(why);
    return false;
}

bool select_run::add(const row& r) {
    if (plan_.where && !plan_.where.holds(r)) return true;
    return plan_.grouped ? add_to_group(r) : emit(r);
}

bool select_run::add_to_group(const row& r) {
    auto* group = group_of(r);
    if (group == nullptr) return false;
    for (std::size_t i = 0; i < plan_.aggregates.size(); ++i) {
        const auto& a = plan_.aggregates[i];
        const auto x = a.argument.evaluate(r);
        if (x.is_null() && a.how.what != aggregate::kind::rows) continue;
        if ((*group)[i].add(a.how, x) && ++histograms_ > limits::histograms)
            return fail("percentiles of more than " + std::to_string(limits::histograms) +
                        " groups with many values each; group by less");
    }
    return true;
}

std::vector<group_value>* select_run::group_of(const row& r) {
    if (plan_.keys.empty()) return &groups_.front();
    key_.clear();
    for (const auto& key : plan_.keys)
        append_key(key_, key.evaluate(r));
    const auto found = group_index_.find(key_);
    if (found != group_index_.end()) return &groups_[found->second];
    if (groups_.size() == limits::groups) {
        fail("more than " + std::to_string(limits::groups) + " groups; group by less");
        return nullptr;
    }
    group_index_.emplace(key_, groups_.size());
    auto& keys = group_keys_.emplace_back();
    for (const auto& key : plan_.keys)
        keys.emplace_back(key.evaluate(r));
    return &groups_.emplace_back(plan_.aggregates.size());
}

void select_run::finish_groups() {
    slot_row group(plan_.group_names.columns().size());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        const auto keys = group_keys_[g].size();
        for (std::size_t i = 0; i < keys; ++i)
            group.values[i] = group_keys_[g][i].get();
        for (std::size_t i = 0; i < plan_.aggregates.size(); ++i)
            group.values[keys + i] = groups_[g][i].result(plan_.aggregates[i].how);
        if (plan_.having && !plan_.having.holds(group)) continue;
        if (!emit(group)) return;
    }
}

bool select_run::emit(const row& r) {
    if (plan_.limit && given_ >= *plan_.limit) return false;
    if (!plan_.order.empty()) return keep(r);
    for (std::size_t i = 0; i < plan_.values.size(); ++i)
        current_[i] = plan_.values[i].evaluate(r);
    give(current_);
    return !plan_.limit || given_ < *plan_.limit;
}

void select_run::give(const std::vector<kept_value>& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        shown_[i] = values[i].get();
    ++given_;
    take_(shown_);
}

bool select_run::comes_before(const kept_row& a, const kept_row& b) const {
    for (std::size_t i = 0; i < plan_.order.size(); ++i) {
        const int by = compare(a.order[i].get(), b.order[i].get());
        if (by != 0) return plan_.order[i].descending ? by > 0 : by < 0;
    }
    return a.number < b.number;
}

bool select_run::keep(const row& r) {
    if (plan_.limit == 0) return false;
    kept_row one;
    for (const auto& o : plan_.order)
        one.order.emplace_back(o.by.evaluate(r));
    one.number = seen_++;
    const auto before = [this](const kept_row& a, const kept_row& b) { return comes_before(a, b); };
    if (plan_.limit && rows_.size() == *plan_.limit) {
        if (!before(one, rows_.front())) return true;
        std::pop_heap(rows_.begin(), rows_.end(), before);
        rows_.pop_back();
    } else if (rows_.size() == limits::sorted_rows) {
        return fail("more than " + std::to_string(limits::sorted_rows) +
                    " rows to put in order; leave out ORDER BY, or write a smaller LIMIT");
    }
    for (const auto& v : plan_.values)
        one.values.emplace_back(v.evaluate(r));
    rows_.push_back(std::move(one));
    std::push_heap(rows_.begin(), rows_.end(), before);
    return true;
}

void select_run::finish() {
    if (plan_.grouped) finish_groups();
    if (!failure_.empty()) return;
    std::sort(rows_.begin(), rows_.end(),
              [this](const kept_row& a, const kept_row& b) { return comes_before(a, b); });
    for (const auto& one : rows_)
        give(one.values);
    rows_.clear();
}

}  // namespace muster::query
