#include "models/twin_patch.hpp"

#include <boost/json/object.hpp>

#include <vector>

#include "models/json_text.hpp"
#include "models/limits.hpp"
#include "models/twin_text.hpp"
#include "models/value_check.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

/// RFC 7386; null for a target that is not there.
json::value merged(const json::value* target, const json::value& patch) {
    const auto* members = patch.if_object();
    if (members == nullptr) return patch;
    const auto* known = target == nullptr ? nullptr : target->if_object();
    json::object out = known == nullptr ? json::object() : *known;
    for (const auto& member : *members) {
        if (member.value().is_null()) {
            if (const auto old = out.find(member.key()); old != out.end()) out.stable_erase(old);
        } else {
            out[member.key()] = merged(out.if_contains(member.key()), member.value());
        }
    }
    return out;
}

std::vector<std::string> names_of(const twin_outline& outline) {
    std::vector<std::string> names;
    for (const auto& [name, each] : outline.properties)
        names.push_back(name);
    for (const auto& [name, each] : outline.components)
        names.push_back(name);
    return names;
}

/// Applies a patch to a copy of the twin, which is the result if nothing was wrong.
class patcher {
public:
    patcher(const twin_document& before, patch_scope scope, patch_kind kind,
            bounded_problems& problems)
        : before_(before), after_(before), scope_(scope), problems_(problems) {
        if (kind == patch_kind::merge) return;
        for (auto* section : sections())
            section->held.clear();
    }

    void walk(const json::object& body, const twin_outline& outline, const std::string& prefix,
              const json_spot& at) {
        for (const auto& member : body) {
            if (problems_.full()) return;
            const std::string_view name = member.key();
            const auto spot = at.member(name);
            const auto property = outline.properties.find(name);
            const auto component = outline.components.find(name);
            const auto path = prefix + std::string(name);
            if (property != outline.properties.end()) {
                take_property(property->second, member.value(), path, spot);
            } else if (component != outline.components.end()) {
                take_component(*component->second, member.value(), path, spot);
            } else if (name == "__t" && !prefix.empty()) {
                check_marker(member.value(), spot);
            } else {
                refuse_name(name, outline, spot);
            }
        }
    }

    twin_document finish(calendar_time at, const json_spot& spot) {
        for (const auto* section : sections())
            check_size(*section, spot);
        stamp(before_.desired, after_.desired, at);
        stamp(before_.reported, after_.reported, at);
        stamp(before_.cloud, after_.cloud, at);
        return std::move(after_);
    }

private:
    /// Those that may be changed.
    std::vector<twin_section*> sections() {
        std::vector<twin_section*> found;
        if (scope_.desired) found.push_back(&after_.desired);
        if (scope_.reported) found.push_back(&after_.reported);
        if (scope_.cloud) found.push_back(&after_.cloud);
        return found;
    }

    void take_component(const twin_outline& outline, const json::value& held,
                        const std::string& path, const json_spot& at) {
        if (held.is_null()) return remove_below(path + ".");
        if (const auto* body = held.if_object()) return walk(*body, outline, path + ".", at);
        problems_.error(at, "wrong-type",
                        std::string("the component's properties in an object were expected, this "
                                    "is ") +
                            kind_of_json(held),
                        "write them in braces");
    }

    void remove_below(const std::string& prefix) {
        for (auto* section : sections())
            std::erase_if(section->held,
                          [&prefix](const auto& each) { return each.first.starts_with(prefix); });
    }

    void check_marker(const json::value& held, const json_spot& at) {
        if (held.is_string() && held.get_string() == "c") return;
        problems_.error(at, "bad-marker", "the marker of a component is \"c\"",
                        "write \"__t\": \"c\", or leave it out");
    }

    void refuse_name(std::string_view name, const twin_outline& outline, const json_spot& at) {
        const auto other = outline.others.find(name);
        if (other != outline.others.end()) {
            return problems_.error(at, "not-a-property",
                                   in_quotes(name) + " is " + other->second + ", not a property",
                                   "leave it out");
        }
        if (name.starts_with('$')) {
            return problems_.error(at, "reserved-name",
                                   in_quotes(name) + " is what is said of a twin, not a part of it",
                                   "leave it out");
        }
        problems_.error(at, "unknown-property",
                        "the template has no property and no component " + in_quotes(name),
                        suggestion(name, names_of(outline), "leave it out"));
    }

    /// Where a value of the property goes; null after a problem.
    twin_section* section_of(const property& of, const std::string& path, const json_spot& at) {
        if (of.cloud && scope_.cloud && path.find('.') == std::string::npos) return &after_.cloud;
        if (of.cloud) {
            problems_.error(at, "cloud-property",
                            in_quotes(of.name) + " is a cloud property" +
                                (scope_.cloud ? " within a component, where none is kept"
                                              : ", which only the operator's side sets"),
                            "leave it out");
        } else if (scope_.reported) {
            return &after_.reported;
        } else if (!scope_.desired) {
            problems_.error(at, "not-a-cloud-property", in_quotes(of.name) + " is the device's",
                            "leave it out");
        } else if (of.writable) {
            return &after_.desired;
        } else {
            problems_.error(at, "read-only-property",
                            in_quotes(of.name) + " is read-only: the device reports it",
                            "leave it out");
        }
        return nullptr;
    }

    void take_property(const property& of, const json::value& held, const std::string& path,
                       const json_spot& at) {
        auto* section = section_of(of, path, at);
        if (section == nullptr) return;
        if (held.is_null()) {
            section->held.erase(path);
        } else if (section == &after_.reported && of.writable &&
                   looks_like_acknowledgement(held, *of.type)) {
            take_answer(of, held.get_object(), path, at);
        } else {
            take_value(*section, of, held, path, at, std::nullopt);
        }
    }

    void take_answer(const property& of, const json::object& held, const std::string& path,
                     const json_spot& at) {
        auto answer = read_acknowledgement(held, at, problems_);
        if (answer.version > before_.desired.version) {
            problems_.error(at.member("av"), "future-version",
                            "version " + std::to_string(answer.version) +
                                " is answered, but the desired section is at version " +
                                std::to_string(before_.desired.version),
                            "answer the version that was received");
        }
        if (const auto* value = held.if_contains("value"))
            take_value(after_.reported, of, *value, path, at.member("value"), std::move(answer));
    }

    void take_value(twin_section& section, const property& of, const json::value& held,
                    const std::string& path, const json_spot& at,
                    std::optional<acknowledgement> answer) {
        const auto before = problems_.count();
        check_value(held, *of.type, at, problems_, value_part::patch);
        if (problems_.count() > before) return;
        const auto* old = section.find(path);
        held_value now{merged(old == nullptr ? nullptr : &old->value, held), std::move(answer)};
        check_value(now.value, *of.type, at, problems_);
        if (&section == &after_.reported && of.writable && !now.answer &&
            looks_like_acknowledgement(now.value, *of.type)) {
            problems_.error(at, "ambiguous-value",
                            "with what was reported before, this looks like an acknowledgement",
                            "report it as {value, ac, av}");
        }
        const auto bytes = compact_text(wire_value(now)).size();
        if (bytes > twin_property_bytes_max) {
            problems_.error(at, "property-too-large",
                            "the property would have " + std::to_string(bytes) +
                                " bytes of JSON, more than " +
                                std::to_string(twin_property_bytes_max),
                            "keep less in it");
        }
        section.held.insert_or_assign(path, std::move(now));
    }

    void check_size(const twin_section& section, const json_spot& at) {
        const auto bytes = compact_text(section_value(section)).size();
        if (bytes <= twin_section_bytes_max) return;
        const char* name = &section == &after_.desired    ? "desired"
                           : &section == &after_.reported ? "reported"
                                                          : "cloud";
        problems_.error(at, "section-too-large",
                        std::string("the ") + name + " properties would have " +
                            std::to_string(bytes) + " bytes of JSON, more than " +
                            std::to_string(twin_section_bytes_max),
                        "remove some with null");
    }

    /// Gives what differs from before the section's next version and the time, the rest those it
    /// had.
    static void stamp(const twin_section& before, twin_section& after, calendar_time at) {
        std::size_t kept = 0;
        bool changed = false;
        for (auto& [path, now] : after.held) {
            const auto* old = before.find(path);
            kept += old == nullptr ? 0 : 1;
            const bool same =
                old != nullptr && old->value == now.value && old->answer == now.answer;
            now.version = same ? old->version : before.version + 1;
            now.at = same ? old->at : at;
            changed |= !same;
        }
        if (changed || kept < before.held.size()) after.version = before.version + 1;
    }

    const twin_document& before_;
    twin_document after_;
    patch_scope scope_;
    bounded_problems& problems_;
};

patch_scope scope_of(patch_origin origin) {
    if (origin == patch_origin::device_side) return {.reported = true};
    return {.desired = true, .cloud = true};
}

}  // namespace

std::optional<twin_document> patched_at(const json_spot& spot, const json::value& patch,
                                        const twin_document& before, const twin_outline& outline,
                                        patch_scope scope, patch_kind kind, calendar_time at,
                                        bounded_problems& problems) {
    const auto already = problems.count();
    const auto* body = patch.if_object();
    if (body == nullptr) {
        problems.error(
            spot, "wrong-type",
            std::string("an object of properties was expected, this is ") + kind_of_json(patch),
            "write {\"name\": value}");
        return std::nullopt;
    }
    patcher work(before, scope, kind, problems);
    work.walk(*body, outline, "", spot);
    auto after = work.finish(at, spot);
    if (problems.count() > already) return std::nullopt;
    return after;
}

std::optional<twin_document> patched(const twin_document& before, const twin_outline& outline,
                                     const json_document& patch, patch_origin origin,
                                     patch_kind kind, calendar_time at, diagnostics& problems) {
    bounded_problems found(problems, twin_problems_max);
    auto body = patch.root;
    unify_numbers(body);
    return patched_at({patch.file}, body, before, outline, scope_of(origin), kind, at, found);
}

}  // namespace muster::models
