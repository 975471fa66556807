#include "fleet/command_model.hpp"

#include <algorithm>

namespace muster {

std::string misfit_text(const diagnostics& misfits) {
    if (misfits.items.empty()) return {};
    const auto& first = misfits.items.front();
    auto path = "request" + first.where.pointer;
    std::replace(path.begin(), path.end(), '/', '.');
    auto text = path + ": " + first.text;
    if (!first.remedy.empty()) text += "; " + first.remedy;
    const auto more = misfits.items.size() - 1;
    return more == 0 ? text : text + " (and " + std::to_string(more) + " more)";
}

}  // namespace muster
