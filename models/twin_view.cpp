#include "models/twin_view.hpp"

#include <algorithm>
#include <map>

#include "models/iso_time.hpp"
#include "models/json_text.hpp"
#include "models/path_objects.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

/// What the sections hold of one property; null where they do not.
struct held_sides {
    const held_value *desired = nullptr, *reported = nullptr, *cloud = nullptr;

    const held_value& shown() const {
        if (reported != nullptr) return *reported;
        return desired != nullptr ? *desired : *cloud;
    }
    calendar_time last_update() const {
        auto last = shown().at;
        if (desired != nullptr) last = std::max(last, desired->at);
        return last;
    }
};

json::object metadata_of(const held_sides& sides) {
    json::object out{{"lastUpdateTime", instant_text(sides.last_update())}};
    if (sides.desired != nullptr) {
        out.emplace("desiredValue", sides.desired->value);
        out.emplace("desiredVersion", sides.desired->version);
    }
    if (sides.reported != nullptr && sides.reported->answer) {
        const auto& answer = *sides.reported->answer;
        out.emplace("ackVersion", answer.version);
        out.emplace("ackCode", answer.code);
        if (!answer.description.empty()) out.emplace("ackDescription", answer.description);
    }
    return out;
}

std::map<std::string, held_sides> sides_of(const twin_document& twin) {
    std::map<std::string, held_sides> found;
    for (const auto& [path, held] : twin.desired.held)
        found[path].desired = &held;
    for (const auto& [path, held] : twin.reported.held)
        found[path].reported = &held;
    for (const auto& [path, held] : twin.cloud.held)
        found[path].cloud = &held;
    return found;
}

json::object& member_object(json::object& of, json::string_view name) {
    auto& member = of[name];
    return member.is_object() ? member.get_object() : member.emplace_object();
}

json::object reply_of(const json::object& patch, const twin_document& after,
                      const twin_outline& outline, const std::string& prefix) {
    json::object out, metadata;
    for (const auto& member : patch) {
        const std::string name(std::string_view(member.key()));
        const auto inner = outline.components.find(name);
        if (inner != outline.components.end()) {
            if (const auto* body = member.value().if_object())
                out.emplace(name, reply_of(*body, after, *inner->second, prefix + name + "."));
        } else if (outline.properties.contains(name)) {
            const auto* desired = after.desired.find(prefix + name);
            const auto* held = desired != nullptr ? desired : after.cloud.find(prefix + name);
            metadata.emplace(name, json::object{{"desiredValue",
                                                 held == nullptr ? json::value() : held->value}});
        }
    }
    if (!metadata.empty()) out.emplace("$metadata", std::move(metadata));
    return out;
}

}  // namespace

json::object twin_view(const twin_document& twin, view_words words) {
    json::object out;
    const auto all = sides_of(twin);
    for (const auto& [path, sides] : all) {
        const auto [at, name] = place_of_path(out, path, component_marker::none);
        at->emplace(name, sides.shown().value);
    }
    for (const auto& [path, sides] : all) {
        const auto [at, name] = place_of_path(out, path, component_marker::none);
        auto metadata = metadata_of(sides);
        const bool has_state =
            sides.desired != nullptr || (sides.reported != nullptr && sides.reported->answer);
        if (has_state && words == view_words::with_state)
            metadata.emplace("state", to_text(twin.state_of(path)));
        member_object(*at, "$metadata").emplace(name, std::move(metadata));
    }
    return out;
}

std::string twin_view_text(const twin_document& twin, view_words words) {
    return indented_text(twin_view(twin, words));
}

json::object patch_reply(const json_document& patch, const twin_document& after,
                         const twin_outline& outline) {
    const auto* body = patch.root.if_object();
    return body == nullptr ? json::object() : reply_of(*body, after, outline, "");
}

}  // namespace muster::models
