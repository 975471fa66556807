#include "fleet/query/table.hpp"

#include <algorithm>

namespace muster::query {
namespace {

bool is_named(const column& c, std::string_view path) {
    return c.name == path || std::find(c.others.begin(), c.others.end(), path) != c.others.end();
}

}  // namespace

const column* table_scope::column_of(std::string_view path) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const column& c) { return is_named(c, path); });
    return found == columns_.end() ? nullptr : &*found;
}

field_id table_scope::add(column one) {
    columns_.push_back(std::move(one));
    return static_cast<field_id>(columns_.size() - 1);
}

lookup table_scope::find(std::string_view path) const {
    lookup answer;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto& c = columns_[i];
        if (!is_named(c, path)) continue;
        answer.found = {static_cast<field_id>(i), c.kind, c.words, c.is_percent};
        answer.what = lookup::outcome::found;
        if (c.name == path) return answer;
        answer.spellings.push_back(c.name);
    }
    if (answer.spellings.size() > 1) answer.what = lookup::outcome::ambiguous;
    if (answer.what != lookup::outcome::unknown || !elsewhere_) return answer;
    const auto known = elsewhere_->find(path);
    if (known == elsewhere_->end()) return answer;
    answer.what = lookup::outcome::not_available;
    answer.spellings = {known->second};
    return answer;
}

std::vector<std::string> table_scope::names() const {
    std::vector<std::string> all;
    for (const auto& c : columns_)
        all.push_back(c.name);
    if (groups_)
        for (const auto& [path, condition] : *groups_)
            all.push_back(path);
    return all;
}

node_ptr table_scope::meaning_of(std::string_view path) const {
    if (!groups_ || column_of(path) != nullptr) return nullptr;
    const auto found = groups_->find(path);
    return found == groups_->end() ? nullptr : found->second;
}

/// Seen from an end that only whoever asks knows: the call itself.
node_ptr table_scope::age_of(std::string_view path) const {
    const auto* c = column_of(path);
    if (c == nullptr || !(c->is_instant || c->is_age)) return nullptr;
    node name, call;
    name.kind = node_kind::name;
    name.text = path;
    call.kind = node_kind::call;
    call.text = "age";
    call.children = {std::make_shared<const node>(std::move(name))};
    return std::make_shared<const node>(std::move(call));
}

std::shared_ptr<const area> table_scope::find_area(std::string_view name) const {
    if (!areas_) return nullptr;
    const auto found = areas_->find(name);
    return found == areas_->end() ? nullptr : found->second;
}

std::vector<std::string> table_scope::area_names() const {
    std::vector<std::string> all;
    if (areas_)
        for (const auto& [name, which] : *areas_)
            all.push_back(name);
    return all;
}

kept_value& kept_value::operator=(const value& v) {
    kind_ = v.what();
    if (v.is_text()) {
        text_.assign(v.text());
    } else {
        plain_ = v;
    }
    return *this;
}

}  // namespace muster::query
