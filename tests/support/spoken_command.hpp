#pragma once

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>

#include "fleet/scenario.hpp"

namespace muster::testing {

/// A command that answers with all it is handed: `{"level":1.5,"number":..,"at":..}`. Its request,
/// which it needs, has a field `to` and no others.
class spoken_command final : public command_model {
public:
    explicit spoken_command(bool asks = false, std::size_t padding = 0)
        : asks_(asks), padding_(padding) {}

    command_request_fields typed(command_request_fields written) const override { return written; }
    diagnostics misfits(const command_request_fields& request) const override {
        diagnostics found;
        if (!asks_) return found;
        if (request.empty()) found.error("missing-request", {}, "there is none", "write one");
        for (const auto& [name, value] : request)
            if (name != "to")
                found.error("unknown-field", {"", 0, 0, "/" + name}, "there is no such field");
        return found;
    }
    bool has_response() const override { return true; }
    std::string answer(const answering& asked) const override {
        std::string text = "{";
        for (const auto& [name, value] : asked.values)
            if (const auto* number = std::get_if<double>(&value))
                text += '"' + name + "\":" + text_of(*number) + ',';
        const auto drawn = asked.device.bits(stream::command, asked.number, 0) % 1'000;
        return text + "\"drawn\":" + std::to_string(drawn) +
               ",\"at\":" + std::to_string(asked.at.time_since_epoch().count()) +
               std::string(padding_, ' ') + '}';
    }

private:
    static std::string text_of(double x) {
        char digits[32];
        return {digits, std::to_chars(digits, digits + sizeof digits, x).ptr};
    }

    bool asks_;
    std::size_t padding_;
};

/// The scenario with commands that answer.
inline scenario with_answers(scenario s, const std::shared_ptr<const command_model>& model =
                                             std::make_shared<spoken_command>()) {
    for (auto& t : s.templates)
        for (auto& command : t.commands)
            command.model = model;
    return s;
}

}  // namespace muster::testing
