#include "actors/answer_book.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

#include "actors/defaults.hpp"

namespace muster {

namespace {

/// `NUMBER-SHARD-DEVICE`.
struct answer_place {
    std::uint64_t question = 0;
    std::uint32_t shard = 0;
    std::size_t first = 0;  ///< of the shard's devices that were asked
};

std::string to_cursor(const answer_place& at) {
    return std::to_string(at.question) + '-' + std::to_string(at.shard) + '-' +
           std::to_string(at.first);
}

template <class Number>
bool read_number(const char*& from, const char* end, Number& to, char behind) {
    const auto [stop, bad] = std::from_chars(from, end, to);
    if (bad != std::errc{}) return false;
    from = stop;
    if (behind == '\0') return from == end;
    return from != end && *from++ == behind;
}

std::optional<answer_place> place_of(const std::string& cursor) {
    answer_place at;
    const auto* from = cursor.data();
    const auto* end = from + cursor.size();
    const bool good = read_number(from, end, at.question, '-') &&
                      read_number(from, end, at.shard, '-') &&
                      read_number(from, end, at.first, '\0');
    return good ? std::optional(at) : std::nullopt;
}

}  // namespace

std::string answer_book::first_page(std::uint64_t number) {
    return to_cursor({number, 0, 0});
}

void answer_book::keep(std::uint64_t number, std::shared_ptr<const question_order> order,
                       answers_by_shard answers) {
    auto fresh = std::make_shared<const entry>(entry{std::move(order), std::move(answers)});
    const std::lock_guard guard(mutex_);
    kept_.emplace(number, std::move(fresh));
    if (kept_.size() > defaults::questions_kept) kept_.erase(kept_.begin());
}

std::shared_ptr<const answer_book::entry> answer_book::find(std::uint64_t number) const {
    const std::lock_guard guard(mutex_);
    const auto at = kept_.find(number);
    return at == kept_.end() ? nullptr : at->second;
}

answer_page answer_book::page(const std::string& cursor, std::size_t most) const {
    answer_page page;
    auto at = place_of(cursor);
    const auto kept = at ? find(at->question) : nullptr;
    if (!kept) {
        page.problem = at ? "the answers to this question are not kept any more: ask again"
                          : "the cursor is not of answers to a question";
        return page;
    }
    for (auto part = kept->answers.lower_bound(at->shard); part != kept->answers.end(); ++part) {
        const auto first = part->first == at->shard ? at->first : 0;
        if (page.rows.size() == most) {
            page.next = to_cursor({at->question, part->first, first});
            return page;
        }
        auto rows = rows_of(world_, *kept->order, part->second, first, most - page.rows.size());
        const auto reached = first + rows.size();
        std::move(rows.begin(), rows.end(), std::back_inserter(page.rows));
        if (reached < size_of(part->second)) {
            page.next = to_cursor({at->question, part->first, reached});
            return page;
        }
    }
    return page;
}

}  // namespace muster
