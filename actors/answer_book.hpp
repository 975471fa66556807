#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fleet/answer_row.hpp"

namespace muster {

/// Some devices' answers to a question that is over, and where to go on.
struct answer_page {
    std::vector<answer_row> rows;
    std::string next;     ///< cursor of the next page; empty: this was the last one
    std::string problem;  ///< not empty: there is no page, and why
};

/// What each device answered to the last questions from outside, for whoever reads it page by page.
/// Older ones are forgotten. Thread-safe.
class answer_book {
public:
    explicit answer_book(const world& w) : world_(w) {}

    void keep(std::uint64_t number, std::shared_ptr<const question_order> order,
              answers_by_shard answers);
    /// In the order of shards and slots, which is the same in every run.
    answer_page page(const std::string& cursor, std::size_t most) const;
    /// Of the first page of a question.
    static std::string first_page(std::uint64_t number);

private:
    struct entry {
        std::shared_ptr<const question_order> order;
        answers_by_shard answers;
    };

    std::shared_ptr<const entry> find(std::uint64_t number) const;

    const world& world_;
    mutable std::mutex mutex_;
    std::map<std::uint64_t, std::shared_ptr<const entry>> kept_;  ///< by number, the oldest first
};

}  // namespace muster
