#include "models/modelled_command.hpp"

#include <boost/json/object.hpp>

#include "fleet/find_named.hpp"
#include "models/json_text.hpp"
#include "models/limits.hpp"
#include "models/plausible_answer.hpp"
#include "models/request_json.hpp"
#include "models/value_check.hpp"

namespace muster::models {
namespace {

/// A request may be written under its name, where that can't be a field of it.
bool is_under_its_name(const boost::json::value& given, const element& wanted) {
    const auto* object = given.if_object();
    return object != nullptr && object->size() == 1 && wanted.type->kind != schema::form::object &&
           wanted.type->kind != schema::form::map && object->contains(wanted.name);
}

/// What to write for a request: `{since: ...}`.
std::string outline(const element& wanted) {
    const auto& type = *wanted.type;
    if (type.kind == schema::form::array) return "[...]";
    if (type.kind == schema::form::map) return "{" + type.key_name + ": ...}";
    if (type.kind != schema::form::object) return "{" + wanted.name + ": ...}";
    return type.fields.empty() ? "{}" : "{" + type.fields.front().name + ": ...}";
}

}  // namespace

modelled_command::modelled_command(command what, std::shared_ptr<const surroundings> beside)
    : what_(std::move(what)),
      beside_(std::move(beside)),
      full_name_(qualified_name(beside_->component, what_.name)) {
    for (const auto& one : beside_->telemetry)
        neighbours_.push_back({&one, true});
    for (const auto& one : beside_->properties)
        neighbours_.push_back({&one, false});
}

command_request_fields modelled_command::typed(command_request_fields written) const {
    return what_.request ? typed_request(std::move(written), *what_.request) : written;
}

void modelled_command::check(boost::json::value& request, const json_spot& root,
                             bounded_problems& problems) const {
    unify_numbers(request);
    if (!what_.request)
        return problems.error(root, "unexpected-request", "the command takes no request",
                              "leave it out");
    const auto& wanted = *what_.request;
    if (is_under_its_name(request, wanted))
        return check_value(request.get_object().at(wanted.name), *wanted.type,
                           root.member(wanted.name), problems);
    check_value(request, *wanted.type, root, problems);
}

diagnostics modelled_command::misfits(const command_request_fields& request) const {
    diagnostics found;
    bounded_problems problems(found, request_problems_max);
    const std::string file;
    const json_spot root{file};
    if (request.empty()) {
        if (what_.request)
            problems.error(root, "missing-request",
                           "the command " + full_name_ + " needs a request",
                           "write `request: " + outline(*what_.request) + "`");
        return found;
    }
    auto given = request_json(request);
    check(given, root, problems);
    return found;
}

bool modelled_command::is_sendable() const {
    return !what_.response || what_.response->type->leaves <= static_cast<double>(leaves_max);
}

std::string modelled_command::answer(const boost::json::value* request, const random_source& device,
                                     std::uint64_t number, calendar_time at,
                                     const device_values* values) const {
    return compact_text(plausible_answer({what_, full_name_, neighbours_, request},
                                         {device, number, at, values, beside_->component}));
}

std::string modelled_command::answer(const answering& asked) const {
    if (!has_response() || !is_sendable()) return {};
    boost::json::value request;
    if (!asked.request.empty()) request = request_json(asked.request);
    return answer(asked.request.empty() ? nullptr : &request, asked.device, asked.number, asked.at,
                  &asked.values);
}

}  // namespace muster::models
