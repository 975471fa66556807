#include "models/model_repository.hpp"

#include <algorithm>

#include "models/dtdl_reader.hpp"
#include "models/dtmi.hpp"
#include "models/limits.hpp"
#include "models/model_places.hpp"

namespace muster::models {
namespace {

namespace fs = std::filesystem;

struct reference {
    std::string dtmi;
    place where;
    bool is_extends = false;
};

std::vector<reference> references_of(const interface& from) {
    std::vector<reference> found;
    for (const auto& base : from.extends)
        found.push_back({base.dtmi, base.where, true});
    for (const auto& item : from.contents) {
        if (const auto* part = std::get_if<component>(&item)) {
            found.push_back({part->dtmi, part->where, false});
        }
    }
    return found;
}

/// Walks down from an interface through all it is made of. Grey interfaces are on the way down,
/// black ones done.
class structure_check {
public:
    structure_check(const model_repository& repository, diagnostics& problems)
        : repository_(repository), problems_(problems) {}

    bool is_sound(const std::string& dtmi) {
        visit(dtmi);
        return sound_;
    }

private:
    /// Gives the length of the longest line of `extends` from here.
    int visit(const std::string& dtmi) {
        const auto* at = repository_.find(dtmi);
        if (!at) return 0;
        if (const auto done = depth_.find(dtmi); done != depth_.end()) return done->second;
        on_the_way_.insert(dtmi);
        int depth = 0;
        for (const auto& next : references_of(*at)) {
            if (on_the_way_.contains(next.dtmi)) {
                refuse_cycle(dtmi, next);
                continue;
            }
            const int below = visit(next.dtmi);
            if (next.is_extends) depth = std::max(depth, below + 1);
            if (next.is_extends && below + 1 == extends_depth_max + 1) refuse_depth(next);
        }
        on_the_way_.erase(dtmi);
        depth_.emplace(dtmi, depth);
        return depth;
    }

    void refuse_cycle(const std::string& dtmi, const reference& next) {
        sound_ = false;
        problems_.error(next.is_extends ? "extends-cycle" : "component-cycle", next.where,
                        "'" + dtmi + "' contains itself through '" + next.dtmi + "'",
                        "break the circle");
    }

    void refuse_depth(const reference& next) {
        sound_ = false;
        problems_.error(
            "extends-too-deep", next.where,
            "more than " + std::to_string(extends_depth_max) + " interfaces extend one another",
            "merge some of them");
    }

    const model_repository& repository_;
    diagnostics& problems_;
    std::set<std::string> on_the_way_;
    std::map<std::string, int> depth_;
    bool sound_ = true;
};

}  // namespace

void model_repository::add_root(fs::path root) {
    if (std::find(roots_.begin(), roots_.end(), root) == roots_.end()) {
        roots_.push_back(std::move(root));
    }
}

std::string model_repository::add(const json_document& document, diagnostics& problems) {
    const auto before = problems.items.size();
    auto found = read_interfaces(document, problems);
    const auto failed = std::any_of(
        problems.items.begin() + static_cast<std::ptrdiff_t>(before), problems.items.end(),
        [](const diagnostic& item) { return item.level == severity::error; });
    if (failed || found.empty()) return {};
    auto first = found.front().dtmi;
    for (auto& item : found) {
        if (interfaces_.size() >= interfaces_max && !interfaces_.contains(item.dtmi)) {
            problems.error("too-many-interfaces", item.where,
                           "a model of more than " + std::to_string(interfaces_max) + " interfaces",
                           "");
            return {};
        }
        interfaces_.emplace(item.dtmi, std::move(item));
    }
    return first;
}

std::string model_repository::add_file(const fs::path& file, diagnostics& problems) {
    const auto document = read_json_file(file, problems);
    if (!document) return {};
    auto dtmi = add(*document, problems);
    if (dtmi.empty()) return {};
    if (const auto root = implied_root(file, dtmi); !root.empty()) add_root(root);
    add_root(file.has_parent_path() ? file.parent_path() : fs::path("."));
    return dtmi;
}

const interface* model_repository::find(const std::string& dtmi) const {
    const auto found = interfaces_.find(dtmi);
    return found == interfaces_.end() ? nullptr : &found->second;
}

/// False where the file is another's; true also where it is broken, which is then reported.
bool model_repository::load(const fs::path& file, const std::string& dtmi, bool flat,
                            diagnostics& problems) {
    const auto document = read_json_file(file, problems);
    if (!document) return true;
    diagnostics found;
    add(*document, found);
    const bool holds = interfaces_.contains(dtmi);
    // A flat name says little: another model's file of that name is no error.
    if (flat && !holds && !found.has_errors()) return false;
    if (!holds && !found.has_errors()) {
        found.error("wrong-model-id", {document->file, 0, 0, "/@id"},
                    "the file does not hold '" + dtmi + "', which its place promises",
                    "correct '@id' or move the file");
    }
    problems.items.insert(problems.items.end(), found.items.begin(), found.items.end());
    return true;
}

const interface* model_repository::resolve(const std::string& dtmi, const place& asked_from,
                                           diagnostics& problems) {
    if (const auto* known = find(dtmi)) return known;
    if (missing_.contains(dtmi)) return nullptr;
    std::string looked_for;
    for (const auto& root : roots_) {
        for (const auto& name : file_names_of(dtmi)) {
            const auto file = root / name;
            looked_for += (looked_for.empty() ? "" : ", ") + file.generic_string();
            std::error_code failure;
            if (!fs::is_regular_file(file, failure)) continue;
            if (load(file, dtmi, name.find('/') == std::string::npos, problems)) return find(dtmi);
        }
    }
    missing_.insert(dtmi);
    problems.error("unresolved-model", asked_from,
                   "the model '" + dtmi + "' was not found; looked for " +
                       (looked_for.empty() ? "it in no folder" : looked_for),
                   "put its file at one of these places");
    return nullptr;
}

bool model_repository::load_dependencies(const std::string& dtmi, diagnostics& problems) {
    bool complete = true;
    std::set<std::string> seen{dtmi};
    std::vector<std::string> open{dtmi};
    while (!open.empty()) {
        const auto next = open.back();
        open.pop_back();
        const auto* at = find(next);
        if (!at) continue;
        for (const auto& needed : references_of(*at)) {
            if (!seen.insert(needed.dtmi).second) continue;
            complete = resolve(needed.dtmi, needed.where, problems) != nullptr && complete;
            open.push_back(needed.dtmi);
        }
    }
    return structure_check(*this, problems).is_sound(dtmi) && complete;
}

}  // namespace muster::models
