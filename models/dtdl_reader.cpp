#include "models/dtdl_reader.hpp"

#include <algorithm>
#include <set>

#include "models/dtmi.hpp"
#include "models/json_cursor.hpp"
#include "models/limits.hpp"
#include "models/schema_reader.hpp"

namespace muster::models {
namespace {

/// The version that `@context` names, 0 where it names none that can be read.
int read_version(const json_cursor& at) {
    for (const auto& item : at.items("@context")) {
        if (!item.get().is_string()) continue;
        const auto name = item.text().value_or("");
        if (name == "dtmi:dtdl:context;2") return 2;
        if (name == "dtmi:dtdl:context;3") return 3;
    }
    return 0;
}

bool has_type(const std::vector<std::string>& types, std::string_view name) {
    return std::find(types.begin(), types.end(), name) != types.end();
}

class interface_reader {
public:
    interface_reader(const json_cursor& at, int version, std::vector<interface>& out)
        : at_(at), schemas_(at), out_(out) {
        made_.version = version;
    }

    void read();

private:
    void read_extends();
    void read_content(const json_cursor& at);
    void read_command(const json_cursor& at);
    void read_relationship(const json_cursor& at);
    std::optional<property> read_property(const json_cursor& at);
    std::string read_interface_reference(const json_cursor& at);
    void read_inline(const json_cursor& at);
    void add(content item, const std::string& name, const json_cursor& at);

    const json_cursor& at_;
    schema_reader schemas_;
    std::vector<interface>& out_;
    interface made_;
    std::vector<interface> inner_;
    std::set<std::string> names_;
};

/// `outer_version` is that of the interface around, 0 at the top, where `@context` is required.
void read_interface(const json_cursor& at, int outer_version, std::vector<interface>& out) {
    if (!at.get().is_object() || !has_type(read_types(at), "Interface")) {
        at.error("not-an-interface", "an object with \"@type\": \"Interface\" was expected",
                 "give the file of an interface");
        return;
    }
    const auto own_version = read_version(at);
    const auto version = own_version != 0 ? own_version : outer_version;
    if (version == 0) {
        at.find("@context")
            .value_or(at)
            .error("unknown-context", "'@context' names no DTDL version that is known",
                   "add \"dtmi:dtdl:context;2\"");
        return;
    }
    interface_reader(at, version, out).read();
}

void interface_reader::read() {
    made_.dtmi = at_.required_text("@id");
    if (!made_.dtmi.empty() && !is_dtmi(made_.dtmi)) {
        at_.find("@id")->error("bad-dtmi", "'" + made_.dtmi + "' is not a DTMI",
                               "write it as dtmi:org:thing;1");
        made_.dtmi.clear();
    }
    made_.title = at_.localized("displayName");
    made_.where = at_.where();
    read_extends();
    for (const auto& item : at_.items("contents"))
        read_content(item);
    if (made_.dtmi.empty()) return;
    out_.push_back(std::move(made_));
    std::move(inner_.begin(), inner_.end(), std::back_inserter(out_));
}

void interface_reader::read_extends() {
    for (const auto& item : at_.items("extends")) {
        auto dtmi = read_interface_reference(item);
        if (!dtmi.empty()) made_.extends.push_back({std::move(dtmi), item.where()});
    }
}

std::string interface_reader::read_interface_reference(const json_cursor& at) {
    std::string dtmi;
    if (at.get().is_object()) {
        dtmi = at.required_text("@id");
        read_inline(at);
    } else {
        dtmi = at.text().value_or("");
    }
    if (dtmi.empty() || is_dtmi(dtmi)) return dtmi;
    at.error("bad-dtmi", "'" + dtmi + "' is not a DTMI", "write it as dtmi:org:thing;1");
    return {};
}

void interface_reader::read_inline(const json_cursor& at) {
    // JSON-LD lets a reference stand as {"@id": "..."} alone.
    if (at.find("@type") || at.find("contents")) read_interface(at, made_.version, inner_);
}

void interface_reader::add(content item, const std::string& name, const json_cursor& at) {
    if (!names_.insert(name).second) {
        at.error("duplicate-name", "'" + name + "' is defined twice in this interface",
                 "rename one of the two");
        return;
    }
    made_.contents.push_back(std::move(item));
}

void interface_reader::read_content(const json_cursor& at) {
    const auto types = read_types(at);
    if (has_type(types, "Telemetry")) {
        if (auto found = schemas_.read_element(at)) add(telemetry{*found}, found->name, at);
    } else if (has_type(types, "Property")) {
        if (auto found = read_property(at)) add(*found, found->name, at);
    } else if (has_type(types, "Command")) {
        read_command(at);
    } else if (has_type(types, "Component")) {
        const auto name = read_name(at);
        const auto type = at.require("schema");
        auto dtmi = type ? read_interface_reference(*type) : std::string{};
        if (name.empty() || dtmi.empty()) return;
        add(component{name, at.localized("displayName"), std::move(dtmi), type->where()}, name, at);
    } else if (has_type(types, "Relationship")) {
        read_relationship(at);
    } else {
        at.error("unknown-type",
                 "'@type' is none of Telemetry, Property, Command, Component and Relationship",
                 "add the one meant");
    }
}

std::optional<property> interface_reader::read_property(const json_cursor& at) {
    auto found = schemas_.read_element(at);
    if (!found) return std::nullopt;
    property made{std::move(*found)};
    made.writable = at.truth("writable");
    made.cloud = has_type(made.co_types, "Cloud");
    return made;
}

void interface_reader::read_command(const json_cursor& at) {
    command made;
    made.name = read_name(at);
    made.title = at.localized("displayName");
    made.where = at.where();
    if (const auto payload = at.find("request")) made.request = schemas_.read_element(*payload);
    if (const auto payload = at.find("response")) made.response = schemas_.read_element(*payload);
    if (!made.name.empty()) add(made, made.name, at);
}

void interface_reader::read_relationship(const json_cursor& at) {
    relationship made;
    made.name = read_name(at);
    made.title = at.localized("displayName");
    made.where = at.where();
    for (const auto& item : at.items("target"))
        made.targets.push_back(item.text().value_or(""));
    for (const auto& item : at.items("properties")) {
        if (auto found = read_property(item)) made.properties.push_back(std::move(*found));
    }
    if (!made.name.empty()) add(made, made.name, at);
}

}  // namespace

std::vector<interface> read_interfaces(const json_document& document, diagnostics& problems) {
    std::vector<interface> found;
    const json_cursor root(document.root, "", document.file, problems);
    const auto items = root.items();
    if (items.empty()) root.error("not-an-interface", "an empty list of interfaces");
    if (items.size() > interfaces_max) {
        root.error("too-many-interfaces",
                   "more than " + std::to_string(interfaces_max) + " interfaces in one file",
                   "split the file");
        return found;
    }
    for (const auto& item : items)
        read_interface(item, 0, found);
    return found;
}

}  // namespace muster::models
