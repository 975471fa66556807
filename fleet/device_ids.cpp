#include "fleet/device_ids.hpp"

#include <algorithm>

#include "fleet/attribute.hpp"
#include "fleet/find_named.hpp"

namespace muster {

namespace {

/// A piece of a pattern: text that may hold the running number, or the name of a tag.
struct pattern_piece {
    std::string_view text;
    bool is_tag = false;
};

std::vector<pattern_piece> pieces_of(std::string_view pattern) {
    std::vector<pattern_piece> pieces;
    while (!pattern.empty()) {
        const auto open = pattern.find('<');
        const auto close = open == pattern.npos ? open : pattern.find('>', open);
        if (close == pattern.npos) break;
        if (open > 0) pieces.push_back({pattern.substr(0, open)});
        pieces.push_back({pattern.substr(open + 1, close - open - 1), true});
        pattern.remove_prefix(close + 1);
    }
    if (!pattern.empty()) pieces.push_back({pattern});
    return pieces;
}

}  // namespace

struct device_ids::tagged_form {
    struct piece {
        text_pattern text;
        std::optional<attribute> tag;  ///< in place of the text
    };

    std::vector<piece> pieces;
    const dictionary* texts;
};

device_ids::device_ids(std::string_view pattern, const std::vector<attribute>& tags,
                       const dictionary& texts) {
    if (tags_of(pattern).empty()) {
        pattern_ = text_pattern(pattern);
        return;
    }
    tagged_form form{{}, &texts};
    for (const auto& piece : pieces_of(pattern)) {
        auto& made = form.pieces.emplace_back();
        if (piece.is_tag)
            made.tag = tags.at(attribute_index(tags, std::string(piece.text)));
        else
            made.text = text_pattern(piece.text);
    }
    tagged_ = std::make_shared<const tagged_form>(std::move(form));
}

void device_ids::append_tagged(std::uint64_t ordinal, std::string& out) const {
    std::string buffer;
    for (const auto& piece : tagged_->pieces)
        if (piece.tag)
            out += piece.tag->text_of(piece.tag->value_for({ordinal}), *tagged_->texts, buffer);
        else
            piece.text.append(ordinal + 1, out);
}

std::vector<std::string> tags_of(std::string_view id_pattern) {
    std::vector<std::string> names;
    for (const auto& piece : pieces_of(id_pattern))
        if (piece.is_tag) names.emplace_back(piece.text);
    return names;
}

std::string device_ids::text(std::uint64_t ordinal) const {
    std::string out;
    append(ordinal, out);
    return out;
}

void device_ids::append_listed(std::uint64_t ordinal, std::string& out) const {
    if (!rows_) {
        out += table_->ids[ordinal];
        return;
    }
    const auto row = (*rows_)[ordinal];
    out += table_->ids[row];
    if (ordinal == 0 || (*rows_)[ordinal - 1] != row) return;
    const auto first = std::lower_bound(rows_->begin(), rows_->end(), row) - rows_->begin();
    out += '~' + std::to_string(ordinal - static_cast<std::uint64_t>(first) + 1);
}

bool is_copy_id(std::string_view id) {
    const auto mark = id.rfind('~');
    return mark != std::string_view::npos && mark + 1 < id.size() &&
           id.find_first_not_of("0123456789", mark + 1) == std::string_view::npos;
}

}  // namespace muster
