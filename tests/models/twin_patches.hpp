#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/twin_patch.hpp"
#include "tests/fleet/dice.hpp"

namespace muster::test {

/// What a random patch says of one property of the lab model, as texts of JSON.
struct random_change {
    std::string path;
    bool removes = false;
    std::string plain;                                         ///< of a property without members
    std::vector<std::pair<std::string, std::string>> members;  ///< of a map; `null` removes
    std::string answer;                                        ///< `,"ac":200,"av":1`
};

struct random_step {
    std::string text;
    models::patch_origin origin = models::patch_origin::operator_side;
    models::patch_kind kind = models::patch_kind::merge;
    bool sound = true;
    std::vector<random_change> changes;
};

inline std::string object_text(const std::vector<std::pair<std::string, std::string>>& members) {
    std::string text;
    for (const auto& [name, value] : members)
        text += std::string(text.empty() ? "" : ",") + "\"" + name + "\":" + value;
    return "{" + text + "}";
}

inline random_change random_change_of(testing::dice& dice, const std::string& path,
                                      bool with_answer, std::int64_t desired_version) {
    random_change made{path, dice.chance(0.2), {}, {}, {}};
    if (path == "label")
        made.plain = "\"" + std::string(dice.below(4), 'x') + "\"";
    else if (path != "zones")
        made.plain = std::to_string(dice.below(3));
    for (const char* key : {"a", "b", "c", "d"})
        if (path == "zones" && dice.chance(0.5))
            made.members.emplace_back(key,
                                      dice.chance(0.3) ? "null" : std::to_string(dice.below(3)));
    if (with_answer && dice.chance(0.5))
        made.answer = ",\"ac\":" + std::to_string(200 + dice.below(4)) + ",\"av\":" +
                      std::to_string(dice.below(static_cast<std::uint64_t>(desired_version) + 1));
    return made;
}

inline std::string text_of_change(const random_change& change) {
    if (change.removes) return "null";
    const auto value = change.path == "zones" ? object_text(change.members) : change.plain;
    return change.answer.empty() ? value : "{\"value\":" + value + change.answer + "}";
}

/// A patch of some properties by one side; about one in seven says one thing too much.
inline random_step random_patch(testing::dice& dice, std::int64_t desired_version) {
    random_step made;
    const bool device = dice.chance(0.5);
    if (device) made.origin = models::patch_origin::device_side;
    if (dice.chance(0.15)) made.kind = models::patch_kind::replace;
    std::vector<std::pair<std::string, std::string>> root, unit{{"__t", "\"c\""}};
    for (const char* path : {"count", "label", "ratio", "unit.target", "zones"}) {
        if (!dice.chance(0.5)) continue;
        made.changes.push_back(random_change_of(dice, path, device, desired_version));
        const auto& change = made.changes.back();
        if (change.path == "unit.target")
            unit.emplace_back("target", text_of_change(change));
        else
            root.emplace_back(path, text_of_change(change));
    }
    if (unit.size() > 1) root.emplace_back("unit", object_text(unit));
    made.sound = !dice.chance(0.15);
    if (!made.sound) root.emplace_back("temperature", "1");
    made.text = object_text(root);
    return made;
}

/// The sections that patches lead to, kept in another way than twins are.
struct expected_sections {
    using section = std::map<std::string, random_change>;
    section desired, reported;

    void apply(const random_step& step) {
        auto& into = step.origin == models::patch_origin::device_side ? reported : desired;
        if (step.kind == models::patch_kind::replace) into.clear();
        for (const auto& change : step.changes) {
            if (change.removes) {
                into.erase(change.path);
                continue;
            }
            auto& held = into[change.path];
            held.path = change.path;
            held.plain = change.plain;
            held.answer = change.answer;
            for (const auto& [key, value] : change.members)
                merge(held.members, key, value);
        }
    }

    std::string text_of(section expected_sections::*which) const {
        std::vector<std::pair<std::string, std::string>> root;
        for (const auto& [path, held] : this->*which) {
            if (path == "unit.target")
                root.emplace_back("unit",
                                  "{\"__t\":\"c\",\"target\":" + text_of_change(held) + "}");
            else
                root.emplace_back(path, text_of_change(held));
        }
        return object_text(root);
    }

private:
    static void merge(std::vector<std::pair<std::string, std::string>>& members,
                      const std::string& key, const std::string& value) {
        const auto old = std::find_if(members.begin(), members.end(),
                                      [&key](const auto& each) { return each.first == key; });
        if (value == "null") {
            if (old != members.end()) members.erase(old);
        } else if (old != members.end()) {
            old->second = value;
        } else {
            members.emplace_back(key, value);
        }
    }
};

}  // namespace muster::test
