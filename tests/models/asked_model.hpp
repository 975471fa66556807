#pragma once

#include <boost/test/unit_test.hpp>

#include <boost/json/parse.hpp>

#include <optional>
#include <string>
#include <vector>

#include "models/dtdl_reader.hpp"
#include "models/json_document.hpp"
#include "models/plausible_answer.hpp"
#include "models/schema_time.hpp"
#include "tests/models/model_problems.hpp"

namespace muster::test {

/// 2026-03-01T12:00:00Z.
inline const calendar_time noon =
    std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);

/// The commands of an interface, and what they answer.
class asked_model {
public:
    /// `contents` are the elements of the interface's list, with the commands among them.
    explicit asked_model(const std::string& contents) {
        diagnostics problems;
        const auto document = models::parse_json(interface_of(contents), "model.json", problems);
        BOOST_REQUIRE(document);
        model_ = models::read_interfaces(*document, problems);
        for (const auto& item : problems.items)
            BOOST_REQUIRE_MESSAGE(item.level != severity::error, to_text(item));
        for (const auto& item : model_.front().contents) {
            if (const auto* what = std::get_if<models::telemetry>(&item))
                beside_.push_back({what, true});
            if (const auto* what = std::get_if<models::property>(&item))
                beside_.push_back({what, false});
        }
    }

    const models::command& command(const std::string& name) const {
        for (const auto& item : model_.front().contents)
            if (const auto* what = std::get_if<models::command>(&item); what && what->name == name)
                return *what;
        throw std::runtime_error("no command " + name);
    }

    boost::json::value answer(const std::string& name, std::uint64_t device = 1,
                              const std::string& request = "", calendar_time at = noon) const {
        std::optional<boost::json::value> asked;
        if (!request.empty()) asked = boost::json::parse(request);
        return models::plausible_answer({command(name), name, beside_, asked ? &*asked : nullptr},
                                        {{device}, 0, at});
    }

private:
    std::vector<models::interface> model_;
    std::vector<models::neighbour> beside_;
};

/// A command with the fields of its response, such as `{"name": "min", "schema": "double"}, ...`,
/// and of its request.
inline std::string command_with(const std::string& fields, const std::string& request = "") {
    const auto object = [](const std::string& of) {
        return R"({"@type": "Object", "fields": [)" + of + "]}";
    };
    const auto asks = request.empty()
                          ? ""
                          : R"("request": {"name": "asked", "schema": )" + object(request) + "}, ";
    return R"({"@type": "Command", "name": "report", )" + asks +
           R"("response": {"name": "answer", "schema": )" + object(fields) + "}}";
}

inline std::string field(const std::string& name, const std::string& type,
                         const std::string& more = "") {
    const bool complex = type.front() == '{';
    return R"({"name": ")" + name + R"(", "schema": )" + (complex ? type : "\"" + type + "\"") +
           more + "}";
}

}  // namespace muster::test
