#pragma once

#include <boost/pfr.hpp>

#include <algorithm>
#include <memory>
#include <variant>
#include <vector>

#include "actors/shard_host.hpp"
#include "fleet/command_order.hpp"
#include "fleet/property_order.hpp"
#include "fleet/question_order.hpp"

/// Whether two values of whatever travels are the same, field by field.
namespace muster::testing {

template <class T>
bool same(const T& a, const T& b);
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b);

inline bool same(const accumulator& a, const accumulator& b) {
    return a.count() == b.count() && a.sum() == b.sum() && a.min() == b.min() &&
           a.max() == b.max() && a.quantiles().first_bucket() == b.quantiles().first_bucket() &&
           a.quantiles().counts() == b.quantiles().counts();
}
inline bool same(const hash_sum& a, const hash_sum& b) {
    return a.total == b.total;
}
inline bool same(const std::shared_ptr<const property_order>& a,
                 const std::shared_ptr<const property_order>& b) {
    return a->wanted() == b->wanted();
}
inline bool same(const std::shared_ptr<const command_order>& a,
                 const std::shared_ptr<const command_order>& b) {
    return a->wanted() == b->wanted();
}
inline bool same(const std::shared_ptr<const question_order>& a,
                 const std::shared_ptr<const question_order>& b) {
    return a->wanted() == b->wanted();
}
inline bool same(const std::shared_ptr<const device_selection>& a,
                 const std::shared_ptr<const device_selection>& b) {
    return a->wanted() == b->wanted();
}
inline bool same(const std::shared_ptr<const reading_batch>& a,
                 const std::shared_ptr<const reading_batch>& b) {
    bool all = a->count == b->count && same(a->notes, b->notes);
    for (std::size_t i = 0; all && i < a->count; ++i)
        all = a->key[i] == b->key[i] && a->ordinal[i] == b->ordinal[i] &&
              a->fleet[i] == b->fleet[i] && a->message[i] == b->message[i] &&
              a->series[i] == b->series[i] && a->tick[i] == b->tick[i] && a->at[i] == b->at[i] &&
              a->value[i] == b->value[i] && a->sent[i] == b->sent[i];
    return all;
}
inline bool same(const leg_figures& a, const leg_figures& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && same(x.second.latency, y.second.latency) &&
               x.second.reasons == y.second.reasons;
    });
}
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
    bool all = a.size() == b.size();
    for (std::size_t i = 0; all && i < a.size(); ++i)
        all = same(a[i], b[i]);
    return all;
}
template <class... Ts>
bool same(const std::variant<Ts...>& a, const std::variant<Ts...>& b) {
    return a.index() == b.index() &&
           std::visit([&]<class X>(const X& x) { return same(x, std::get<X>(b)); }, a);
}

template <class T>
bool same(const T& a, const T& b) {
    if constexpr (requires { a == b; }) {
        return a == b;
    } else {
        bool all = true;
        boost::pfr::for_each_field(a, [&](const auto& field, auto index) {
            all = all && same(field, boost::pfr::get<index>(b));
        });
        return all;
    }
}

}  // namespace muster::testing
