#include "models/field_role.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "models/name_words.hpp"

namespace muster::models {
namespace {

constexpr std::array least_words{"min", "minimum", "lowest", "low", "least", "lower", "smallest"};
constexpr std::array most_words{"max",  "maximum", "highest", "high",
                                "most", "peak",    "upper",   "largest"};
constexpr std::array between_words{"avg",     "average", "mean",   "median",
                                   "current", "typical", "actual", "latest"};
constexpr std::array start_words{"start", "started", "begin",  "began", "from",   "since",
                                 "first", "open",    "opened", "after", "created"};
constexpr std::array end_words{"end",      "ended",     "stop",   "stopped", "finish",  "finished",
                               "complete", "completed", "until",  "till",    "to",      "last",
                               "close",    "closed",    "before", "updated", "modified"};
constexpr std::array coming_words{"expire", "expires", "expiry",    "expiration", "next",
                                  "due",    "eta",     "scheduled", "deadline"};
constexpr std::array count_words{"count", "number", "num", "size", "length", "quantity"};
constexpr std::array total_words{"total", "sum", "overall"};
constexpr std::array span_words{"duration", "elapsed", "took", "length", "span"};
constexpr std::array derived_words{"id",      "index",      "code",  "port",  "version",
                                   "percent", "percentage", "ratio", "share", "rate"};
constexpr std::array target_words{"target", "setpoint", "desired", "goal", "wanted"};
constexpr std::array time_words{"time", "date", "timestamp", "datetime", "utc", "ts"};
constexpr std::array glue_words{"of", "the", "a", "an", "in", "at", "on", "value", "reading"};

struct short_word {
    std::string_view written, meant;
};
constexpr std::array short_words{
    short_word{"temp", "temperature"}, short_word{"hum", "humidity"},
    short_word{"press", "pressure"},   short_word{"volt", "voltage"},
    short_word{"freq", "frequency"},   short_word{"batt", "battery"},
    short_word{"mem", "memory"},
};

template <class Words>
bool is_one_of(const std::string& word, const Words& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// `tags` and `tag` are about the same.
std::string singular(const std::string& word) {
    for (const auto& [written, meant] : short_words)
        if (word == written) return std::string(meant);
    const bool is_plural = word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") &&
                           !word.ends_with("us") && !word.ends_with("is");
    return is_plural ? word.substr(0, word.size() - 1) : word;
}

rank rank_of(const std::string& word) {
    if (is_one_of(word, least_words)) return rank::least;
    if (is_one_of(word, most_words)) return rank::most;
    return is_one_of(word, between_words) ? rank::between : rank::none;
}

/// Takes what the word says into the role; whether it says no more than that.
bool take_word(const std::string& word, field_role& into) {
    if (into.order == rank::none) into.order = rank_of(word);
    if (is_one_of(word, coming_words)) into.when = time_place::coming;
    if (into.when == time_place::moment && is_one_of(word, start_words))
        into.when = time_place::start;
    if (into.when == time_place::moment && is_one_of(word, end_words)) into.when = time_place::end;
    into.counts = into.counts || is_one_of(word, count_words) || is_one_of(word, total_words);
    into.totals = into.totals || is_one_of(word, total_words);
    into.lasts = into.lasts || is_one_of(word, span_words);
    into.derived = into.derived || is_one_of(word, derived_words);
    into.target = into.target || is_one_of(word, target_words);
    return rank_of(word) != rank::none || is_one_of(word, start_words) ||
           is_one_of(word, end_words) || is_one_of(word, coming_words) ||
           is_one_of(word, count_words) || is_one_of(word, total_words) ||
           is_one_of(word, span_words) || is_one_of(word, target_words) ||
           is_one_of(word, time_words) || is_one_of(word, glue_words);
}

}  // namespace

field_role role_of(const std::string& name) {
    auto words = words_of(name);
    field_role role;
    // `setPoint` is one word to whoever reads it.
    if (has_phrase(words, "set point")) {
        role.target = true;
        std::erase_if(words, [](const auto& w) { return w == "set" || w == "point"; });
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        // What follows tells since when, not of what.
        if (i > 0 && words[i] == "since") break;
        if (!take_word(words[i], role)) role.subject.push_back(singular(words[i]));
    }
    return role;
}

bool has_words(const std::vector<std::string>& all, const std::vector<std::string>& part) {
    return std::all_of(part.begin(), part.end(),
                       [&all](const auto& word) { return is_one_of(word, all); });
}

}  // namespace muster::models
