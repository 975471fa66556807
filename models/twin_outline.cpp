#include "models/twin_outline.hpp"

#include <set>

#include "models/model_repository.hpp"

namespace muster::models {
namespace {

/// Outlines by interface: components that are of one interface share one, so that interfaces used
/// many times do not multiply.
class outline_maker {
public:
    outline_maker(const model_repository& repository, diagnostics& problems)
        : repository_(repository), problems_(problems) {}

    /// Null after a diagnostic. Components form no circle: the repository has seen to that.
    twin_outline_ptr outline(const std::string& dtmi) {
        if (const auto done = made_.find(dtmi); done != made_.end()) return done->second;
        twin_outline out;
        std::set<std::string> seen;
        const bool sound = add_interface(dtmi, out, seen);
        auto made = sound ? std::make_shared<const twin_outline>(std::move(out)) : nullptr;
        made_.emplace(dtmi, made);
        return made;
    }

private:
    bool add_interface(const std::string& dtmi, twin_outline& out, std::set<std::string>& seen) {
        if (!seen.insert(dtmi).second) return true;
        const auto* at = repository_.find(dtmi);
        bool sound = at != nullptr;
        if (!sound) return false;
        for (const auto& base : at->extends)
            sound = add_interface(base.dtmi, out, seen) && sound;
        for (const auto& item : at->contents)
            sound = std::visit([&](const auto& each) { return add(each, out); }, item) && sound;
        return sound;
    }

    bool add(const property& item, twin_outline& out) {
        return accept(item, out) && out.properties.emplace(item.name, item).second;
    }
    bool add(const component& item, twin_outline& out) {
        if (!accept(item, out)) return false;
        auto inner = outline(item.dtmi);
        if (inner) out.components.emplace(item.name, inner);
        return inner != nullptr;
    }
    bool add(const telemetry& item, twin_outline& out) {
        return accept(item, out) && out.others.emplace(item.name, "telemetry").second;
    }
    bool add(const command& item, twin_outline& out) {
        return accept(item, out) && out.others.emplace(item.name, "a command").second;
    }
    bool add(const relationship& item, twin_outline& out) {
        return accept(item, out) && out.others.emplace(item.name, "a relationship").second;
    }

    template <typename Content>
    bool accept(const Content& item, const twin_outline& out) {
        if (!out.properties.contains(item.name) && !out.components.contains(item.name) &&
            !out.others.contains(item.name))
            return true;
        problems_.error("duplicate-name", item.where,
                        "'" + item.name + "' is also the name of something inherited",
                        "rename one of the two");
        return false;
    }

    const model_repository& repository_;
    diagnostics& problems_;
    std::map<std::string, twin_outline_ptr> made_;
};

}  // namespace

const property* twin_outline::find(std::string_view path) const {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) {
        const auto found = properties.find(path);
        return found == properties.end() ? nullptr : &found->second;
    }
    const auto inner = components.find(path.substr(0, dot));
    return inner == components.end() ? nullptr : inner->second->find(path.substr(dot + 1));
}

twin_outline_ptr outline_of(const std::string& dtmi, const model_repository& repository,
                            diagnostics& problems) {
    return outline_maker(repository, problems).outline(dtmi);
}

}  // namespace muster::models
