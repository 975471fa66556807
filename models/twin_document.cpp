#include "models/twin_document.hpp"

namespace muster::models {

const held_value* twin_section::find(std::string_view path) const {
    const auto found = held.find(path);
    return found == held.end() ? nullptr : &found->second;
}

sync_state twin_document::state_of(std::string_view path) const {
    const auto* asked = desired.find(path);
    const auto* said = reported.find(path);
    const auto* answer = said != nullptr && said->answer ? &*said->answer : nullptr;
    return state_after(asked == nullptr ? 0 : asked->version, answer);
}

}  // namespace muster::models
