#include "fleet/act_register.hpp"

namespace muster {

std::pair<act_register::verdict, std::uint64_t> act_register::enter(std::uint64_t number,
                                                                    const act& a) {
    if (a.header.idempotency_key.empty()) return {verdict::fresh, number};
    const key id{a.header.principal, a.header.idempotency_key};
    const auto [known, fresh] = numbers_.try_emplace(id, number);
    if (fresh) {
        entries_.emplace(number, entry{id, a.what, {}});
        forget_oldest();
        return {verdict::fresh, number};
    }
    const bool same = entries_.at(known->second).what == a.what;
    return {same ? verdict::repeat : verdict::misuse, known->second};
}

void act_register::answered(std::uint64_t number, const act_answer& answer) {
    const auto known = entries_.find(number);
    if (known != entries_.end()) known->second.answer = answer;
}

std::optional<act_answer> act_register::answer_of(std::uint64_t number) const {
    const auto known = entries_.find(number);
    return known == entries_.end() ? std::nullopt : known->second.answer;
}

void act_register::forget_oldest() {
    if (entries_.size() <= capacity_) return;
    numbers_.erase(entries_.begin()->second.id);
    entries_.erase(entries_.begin());
}

}  // namespace muster
