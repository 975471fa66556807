#include "models/twin_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "models/iso_time.hpp"
#include "models/json_text.hpp"
#include "models/limits.hpp"
#include "models/path_objects.hpp"
#include "models/twin_patch.hpp"
#include "models/value_check.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

// Every reader of JSON has whole numbers up to here exactly.
constexpr std::int64_t version_max = std::int64_t{1} << 53;

json::object metadata_of(const twin_section& section) {
    json::object out;
    for (const auto& [path, held] : section.held) {
        const auto [at, name] = place_of_path(out, path, component_marker::none);
        at->emplace(name, json::object{{"lastUpdateTime", instant_text(held.at)},
                                       {"version", held.version}});
    }
    return out;
}

json::object whole_section(const twin_section& section) {
    auto out = section_value(section);
    out.emplace("$version", section.version);
    if (!section.held.empty()) out.emplace("$metadata", metadata_of(section));
    return out;
}

/// One section of a twin that is read: its properties as a patch, then what is said of them.
class section_reader {
public:
    section_reader(const json_spot& at, twin_section& into, bounded_problems& problems)
        : at_(at), into_(into), problems_(problems) {}

    /// `scope` is of this section alone, which is empty in `twin`.
    void read(const json::object& from, twin_document& twin, const twin_outline& outline,
              patch_scope scope, calendar_time at) {
        auto body = from;
        body.erase("$version");
        body.erase("$metadata");
        const auto version = version_in(from, "$version", at_, 0, version_max);
        auto read = patched_at(at_, body, twin, outline, scope, patch_kind::merge, at, problems_);
        if (read) twin = std::move(*read);
        if (version) into_.version = *version;
        if (read && version == 0 && !into_.held.empty())
            problems_.error(at_.member("$version"), "bad-version",
                            "version 0 is that of a section in which nothing was ever set",
                            "give 1 or more");
        for (auto& [path, held] : into_.held)
            held.version = into_.version;
        const auto* metadata = from.if_contains("$metadata");
        if (metadata != nullptr && read) read_metadata(*metadata, "", at_.member("$metadata"));
    }

private:
    std::optional<std::int64_t> version_in(const json::object& from, const char* name,
                                           const json_spot& at, std::int64_t least,
                                           std::int64_t most) {
        const auto* held = from.if_contains(name);
        if (held == nullptr) return std::nullopt;
        const auto* number = held->if_int64();
        if (number != nullptr && *number >= least && *number <= most) return *number;
        problems_.error(at.member(name), "bad-version",
                        "a version, a whole number from " + std::to_string(least) + " to " +
                            (most == version_max ? "2^53" : std::to_string(most)) +
                            ", was expected");
        return std::nullopt;
    }

    void read_metadata(const json::value& from, const std::string& prefix, const json_spot& at) {
        const auto* members = from.if_object();
        if (members == nullptr) {
            return problems_.error(
                at, "wrong-type",
                std::string("an object was expected, this is ") + kind_of_json(from));
        }
        for (const auto& member : *members) {
            const std::string_view name = member.key();
            const auto path = prefix + std::string(name);
            const auto spot = at.member(name);
            const auto held = into_.held.find(path);
            if (held != into_.held.end()) {
                read_stamp(member.value(), held->second, spot);
            } else if (has_below(path + ".")) {
                read_metadata(member.value(), path + ".", spot);
            } else {
                problems_.error(spot, "unknown-property",
                                in_quotes(name) + " is not set in this section", "leave it out");
            }
        }
    }

    bool has_below(const std::string& prefix) const {
        const auto next = into_.held.lower_bound(prefix);
        return next != into_.held.end() && next->first.starts_with(prefix);
    }

    void read_stamp(const json::value& from, held_value& held, const json_spot& at) {
        const auto* members = from.if_object();
        for (const auto& member : members == nullptr ? json::object() : *members) {
            const std::string_view name = member.key();
            if (name != "lastUpdateTime" && name != "version")
                problems_.error(at.member(name), "unknown-member",
                                "nothing is known of " + in_quotes(name),
                                suggestion(name, {"lastUpdateTime", "version"}, "leave it out"));
        }
        if (members == nullptr) {
            return problems_.error(
                at, "wrong-type",
                std::string("an object was expected, this is ") + kind_of_json(from));
        }
        held.version = version_in(*members, "version", at, 1, into_.version).value_or(held.version);
        if (const auto* time = members->if_contains("lastUpdateTime")) {
            const auto read = time->is_string() ? read_instant(std::string_view(time->get_string()))
                                                : std::nullopt;
            if (read) {
                held.at = *read;
            } else {
                problems_.error(at.member("lastUpdateTime"), "bad-time", "an instant was expected",
                                "write it as 2026-02-28T06:30:00Z, in the years 1900 to 2199");
            }
        }
    }

    const json_spot& at_;
    twin_section& into_;
    bounded_problems& problems_;
};

struct section_entry {
    const char* name;
    twin_section twin_document::*section;
    patch_scope scope;
};
/// Desired stands before reported, whose acknowledgements are held against its version.
constexpr std::array section_entries{
    section_entry{"desired", &twin_document::desired, {.desired = true}},
    section_entry{"reported", &twin_document::reported, {.reported = true}},
    section_entry{"cloud", &twin_document::cloud, {.cloud = true}},
};

void check_names(const json::object& from, const json_spot& root, bounded_problems& problems) {
    for (const auto& member : from) {
        const std::string_view name = member.key();
        const bool known =
            std::any_of(section_entries.begin(), section_entries.end(),
                        [name](const section_entry& each) { return each.name == name; });
        if (!known && !problems.full())
            problems.error(root.member(name), "unknown-member", "a twin has no " + in_quotes(name),
                           suggestion(name, {"desired", "reported", "cloud"}, "leave it out"));
    }
}

}  // namespace

json::value wire_value(const held_value& held) {
    if (!held.answer) return held.value;
    json::object out{
        {"value", held.value}, {"ac", held.answer->code}, {"av", held.answer->version}};
    if (!held.answer->description.empty()) out.emplace("ad", held.answer->description);
    return out;
}

json::object section_value(const twin_section& section) {
    json::object out;
    for (const auto& [path, held] : section.held) {
        const auto [at, name] = place_of_path(out, path, component_marker::wire);
        at->emplace(name, wire_value(held));
    }
    return out;
}

std::string twin_text(const twin_document& twin) {
    json::object out;
    for (const auto& each : section_entries)
        out.emplace(each.name, whole_section(twin.*each.section));
    return indented_text(out);
}

std::optional<twin_document> read_twin(const json_document& text, const twin_outline& outline,
                                       calendar_time at, diagnostics& problems) {
    bounded_problems found(problems, twin_problems_max);
    const json_spot root{text.file};
    auto body = text.root;
    unify_numbers(body);
    const auto* members = body.if_object();
    if (members == nullptr) {
        found.error(root, "wrong-type",
                    std::string("a twin was expected, this is ") + kind_of_json(body),
                    R"(write {"desired": {}, "reported": {}, "cloud": {}})");
        return std::nullopt;
    }
    check_names(*members, root, found);
    twin_document made;
    for (const auto& each : section_entries) {
        const auto* section = members->if_contains(each.name);
        if (section == nullptr) continue;
        const auto spot = root.member(each.name);
        if (const auto* from = section->if_object()) {
            section_reader(spot, made.*each.section, found)
                .read(*from, made, outline, each.scope, at);
        } else {
            found.error(spot, "wrong-type",
                        std::string("an object was expected, this is ") + kind_of_json(*section));
        }
    }
    if (found.count() > 0) return std::nullopt;
    return made;
}

}  // namespace muster::models
