#include "models/to_template.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <span>

#include "models/coherent_properties.hpp"
#include "models/energy_integral.hpp"
#include "models/leaf_values.hpp"
#include "models/limits.hpp"
#include "models/modelled_command.hpp"

namespace muster::models {
namespace {

/// An interface that is yet to be flattened, under the name of the component it is.
struct part {
    std::string name;
    std::string dtmi;
    place where;
};

class template_builder {
public:
    template_builder(const model_repository& repository, diagnostics& problems)
        : repository_(repository), problems_(problems) {}

    std::optional<device_template> build(const interface& root) {
        made_.title = root.title;
        made_.dtmi = root.dtmi;
        made_.where = root.where;
        parts_.push_back({"", root.dtmi, root.where});
        while (!parts_.empty() && sound_) {
            part_ = std::move(parts_.front());
            parts_.pop_front();
            flatten_part();
        }
        if (!sound_) return std::nullopt;
        integrate_power(made_.signals);
        return std::move(made_);
    }

private:
    void flatten_part() {
        names_.clear();
        interfaces_.clear();
        measured_.clear();
        kept_.clear();
        asked_.clear();
        beside_ = {part_.name, {}, {}};
        const auto first = made_.signals.size(), first_property = made_.properties.size();
        add_interface(part_.dtmi);
        make_coherent({measured_, std::span(made_.signals).subspan(first), kept_,
                       std::span(made_.properties).subspan(first_property)});
        if (made_.signals.size() > first) add_message(first);
        add_models();
    }

    /// Inherited contents come first, as in the interface's own list they would.
    void add_interface(const std::string& dtmi) {
        const auto* at = repository_.find(dtmi);
        if (!at || !interfaces_.insert(dtmi).second) return;
        for (const auto& base : at->extends)
            add_interface(base.dtmi);
        for (const auto& item : at->contents) {
            std::visit([this, at](const auto& content) { add(content, *at); }, item);
        }
    }

    void add(const telemetry& item, const interface&) {
        if (!accept(item.name, item.where) || !has_room(made_.signals.size(), item)) return;
        for (auto& leaf : flatten(item)) {
            made_.signals.push_back(signal_of(leaf));
            made_.signals.back().component = part_.name;
            measured_.push_back(std::move(leaf));
        }
        beside_.telemetry.push_back(item);
    }

    void add(const property& item, const interface&) {
        if (!accept(item.name, item.where) || !has_room(made_.properties.size(), item)) return;
        for (auto& leaf : flatten(item)) {
            made_.properties.push_back(property_of(leaf, item.writable, problems_));
            made_.properties.back().component = part_.name;
            made_.properties.back().cloud = item.cloud;
            kept_.push_back(std::move(leaf));
        }
        beside_.properties.push_back(item);
    }

    void add(const command& item, const interface&) {
        if (!accept(item.name, item.where)) return;
        command_spec made;
        made.name = item.name;
        made.component = part_.name;
        made.takes = {distribution::shape::log_normal, 1e6, 10e6};
        made.where = item.where;
        made_.commands.push_back(std::move(made));
        asked_.push_back(&item);
    }

    /// To the part's commands, once all is known that stands beside them.
    void add_models() {
        const auto beside = std::make_shared<const surroundings>(std::move(beside_));
        auto to = made_.commands.end() - static_cast<std::ptrdiff_t>(asked_.size());
        for (const auto* what : asked_)
            (to++)->model = std::make_shared<const modelled_command>(*what, beside);
    }

    void add(const component& item, const interface& from) {
        if (!accept(item.name, item.where)) return;
        if (!part_.name.empty() && from.version < 3) {
            refuse("nested-component", item.where,
                   "the component '" + part_.name + "' has a component '" + item.name +
                       "' of its own, which DTDL 2 forbids",
                   "extend the inner interface instead");
            return;
        }
        if (++components_ > interfaces_max) {
            refuse("too-many-interfaces", item.where,
                   "more than " + std::to_string(interfaces_max) + " components", "");
            return;
        }
        const auto prefix = part_.name.empty() ? "" : part_.name + ".";
        parts_.push_back({prefix + item.name, item.dtmi, item.where});
    }

    void add(const relationship& item, const interface&) { accept(item.name, item.where); }

    bool accept(const std::string& name, const place& where) {
        if (names_.insert(name).second) return true;
        refuse("duplicate-name", where, "'" + name + "' is also the name of something inherited",
               "rename one of the two");
        return false;
    }

    bool has_room(std::size_t used, const element& item) {
        if (static_cast<double>(used) + item.type->leaves <= static_cast<double>(leaves_max)) {
            return true;
        }
        refuse("too-many-leaves", item.where,
               "more than " + std::to_string(leaves_max) + " plain values with '" + item.name + "'",
               "split the model");
        return false;
    }

    void refuse(const char* code, const place& where, std::string text, std::string remedy) {
        sound_ = false;
        problems_.error(code, where, std::move(text), std::move(remedy));
    }

    void add_message(std::size_t first) {
        message_spec message;
        message.name = part_.name.empty() ? "telemetry" : part_.name;
        const auto same = [&message](const message_spec& m) { return m.name == message.name; };
        if (std::any_of(made_.messages.begin(), made_.messages.end(), same)) {
            message.name += "_component";
        }
        for (auto i = first; i < made_.signals.size(); ++i) {
            message.signals.push_back(static_cast<std::uint32_t>(i));
        }
        message.where = part_.where;
        made_.messages.push_back(std::move(message));
    }

    const model_repository& repository_;
    diagnostics& problems_;
    device_template made_;
    std::deque<part> parts_;
    part part_;
    std::vector<leaf> measured_, kept_;  ///< telemetry and properties of the part at hand
    std::vector<const command*> asked_;  ///< commands of the part at hand
    surroundings beside_;                ///< of them
    std::set<std::string> names_;        ///< in the part at hand
    std::set<std::string> interfaces_;   ///< in the part at hand
    std::size_t components_ = 0;
    bool sound_ = true;
};

}  // namespace

std::optional<device_template> to_template(const std::string& dtmi,
                                           const model_repository& repository,
                                           diagnostics& problems) {
    const auto* root = repository.find(dtmi);
    if (!root) return std::nullopt;
    return template_builder(repository, problems).build(*root);
}

}  // namespace muster::models
