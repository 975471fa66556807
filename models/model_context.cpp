#include "models/model_context.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "models/dtmi.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

constexpr std::string_view dtdl = "dtmi:dtdl:context;";
constexpr std::string_view iot_central = "dtmi:iotcentral:context;2";

/// The extensions of DTDL 3 and 4. What they define is not known here, but for quantities.
struct later_extension {
    std::string_view name;
    int first, last;  ///< versions
};
constexpr std::array later_extensions{
    later_extension{"dtmi:dtdl:extension:annotation;", 1, 2},
    later_extension{"dtmi:dtdl:extension:historization;", 1, 2},
    later_extension{"dtmi:dtdl:extension:mqtt;", 1, 4},
    later_extension{"dtmi:dtdl:extension:overriding;", 1, 2},
    later_extension{"dtmi:dtdl:extension:quantitativeTypes;", 1, 3},
    later_extension{"dtmi:dtdl:extension:requirement;", 1, 2},
    later_extension{"dtmi:iotoperations:context;", 4, 4},
};

bool is_later_extension(std::string_view name, int version) {
    return std::any_of(
        later_extensions.begin(), later_extensions.end(), [&](const later_extension& known) {
            return name.starts_with(known.name) && known.first <= version && version <= known.last;
        });
}

std::string_view fragment_of(std::string_view name) {
    return name.substr(std::min(name.find('#'), name.size()));
}

/// Reads the contexts of one object from left to right.
class context_reader {
public:
    context_reader(const json_spot& at, model_context outer, extension_policy policy,
                   diagnostics& problems)
        : at_(at), made_(outer), policy_(policy), problems_(problems) {}

    std::optional<model_context> read(const std::vector<const json::value*>& contexts);

private:
    bool read_language(std::string_view name);
    bool read_extension(const json::value& written);
    bool refuse(std::string_view name, const char* text, const char* remedy);
    bool allows_unknown() const;

    const json_spot& at_;
    model_context made_;
    extension_policy policy_;
    diagnostics& problems_;
};

bool context_reader::refuse(std::string_view name, const char* text, const char* remedy) {
    problems_.error("unknown-context", at_.where(), in_quotes(name) + " " + text, remedy);
    return false;
}

bool context_reader::allows_unknown() const {
    if (policy_ == extension_policy::by_version) return made_.version == 2;
    return policy_ == extension_policy::allow;
}

bool context_reader::read_language(std::string_view name) {
    const auto parts = read_dtmi(name);
    const auto fragment = fragment_of(name);
    const bool fragment_fits =
        fragment.empty() || (fragment == "#limitless" && parts && parts->major == 4);
    if (!parts || !fragment_fits || parts->major < 2 || parts->major > 4 ||
        !is_id_of(name.substr(0, name.size() - fragment.size()), parts->major)) {
        return refuse(name, "is no version of DTDL that is known",
                      "write \"dtmi:dtdl:context;2\", or 3 or 4");
    }
    made_.version = parts->major;
    return true;
}

bool context_reader::read_extension(const json::value& written) {
    const auto* text = written.if_string();
    if (text == nullptr) {
        return refuse("@context", "defines words of its own, which DTDL does not allow",
                      "leave them out");
    }
    const std::string_view name(*text);
    if (name.starts_with(dtdl)) {
        return refuse(name, "stands after another context", "write it first");
    }
    const auto parts = read_dtmi(name);
    if (!parts || parts->has_fragment || parts->major == 0 || !is_id_of(name, made_.version)) {
        return refuse(name, "is not the DTMI of a context", "such as \"dtmi:org:context;1\"");
    }
    if (name == iot_central) {
        made_.iot_central = true;
    } else if (name.starts_with("dtmi:dtdl:limits:")) {
        return refuse(name, "widens limits, which is not supported", "leave it out");
    } else if (is_later_extension(name, parts->major)) {
        made_.later_extensions = true;
        const bool quantities = name.starts_with("dtmi:dtdl:extension:quantitativeTypes;");
        if (quantities) made_.quantities = parts->major;
        // None of their types goes with DTDL 2.
        made_.complete &= made_.version == 2 || quantities;
    } else if (allows_unknown()) {
        made_.complete = false;
    } else {
        return refuse(name, "is not known", "leave it out, or allow undefined extensions");
    }
    return true;
}

std::optional<model_context> context_reader::read(const std::vector<const json::value*>& contexts) {
    std::size_t next = 0;
    const auto name_at = [&](std::size_t i) -> std::string_view {
        if (i >= contexts.size() || !contexts[i]->is_string()) return {};
        return contexts[i]->get_string();
    };
    // IoT Central's own templates put its context before that of the language.
    for (; name_at(next) == iot_central; ++next)
        made_.iot_central = true;
    for (; name_at(next).starts_with(dtdl); ++next) {
        if (!read_language(name_at(next))) return std::nullopt;
        // DTDL 4 can name its limits apart; only its own are known here.
        if (!name_at(next).ends_with("#limitless")) continue;
        const auto limits = name_at(++next);
        if (limits == "dtmi:dtdl:context;4" || limits == "dtmi:dtdl:context;4#limits") continue;
        refuse(limits, "names no limits that are known", "write \"dtmi:dtdl:context;4#limits\"");
        return std::nullopt;
    }
    if (made_.version == 0) {
        problems_.error("unknown-context", at_.where(),
                        "'@context' names no version of DTDL before anything else",
                        "begin with \"dtmi:dtdl:context;2\"");
        return std::nullopt;
    }
    for (; next < contexts.size(); ++next)
        if (!read_extension(*contexts[next])) return std::nullopt;
    return made_;
}

}  // namespace

std::optional<model_context> read_context(const json::value& written, const json_spot& at,
                                          const model_context& outer, extension_policy policy,
                                          diagnostics& problems) {
    std::vector<const json::value*> contexts;
    if (const auto* list = written.if_array()) {
        for (const auto& item : *list)
            contexts.push_back(&item);
    } else {
        contexts.push_back(&written);
    }
    if (contexts.empty() && outer.version != 0) return outer;
    return context_reader(at, outer, policy, problems).read(contexts);
}

}  // namespace muster::models
