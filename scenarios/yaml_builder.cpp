#include "scenarios/yaml_builder.hpp"

#include <yaml-cpp/mark.h>

#include <utility>

#include "scenarios/defaults.hpp"

namespace muster::yaml {

std::optional<place> builder::innermost_open() const {
    for (auto item = open_.rbegin(); item != open_.rend(); ++item)
        if (item->flow) return item->value.where;
    return std::nullopt;
}

bool builder::expects_key() const {
    return !open_.empty() && open_.back().value.is_map() && !open_.back().has_key;
}

void builder::count_event(const place& where) {
    if (++events_ <= scenario_limits::events) return;
    problems_.error("too-large", where,
                    "more than " + std::to_string(scenario_limits::events) + " values",
                    "move lists of devices to a file of their own");
    throw limit_crossed{};
}

void builder::refuse_marks(const place& where, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0)
        problems_.error("yaml-anchor", where, "a YAML anchor (`&name`)",
                        "name the value in `params`, or copy a sibling with `like:`");
    bool bang = text_.rest_of_line(where).substr(0, 1) == "!";
    if ((!tag.empty() && tag != "?" && tag != "!") || bang)
        problems_.error("yaml-tag", where, "a YAML tag (`!name`)",
                        "remove it: the place decides the type");
}

void builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
    auto where = text_.at(mark.line, mark.column);
    count_event(where);
    problems_.error("yaml-alias", where, "a YAML alias (`*name`)",
                    "name the value in `params`, or copy a sibling with `like:`");
    node nothing;
    nothing.where = where;
    attach(std::move(nothing));
}

void builder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    auto where = text_.at(mark.line, mark.column);
    count_event(where);
    if (anchor != 0) refuse_marks(where, "?", anchor);
    if (expects_key()) {
        problems_.error("null-key", where, "a key that is `~` or null", "give the key a name");
        open_.back().has_key = true;
        open_.back().key_is_good = false;
        return;
    }
    empty_value(mark);
    node nothing;
    nothing.where = where;
    attach(std::move(nothing));
}

// The mark of a missing value is the next thing in the file, so the key's place is shown.
void builder::empty_value(const YAML::Mark& mark) {
    auto where = text_.at(mark.line, mark.column);
    auto here = text_.rest_of_line(where);
    bool written = here.substr(0, 1) == "~" || here.substr(0, 4) == "null" ||
                   here.substr(0, 4) == "Null" || here.substr(0, 4) == "NULL";
    std::string owner = "an item of the list", remedy = "give it a value or leave it out";
    if (!open_.empty() && open_.back().value.is_map()) {
        const auto& map = open_.back();
        if (!map.key_is_good) return;
        owner = '`' + map.key + '`';
        if (!written || map.key_place.line != where.line) where = map.key_place, written = false;
        auto line = text_.rest_of_line(map.key_place);
        auto hash = line.find(": #");
        if (!written && hash != std::string_view::npos && line.substr(hash + 3, 1) == "#")
            remedy = "YAML takes `#` for a comment: put the text in double quotes";
    }
    problems_.error("empty-value", where,
                    owner + (written ? " is null, which means nothing here" : " has no value"),
                    remedy);
}

void builder::note_text_place(node& scalar) const {
    auto line = text_.rest_of_line(scalar.where);
    bool quotes = line.substr(0, 1) == "\"" || line.substr(0, 1) == "'";
    scalar.text_column = scalar.quoted && quotes ? 1 : 0;
    scalar.verbatim = line.substr(scalar.text_column, scalar.text.size()) == scalar.text;
}

void builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& value) {
    node scalar;
    scalar.what = node::kind::scalar;
    scalar.where = text_.at(mark.line, mark.column);
    count_event(scalar.where);
    if (value.size() > scenario_limits::scalar_bytes) {
        problems_.error("too-large", scalar.where,
                        "a text of " + std::to_string(value.size()) + " bytes, more than " +
                            std::to_string(scenario_limits::scalar_bytes));
        throw limit_crossed{};
    }
    refuse_marks(scalar.where, tag, anchor);
    last_scalar_ = scalar.where;
    scalar.text = value;
    scalar.quoted = tag == "!";
    if (scalar.quoted && !text_.quotes_end(scalar.where)) {
        // The library takes the end of the file for the missing quote.
        problems_.error("yaml-syntax", scalar.where, "the quote that begins here is never closed",
                        "add the closing quote");
        throw limit_crossed{};
    }
    scalar.in_flow = !open_.empty() && open_.back().flow;
    note_text_place(scalar);
    attach(std::move(scalar));
}

void builder::open(node::kind what, const YAML::Mark& mark, const std::string& tag,
                   YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    frame next;
    next.value.what = what;
    next.value.where = text_.at(mark.line, mark.column);
    count_event(next.value.where);
    if (open_.size() >= scenario_limits::depth) {
        problems_.error("too-deep", next.value.where,
                        "nested more than " + std::to_string(scenario_limits::depth) + " deep",
                        "no part of the language nests so deep");
        throw limit_crossed{};
    }
    refuse_marks(next.value.where, tag, anchor);
    next.flow = style == YAML::EmitterStyle::Flow;
    next.value.in_flow = next.flow;
    open_.push_back(std::move(next));
}

void builder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                              YAML::EmitterStyle::value style) {
    open(node::kind::list, mark, tag, anchor, style);
}

void builder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) {
    open(node::kind::map, mark, tag, anchor, style);
}

void builder::close() {
    node done = std::move(open_.back().value);
    open_.pop_back();
    attach(std::move(done));
}

void builder::take_key(frame& map, const node& key) {
    map.has_key = true;
    map.key_is_good = false;
    map.key = key.text;
    map.key_place = key.where;
    if (!key.is_scalar()) {
        problems_.error("bad-key", key.where, "a key that is a list or a mapping",
                        "a key is a plain word");
    } else if (key.text == "<<" && !key.quoted) {
        problems_.error("merge-key", key.where, "a YAML merge key (`<<`)",
                        "copy a sibling with `like:`");
    } else if (auto [first, fresh] = map.seen.emplace(key.text, key.where); !fresh) {
        problems_.error("duplicate-key", key.where, "`" + key.text + "` is given twice",
                        "it is first given at line " + std::to_string(first->second.line) +
                            ", column " + std::to_string(first->second.column) +
                            ": keep one of the two");
    } else {
        map.key_is_good = true;
    }
}

void builder::attach(node value) {
    if (open_.empty()) {
        root_ = std::move(value);
        return;
    }
    auto& parent = open_.back();
    if (parent.value.is_list()) {
        parent.value.items.push_back(std::move(value));
    } else if (!parent.has_key) {
        take_key(parent, value);
    } else {
        if (parent.key_is_good)
            parent.value.entries.push_back(
                {std::move(parent.key), parent.key_place, std::move(value)});
        parent.has_key = false;
    }
}

}  // namespace muster::yaml
