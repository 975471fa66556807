#include "models/acknowledgement.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "models/value_check.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;
using form = schema::form;

const std::vector<std::string>& member_names() {
    static const std::vector<std::string> names{"value", "ac", "av", "ad"};
    return names;
}

bool has_objects(const schema& type) {
    return type.kind != form::primitive && type.kind != form::enumeration &&
           type.kind != form::array;
}

struct whole_member {
    const char* name;
    std::int64_t least, most;
    const char* wanted;
};
constexpr whole_member code_member{"ac", 100, 599, "a code from 100 to 599"};
constexpr whole_member version_member{"av", 0, std::numeric_limits<std::int64_t>::max(),
                                      "a version, a whole number from 0 on,"};

std::int64_t read_whole(const json::object& held, const whole_member& wanted, const json_spot& at,
                        bounded_problems& problems) {
    const auto* member = held.if_contains(wanted.name);
    if (member == nullptr) {
        problems.error(at, "missing-member",
                       "an acknowledgement without '" + std::string(wanted.name) + "'",
                       "report {value, ac, av, ad}, or the plain value");
        return wanted.least;
    }
    const auto* number = member->if_int64();
    if (number != nullptr && *number >= wanted.least && *number <= wanted.most) return *number;
    problems.error(at.member(wanted.name), "bad-acknowledgement",
                   std::string(wanted.wanted) + " was expected");
    return wanted.least;
}

}  // namespace

const char* to_text(sync_state state) {
    switch (state) {
        case sync_state::unset:
            return "unset";
        case sync_state::pending:
            return "pending";
        case sync_state::accepted:
            return "accepted";
        case sync_state::device_initiated:
            return "device-initiated";
        case sync_state::rejected:
            return "rejected";
        case sync_state::failed:
            break;
    }
    return "failed";
}

sync_state state_after(std::int64_t desired, const acknowledgement* answer) {
    const int code = answer == nullptr ? 0 : answer->code;
    if (desired == 0) return code == 203 ? sync_state::device_initiated : sync_state::unset;
    if (answer == nullptr || answer->version < desired) return sync_state::pending;
    if (code == 203) return sync_state::device_initiated;
    if (code < 200 || code == 201 || code == 202) return sync_state::pending;
    if (code < 300) return sync_state::accepted;
    return code >= 400 && code < 500 ? sync_state::rejected : sync_state::failed;
}

bool looks_like_acknowledgement(const json::value& held, const schema& type) {
    const auto* object = held.if_object();
    if (object == nullptr) return false;
    if (has_objects(type)) {
        return object->contains("value") && (object->contains("ac") || object->contains("av"));
    }
    const auto& names = member_names();
    return std::any_of(names.begin(), names.end(),
                       [object](const std::string& name) { return object->contains(name); });
}

acknowledgement read_acknowledgement(const json::object& held, const json_spot& at,
                                     bounded_problems& problems) {
    acknowledgement made;
    made.code = static_cast<int>(read_whole(held, code_member, at, problems));
    made.version = read_whole(held, version_member, at, problems);
    for (const auto& member : held) {
        const std::string_view name = member.key();
        const auto& names = member_names();
        if (std::find(names.begin(), names.end(), name) == names.end())
            problems.error(at.member(name), "unknown-member",
                           "an acknowledgement has no " + in_quotes(name),
                           suggestion(name, names, "leave it out"));
    }
    if (!held.contains("value"))
        problems.error(at, "missing-member", "an acknowledgement without 'value'",
                       "report {value, ac, av, ad}, or the plain value");
    const auto* description = held.if_contains("ad");
    if (description == nullptr || description->is_null()) return made;
    if (description->is_string()) {
        made.description = std::string(std::string_view(description->get_string()));
    } else {
        problems.error(at.member("ad"), "bad-acknowledgement",
                       std::string("a text was expected, this is ") + kind_of_json(*description));
    }
    return made;
}

}  // namespace muster::models
