#include <chrono>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/model_folders.hpp"
#include "models/json_document.hpp"
#include "models/twin_patch.hpp"
#include "models/twin_text.hpp"
#include "models/twin_view.hpp"

namespace muster::app {

namespace {

using models::json_limits;
using models::patch_origin;
using models::twin_document;

/// Standard input, cut behind what the limits allow, so that the parser refuses the size.
std::string standard_input(const json_limits& limits) {
    std::string text(limits.bytes + 1, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::cin.gcount()));
    return text;
}

std::optional<models::json_document> read_input_of(const std::string& file,
                                                   const json_limits& limits,
                                                   diagnostics& problems) {
    if (file != "-") return models::read_json_file(file, problems, limits);
    return models::parse_json(standard_input(limits), "standard input", problems, limits);
}

/// The twin that a command line asks for, made step by step; each step gives false after a problem.
class twin_session {
public:
    twin_session(const options& given, const models::twin_outline& outline, diagnostics& problems)
        : given_(given),
          outline_(outline),
          problems_(problems),
          now_(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())) {}

    bool run() {
        return begin() && apply(given_.twin_set, patch_origin::operator_side) &&
               apply(given_.twin_report, patch_origin::device_side);
    }

    std::string text() const {
        return given_.twin_view ? models::twin_view_text(twin_, models::view_words::with_state)
                                : models::twin_text(twin_);
    }

private:
    bool begin() {
        if (given_.twin.empty()) return true;
        const auto file = read_input_of(given_.twin, models::limits_of_twin, problems_);
        return file && take(models::read_twin(*file, outline_, now_, problems_));
    }

    bool apply(const std::string& file, patch_origin origin) {
        if (file.empty()) return true;
        const auto kind =
            given_.twin_replace ? models::patch_kind::replace : models::patch_kind::merge;
        const auto patch = read_input_of(file, models::limits_of_patch, problems_);
        return patch &&
               take(models::patched(twin_, outline_, *patch, origin, kind, now_, problems_));
    }

    bool take(std::optional<twin_document> made) {
        if (made) twin_ = std::move(*made);
        return made.has_value();
    }

    const options& given_;
    const models::twin_outline& outline_;
    diagnostics& problems_;
    calendar_time now_;
    twin_document twin_;
};

/// What is wrong with the options by themselves.
void check_options(const options& given, diagnostics& problems) {
    const auto is_input = [](const std::string& file) { return file == "-" ? 1 : 0; };
    if (is_input(given.twin) + is_input(given.twin_set) + is_input(given.twin_report) > 1)
        problems.error("input-read-twice", {"template", 0, 0, {}},
                       "standard input can be only one of --twin, --set and --report",
                       "give a file for the others");
    if (given.twin_replace && given.twin_set.empty() && given.twin_report.empty())
        problems.error("missing-option", {"--replace", 0, 0, {}},
                       "there is no patch that could replace anything",
                       "give one with --set or --report");
}

}  // namespace

int patch_twin(const options& given) {
    diagnostics problems;
    check_options(given, problems);
    if (problems.has_errors()) {
        print_problems(problems);
        return bad_input;
    }
    const auto outline = load_twin_outline(given.files[1], "", folders_of(given), problems);
    std::string text;
    bool sound = false;
    if (outline) {
        twin_session session(given, *outline, problems);
        sound = session.run();
        if (sound) text = session.text();
    }
    print_problems(problems);
    if (!sound) return bad_input;
    std::cout << text << std::flush;
    return std::cout ? all_held : failed;
}

}  // namespace muster::app
