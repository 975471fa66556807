#include "models/plausible_text.hpp"

#include <array>
#include <optional>

#include "fleet/text_pattern.hpp"
#include "models/name_words.hpp"
#include "models/plausible_words.hpp"

namespace muster::models {
namespace {

/// What an answer says, but a property or a signal of that name does not.
struct answer_text {
    std::string_view phrase, text;
};
constexpr std::array answer_texts{
    answer_text{"error", "none"},   answer_text{"err", "none"},     answer_text{"invalid", "none"},
    answer_text{"reason", "none"},  answer_text{"message", "done"}, answer_text{"detail", "done"},
    answer_text{"details", "done"},
};
/// What the answer itself is mostly called says the least about it.
constexpr std::array weak_texts{answer_text{"result", "ok"}, answer_text{"outcome", "ok"},
                                answer_text{"response", "ok"}, answer_text{"reply", "ok"}};

template <class Texts>
std::optional<std::string> text_of(const Texts& texts, const std::vector<std::string>& words) {
    for (const auto& [phrase, text] : texts)
        if (has_phrase(words, phrase)) return std::string(text);
    return std::nullopt;
}

/// The words and, of those that may be plurals, the singulars: `ids` are texts as an `id` is.
std::vector<std::string> with_singulars(std::vector<std::string> words) {
    const auto count = words.size();
    for (std::size_t i = 0; i < count; ++i)
        if (words[i].size() > 2 && words[i].ends_with('s'))
            words.push_back(words[i].substr(0, words[i].size() - 1));
    return words;
}

/// By the weights of a pick, or a number of a sequence.
std::string drawn_from(const attribute_source& source, const answer_draw& draw,
                       std::string_view path) {
    if (source.kind == attribute_source::form::sequence) {
        const text_pattern pattern(source.pattern);
        return pattern.text(1 + draw.bits(path) % pattern.capacity());
    }
    if (source.kind != attribute_source::form::pick) return std::get<std::string>(source.fixed);
    auto left = draw.unit(path);
    for (const auto& choice : source.choices)
        if ((left -= choice.part.fraction()) < 0) return choice.text;
    return source.choices.back().text;
}

}  // namespace

std::string plausible_text(const leaf& of, bool listed, const answer_draw& draw,
                           std::string_view path) {
    const auto name = with_singulars(words_of(of.path)), own = with_singulars(of.name.own);
    for (const auto& words : {name, own, of.name.all}) {
        const auto text = text_of(answer_texts, words);
        if (text && !listed && words != of.name.all) return *text;
        if (const auto* source = text_source_for(words)) return drawn_from(*source, draw, path);
        if (const auto* texts = texts_for(words)) return (*texts)[draw.pick(path, texts->size())];
    }
    if (const auto text = text_of(weak_texts, own)) return *text;
    return drawn_from(plausible_text_source({}), draw, path);
}

}  // namespace muster::models
