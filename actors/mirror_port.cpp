#include "actors/mirror_port.hpp"

#include <algorithm>
#include <iterator>

namespace muster {

namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

/// The one item of this kind in an answer.
template <class News>
News* only(host_answer& answer) {
    for (auto& n : answer.news)
        if (auto* found = std::get_if<News>(&n)) return found;
    return nullptr;
}

}  // namespace

std::vector<std::uint64_t> mirror_port::scan(std::uint32_t population, sim_time now) const {
    const auto known = scans_.find({population, now});
    return known != scans_.end() ? known->second : std::vector<std::uint64_t>(device_states_count);
}

const leg_figures* mirror_port::figures(std::uint32_t job) const {
    const auto leg = legs_.find(job);
    return leg != legs_.end() ? &leg->second.figures : nullptr;
}

std::map<std::string, std::uint64_t> mirror_port::reasons(std::uint32_t job) const {
    const auto leg = legs_.find(job);
    return leg != legs_.end() ? leg->second.reasons : std::map<std::string, std::uint64_t>{};
}

void mirror_port::count_causes(std::uint32_t job, cause_counter& to) const {
    if (const auto known = causes_.find(job); known != causes_.end()) to.merge(known->second);
}

fault_span mirror_port::span_of(std::uint32_t fault) const {
    return fault < spans_.size() ? spans_[fault] : fault_span{};
}

void mirror_port::ask(const device_question& question, sim_time now,
                      std::function<void(device_answer)> done) const {
    call_whole(host_,
               question_call{shard_, question.where, question.first, question.most,
                             question.count_all, now},
               [done = std::move(done)](host_answer a) {
                   auto* found = only<found_news>(a);
                   device_answer nobody;
                   nobody.in_time = false;
                   done(found != nullptr ? std::move(found->answer) : nobody);
               });
}

void mirror_port::describe(const std::string& id,
                           std::function<void(std::optional<device_detail>)> done) const {
    call_whole(host_, describe_call{shard_, id}, [done = std::move(done)](host_answer a) {
        auto* found = only<detail_news>(a);
        done(found != nullptr ? std::optional(std::move(found->detail)) : std::nullopt);
    });
}

void mirror_port::take(const counter_news& n) {
    for (const auto& [counter, value] : n.values)
        counters_[counter] = value;
}
void mirror_port::take(log_news& n) {
    append(log_, n.moves);
}
void mirror_port::take(event_news& n) {
    append(events_, n.events);
}
void mirror_port::take(change_news& n) {
    append(changes_, n.changes);
}
const update_counts* mirror_port::steps(std::uint32_t job) const {
    const auto leg = legs_.find(job);
    return leg != legs_.end() && leg->second.steps ? &*leg->second.steps : nullptr;
}

void mirror_port::take(leg_news& n) {
    legs_[n.job] = std::move(n);
}
void mirror_port::take(cause_news& n) {
    causes_[n.job] = std::move(n.counted);
}
void mirror_port::take(target_news& n) {
    append(targets_, n.targets);
}
void mirror_port::take(fault_news& n) {
    spans_ = std::move(n.spans);
    overlaps_ = std::move(n.overlaps);
}
void mirror_port::take(scan_news& n) {
    scans_[{n.population, n.at}] = std::move(n.counts);
}

}  // namespace muster
