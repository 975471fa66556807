#include "fleet/query/hints.hpp"

namespace muster::query {
namespace {

bool is_literal_or_name(token_kind t) {
    return t >= token_kind::number && t <= token_kind::path;
}

}  // namespace

std::string likely_remedy(std::string_view text, const std::vector<token>& tokens, std::size_t at) {
    if (at == 0) return {};
    const auto& here = tokens[at];
    const auto& before = tokens[at - 1];
    if (before.kind == token_kind::modulo && at > 1 && tokens[at - 2].kind == token_kind::number) {
        const auto where = tokens[at - 2].where;
        return "a percentage is written without a space: " +
               std::string(text.substr(where.offset, where.length)) + "%";
    }
    if (before.kind == token_kind::percent && is_literal_or_name(here.kind)) {
        return "spaces around % make it the modulo";
    }
    if (here.kind == token_kind::path && same_word(here.text, "between")) {
        return "write x >= 1 AND x <= 2";
    }
    if (before.kind == token_kind::path && is_literal_or_name(here.kind)) {
        return "a text of several words is put in single quotes";
    }
    return {};
}

}  // namespace muster::query
