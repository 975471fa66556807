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
