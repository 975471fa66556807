#include "models/flatten.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace muster::models {
namespace {

struct axis {
    std::string_view name;
    std::string_view semantic;  ///< empty: that of the vector
};

constexpr std::array vector_axes{axis{"x", ""}, axis{"y", ""}, axis{"z", ""}};
constexpr std::array position_axes{axis{"lat", "Latitude"}, axis{"lon", "Longitude"},
                                   axis{"alt", ""}};
/// What the words of `alt` do not say by themselves.
constexpr std::string_view altitude = "altitude";

bool has_co_type(const element& at, std::string_view name) {
    return std::find(at.co_types.begin(), at.co_types.end(), name) != at.co_types.end();
}

class flattener {
public:
    explicit flattener(const element& root) : root_(root) {}

    std::vector<leaf> run(const std::vector<std::string>& outer) {
        visit(root_, root_.name, outer);
        return std::move(found_);
    }

private:
    /// `outer` are the words of what `at` is part of.
    void visit(const element& at, const std::string& path, const std::vector<std::string>& outer) {
        auto words = own_words(at);
        auto all = words;
        all.insert(all.end(), outer.begin(), outer.end());
        visit_schema(*at.type, at, path, {std::move(words), std::move(all)});
    }

    void visit_schema(const schema& type, const element& at, const std::string& path,
                      const name_words& name) {
        switch (type.kind) {
            case schema::form::primitive:
            case schema::form::enumeration:
                add(type, at, path, name);
                break;
            case schema::form::object:
                for (const auto& field : type.fields) {
                    visit(field, path + "." + field.name, name.all);
                }
                break;
            case schema::form::map:
                visit(type.fields.front(), path + "." + type.key_name + "1", name.all);
                break;
            case schema::form::array:
                visit_schema(*type.item, at, path + ".0", name);
                break;
            case schema::form::vector:
                add_axes(type, at, path, name, vector_axes);
                break;
            case schema::form::geopoint:
            case schema::form::geometry:
                add_axes(type, at, path, name, position_axes);
                break;
        }
    }

    void add_axes(const schema& type, const element& at, const std::string& path,
                  const name_words& name, std::span<const axis> axes) {
        for (const auto& [axis_name, semantic] : axes) {
            name_words own{{std::string(axis_name)}, name.all};
            if (axis_name == "alt") own.own.emplace_back(altitude);
            own.all.insert(own.all.begin(), own.own.begin(), own.own.end());
            add(type, at, path + "." + std::string(axis_name), own);
            imply(found_.back(), at, semantic);
        }
    }

    static void imply(leaf& into, const element& at, std::string_view semantic) {
        if (!semantic.empty()) into.implied = semantic;
        if (has_co_type(at, "AccelerationVector")) {
            into.implied = "Acceleration";
            if (into.unit.empty()) into.implied_unit = "gForce";
        }
        if (has_co_type(at, "VelocityVector")) into.implied = "Velocity";
    }

    void add(const schema& type, const element& at, const std::string& path,
             const name_words& name) {
        leaf made{.path = path,
                  .type = &type,
                  .number = type.type,
                  .semantic = at.semantic,
                  .implied = at.semantic,
                  .unit = at.unit,
                  .implied_unit = at.unit,
                  .name = name,
                  .min = at.min_value,
                  .max = at.max_value,
                  .decimals = at.decimal_places,
                  .initial = initial_of(at, path),
                  .where = at.where};
        found_.push_back(std::move(made));
    }

    /// A field's own initial value, or the part for it of the whole's.
    std::optional<plain_value> initial_of(const element& at, const std::string& path) const {
        for (const auto& [leaf_path, held] : at.initial) {
            if (leaf_path.empty()) return held;
        }
        for (const auto& [leaf_path, held] : root_.initial) {
            if (root_.name + "." + leaf_path == path) return held;
        }
        return std::nullopt;
    }

    const element& root_;
    std::vector<leaf> found_;
};

}  // namespace

std::vector<std::string> own_words(const element& at) {
    auto words = words_of(at.name);
    const auto append = [&words](std::string_view text) {
        const auto more = words_of(text);
        words.insert(words.end(), more.begin(), more.end());
    };
    append(at.title);
    for (const auto& type : at.co_types)
        append(type);
    return words;
}

std::vector<leaf> flatten(const element& from) {
    return flatten(from, {});
}

std::vector<leaf> flatten(const element& from, const std::vector<std::string>& outer) {
    return flattener(from).run(outer);
}

}  // namespace muster::models
