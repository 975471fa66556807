#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/random.hpp"
#include "fleet/time.hpp"
#include "models/load.hpp"

namespace muster {

namespace models {
class modelled_command;
}

/// A command is asked, and this device answers. `request` is JSON; empty: none.
struct asked_answer {
    std::string_view request;
    random_source device;      ///< decides the answer, with the rest of this
    std::uint64_t number = 0;  ///< tells a device's answers to one command apart
    calendar_time at;          ///< when it answers
};

/// The commands of a DTDL model, those of its components too, and what a device of it plausibly
/// answers to them. Immutable, so that any thread may ask.
class command_answers {
public:
    /// The model is found as by `load_template`. Empty where `problems` got an error.
    static std::optional<command_answers> load(const std::string& file_or_dtmi,
                                               const std::string& relative_to_folder,
                                               const model_options& options, diagnostics& problems);

    /// Full names, `thermostat1.getMaxMinReport`, in the order of the model.
    std::vector<std::string> names() const;
    /// The commands that a name means, by their index in `names()`: the one of this full name, else
    /// all that have it in their component.
    std::vector<std::size_t> find(std::string_view name) const;
    bool has_response(std::size_t command) const;

    /// One line of JSON that fits the response's schema; `null` where the command has no response.
    /// Empty after an error: a request that is no JSON (`json-...`) or does not fit its schema, a
    /// response of more than 2,000 plain values (`too-many-leaves`).
    std::string answer(std::size_t command, const asked_answer& asked, diagnostics& problems) const;

private:
    command_answers() = default;

    std::vector<std::shared_ptr<const models::modelled_command>> commands_;
};

}  // namespace muster
