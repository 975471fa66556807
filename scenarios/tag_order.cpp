#include "scenarios/tag_order.hpp"

#include <algorithm>
#include <set>

namespace muster::sections {

namespace {

class by_order {
public:
    by_order(reading& r, const yaml::node& map, std::vector<tag_spec>& tags)
        : r_(r), map_(map), tags_(tags) {}

    void sort() {
        std::vector<tag_spec> sorted;
        for (std::size_t i = 0; i < tags_.size(); ++i)
            visit(i, sorted);
        tags_ = std::move(sorted);
    }

private:
    void visit(std::size_t index, std::vector<tag_spec>& sorted) {
        if (done_.count(index) > 0) return;
        auto& tag = tags_[index];
        if (!tag.source.by.empty()) follow(index, sorted);
        done_.insert(index);
        sorted.push_back(tag);
    }

    void follow(std::size_t index, std::vector<tag_spec>& sorted) {
        auto& tag = tags_[index];
        const auto* written = map_.find(tag.name);
        const auto* by = written == nullptr ? nullptr : written->find("by");
        if (by == nullptr) return;
        auto other = std::find_if(tags_.begin(), tags_.end(),
                                  [&tag](const tag_spec& t) { return t.name == tag.source.by; });
        if (other == tags_.end()) {
            std::vector<std::string> names;
            for (const auto& t : tags_)
                names.push_back(t.name);
            r_.known(*by, "unknown-tag", "tag", names);
            tag.source.by.clear();
            return;
        }
        if (!under_way_.insert(index).second) return;
        auto next = static_cast<std::size_t>(other - tags_.begin());
        if (under_way_.count(next) > 0) {
            r_.error("by-cycle", by->where, ticked(tag.name) + " is drawn by itself",
                     "draw one of the tags without `by`");
            tag.source.by.clear();
        } else {
            visit(next, sorted);
        }
        under_way_.erase(index);
    }

    reading& r_;
    const yaml::node& map_;
    std::vector<tag_spec>& tags_;
    std::set<std::size_t> done_, under_way_;
};

}  // namespace

void order_tags(reading& r, const yaml::node& map, std::vector<tag_spec>& tags) {
    by_order(r, map, tags).sort();
}

}  // namespace muster::sections
