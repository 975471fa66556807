#include <algorithm>

#include "scenarios/default_group.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/read_job_parts.hpp"

/// In which batches a job goes, and what has to hold between them.
namespace muster::sections {

// `words` are what may stand there beside the name of a group.
bool known_group(reading& r, const yaml::node& found, std::vector<std::string> words) {
    const auto& groups = r.names_in("groups");
    if (std::find(groups.begin(), groups.end(), found.text) != groups.end()) return true;
    if (add_default_group(r, found.text, found.where)) return true;
    words.insert(words.end(), groups.begin(), groups.end());
    return r.known(found, "unknown-group", "group", words);
}

namespace {

// False where the item is wrong.
bool read_batch_amount(reading& r, const yaml::node& item, batch_spec& batch) {
    amount size;
    if (!r.scalar(item, size, scalars::parse_amount)) return false;
    batch.kind = size.is_share ? batch_spec::form::part : batch_spec::form::count;
    batch.part = size.part;
    batch.count = size.count;
    if (size.is_share ? size.part.ppb > 0 : size.count > 0) return true;
    r.error("out-of-range", item.where, "a batch of no devices", "remove it");
    return false;
}

void read_batch(reading& r, const yaml::node& item, bool last, job_spec& job) {
    batch_spec batch;
    if (!item.is_scalar()) {
        r.wrong_type(item, "a percentage, a count, a group, a condition or `rest`");
        return;
    }
    bool number = !item.text.empty() && item.text.front() >= '0' && item.text.front() <= '9';
    if (number) {
        if (!read_batch_amount(r, item, batch)) return;
    } else if (item.text.find_first_of(" =<>(") != std::string::npos) {
        batch.kind = batch_spec::form::condition;
        batch.who = r.condition_of(item, condition_role::devices);
    } else if (item.text != "rest") {
        batch.kind = batch_spec::form::group;
        batch.group = item.text;
        if (!known_group(r, item, {"all", "rest"})) return;
    } else if (!last) {
        r.error("rest-not-last", item.where, "nothing is left after `rest`", "move it to the end");
    }
    job.batches.push_back(std::move(batch));
}

void check_batches(reading& r, const yaml::node& list, const job_spec& job) {
    std::int64_t sum = 0;
    bool all = false, only_parts = true;
    for (const auto& batch : job.batches) {
        sum += batch.part.ppb;
        all = all || batch.kind == batch_spec::form::rest;
        only_parts = only_parts && batch.kind == batch_spec::form::part;
    }
    if (sum > share::whole)
        r.error("bad-split", list.where, "the batches add up to more than 100% of the job",
                "each percentage is of all devices of the job, not of what is left");
    else if (!all && only_parts && sum < share::whole && job.batches.size() == list.items.size())
        r.warn("devices-left-out", list.where, "the batches leave some devices out",
               "end the list with `rest`");
}

void read_list(reading& r, const yaml::node& map, job_spec& job) {
    const auto* list = reading::get(map, "batches");
    if (list == nullptr) return;
    if (!list->is_list() || list->items.empty()) {
        r.error("wrong-type", list->where,
                list->is_list() ? "found an empty list, expected at least one batch"
                                : "found " + found_text(*list) + ", expected a list of batches",
                "write `batches: [1%, 10%, rest]`");
        return;
    }
    if (!r.fits(*list, list->items.size(), scenario_limits::things)) return;
    for (const auto& item : list->items)
        read_batch(r, item, &item == &list->items.back(), job);
    check_batches(r, *list, job);
}

void read_next_batch(reading& r, const yaml::node& map, next_batch_spec& next) {
    r.scalar(map, "finished", next.finished, scalars::parse_share);
    r.scalar(map, "succeeded", next.succeeded, scalars::parse_share);
    r.scalar(map, "soak", next.soak, scalars::parse_duration);
    next.healthy = r.condition_at(map, "healthy", condition_role::health);
    r.scalar(map, "approval", next.approval, scalars::parse_boolean);
    const auto* otherwise = reading::get(map, "else");
    std::string word;
    if (otherwise == nullptr || !r.text(*otherwise, word)) return;
    if (r.known(*otherwise, "unknown-word", "such answer", {"pause", "cancel", "roll_back"}))
        next.pause_otherwise = word == "pause";
}

}  // namespace

void read_job_batches(reading& r, const yaml::node& map, job_spec& job) {
    read_list(r, map, job);
    if (const auto* next = r.get_map(map, "next_batch")) read_next_batch(r, *next, job.next_batch);
}

}  // namespace muster::sections
