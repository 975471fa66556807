#include "scenarios/attributes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "fleet/query/name_problems.hpp"
#include "scenarios/fleet_file.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/shares.hpp"

namespace muster {

namespace {

using form = attribute_source::form;

bool is_truth(const std::string& text) {
    return text == "true" || text == "false";
}

bool can_be_drawn(value_kind kind) {
    return kind == value_kind::number || kind == value_kind::integer ||
           kind == value_kind::time_span || kind == value_kind::instant;
}

class attribute_reader {
public:
    attribute_reader(reading& r, const attribute_type& type) : r_(r), type_(type) {}

    std::optional<read_attribute_result> read(const yaml::node& found) {
        bool good = found.is_map() ? generator(found) : written(found);
        if (!good) return std::nullopt;
        return std::move(result_);
    }

private:
    bool written(const yaml::node& found) {
        if (!found.is_scalar()) {
            r_.wrong_type(found, "a value or a mapping with one generator key");
            return false;
        }
        auto dots = found.text.find("..");
        auto low = dots == std::string::npos ? std::string() : found.text.substr(0, dots);
        bool span = type_.kind == value_kind::time_span || type_.kind == value_kind::instant;
        bool range = span ? bool(scalars::parse_offsets(low)) : bool(scalars::parse_number(low));
        if (!low.empty() && range) return drawn(found);
        return constant(found);
    }

    // A kind that nobody declared: text, but the language's own words of truth are truth.
    value_kind kind_of_text(const std::string& text) const {
        if (type_.kind) return *type_.kind;
        return is_truth(text) ? value_kind::boolean : value_kind::text;
    }

    bool constant(const yaml::node& found) {
        result_.source.kind = form::constant;
        result_.kind = found.is_scalar() ? kind_of_text(found.text) : value_kind::text;
        auto& fixed = result_.source.fixed;
        switch (result_.kind) {
            case value_kind::number:
            case value_kind::integer: {
                double number = 0;
                bool good = r_.scalar(found, number, scalars::parse_number) && whole(found, number);
                fixed = number;
                return good;
            }
            case value_kind::boolean: {
                bool truth = false;
                bool good = r_.scalar(found, truth, scalars::parse_boolean);
                fixed = truth;
                return good;
            }
            case value_kind::time_span: {
                duration span{};
                bool good = r_.scalar(found, span, scalars::parse_duration);
                fixed = static_cast<double>(span.count());
                return good;
            }
            case value_kind::instant:
                return instant(found);
            default: {
                std::string text;
                bool good = r_.text(found, text) && word(found, text);
                fixed = text;
                return good;
            }
        }
    }

    bool whole(const yaml::node& found, double number) {
        if (result_.kind != value_kind::integer || number == std::floor(number)) return true;
        r_.wrong_type(found, "a whole number");
        return false;
    }

    // A clock time or a calendar time, or an offset from the start that may be negative.
    bool instant(const yaml::node& found) {
        const auto& time = r_.out.time;
        sim_time at{};
        bool good = r_.scalar(found, at, [&time](const std::string& text) {
            auto offset = scalars::parse_offsets(text);
            bool constant = offset && offset.value->kind == distribution::shape::constant;
            if (!constant) return scalars::parse_time(text, time);
            return scalars::parsed<sim_time>(sim_time(static_cast<std::int64_t>(offset.value->a)));
        });
        result_.source.fixed = static_cast<double>(at.count());
        return good;
    }

    bool word(const yaml::node& found, const std::string& text) {
        if (type_.words.empty()) return true;
        if (std::find(type_.words.begin(), type_.words.end(), text) != type_.words.end())
            return true;
        r_.error("unknown-word", found.where,
                 ticked(text) + " is none of the values, which are " + query::listed(type_.words),
                 r_.suggestion(text, type_.words));
        return false;
    }

    bool drawn(const yaml::node& found) {
        result_.source.kind = form::drawn;
        return draws_numbers(found) && r_.values_of(result_.kind, found, result_.source.values);
    }

    bool draws_numbers(const yaml::node& found) {
        result_.kind = type_.kind.value_or(value_kind::number);
        if (can_be_drawn(result_.kind)) return true;
        r_.error("wrong-type", found.where, "a drawn number for something that is no number",
                 "use `pick`, or say `type: number`");
        return false;
    }

    bool generator(const yaml::node& map) {
        static const std::array<const char*, 7> keys{"constant", "uniform",  "p50",   "normal",
                                                     "pick",     "sequence", "column"};
        const char* found = nullptr;
        for (const char* key : keys) {
            if (map.find(key) == nullptr) continue;
            if (found != nullptr) {
                r_.error("two-generators", map.where,
                         ticked(found) + " and " + ticked(key) + " in one value",
                         "keep one of the two");
                return false;
            }
            found = key;
        }
        if (found == nullptr) {
            if (!map.incomplete)
                r_.error("no-generator", map.where, "the mapping says nothing of the value",
                         "add one of `constant`, `uniform`, `normal`, `pick` or `sequence`");
            return false;
        }
        if (auto kind = sections::read_kind(r_, map)) type_.kind = kind;
        modifiers(map);
        return map.find(found)->what != yaml::node::kind::nothing && generate(map, found);
    }

    bool generate(const yaml::node& map, const std::string& key) {
        const auto& value = *map.find(key);
        if (key == "constant") return constant(value);
        if (key == "uniform") return drawn(value);
        if (key == "pick") return pick(value);
        if (key == "sequence") return sequence(map, value);
        if (key == "column") return column(value);
        if (key == "normal") return normal(map, value);
        yaml::node two;  // `{p50, p99}` beside modifiers
        two.what = yaml::node::kind::map;
        two.where = map.where;
        two.incomplete = map.incomplete;
        for (const auto& item : map.entries)
            if (item.key == "p50" || item.key == "p99") two.entries.push_back(item);
        return drawn(two);
    }

    bool normal(const yaml::node& map, const yaml::node& value) {
        result_.source.kind = form::normal;
        r_.missing(map, "sd", "`normal`");
        bool good =
            draws_numbers(value) && r_.scalar(value, result_.source.mean, scalars::parse_number);
        return r_.scalar(map, "sd", result_.source.sd, scalars::parse_number) && good;
    }

    bool pick(const yaml::node& value) {
        result_.source.kind = form::pick;
        auto choices = read_pick(r_, value);
        if (choices.empty()) return false;
        bool truth = std::all_of(choices.begin(), choices.end(),
                                 [](const weighted_value& c) { return is_truth(c.text); });
        result_.kind = type_.kind.value_or(truth ? value_kind::boolean : value_kind::text);
        for (const auto& item : value.entries) {
            yaml::node key;
            key.what = yaml::node::kind::scalar;
            key.where = item.where;
            key.text = item.key;
            attribute_reader one(r_, {result_.kind, type_.words});
            if (!one.constant(key)) return false;
        }
        result_.source.choices = std::move(choices);
        return true;
    }

    bool takes_any_text() const {
        return !type_.kind || *type_.kind == value_kind::text ||
               (*type_.kind == value_kind::word && type_.words.empty());
    }

    bool sequence(const yaml::node& map, const yaml::node& value) {
        result_.source.kind = form::sequence;
        result_.kind = value_kind::text;
        if (!r_.text(value, result_.source.pattern)) return false;
        if (!takes_any_text()) {
            r_.error("wrong-type", value.where,
                     "a `sequence` makes texts, the type here is " + ticked(to_text(*type_.kind)),
                     "use `pick` or `uniform`, or say `type: text`");
            return false;
        }
        r_.scalar(map, "each", result_.source.each, scalars::parse_count);
        if (result_.source.each == 0) {
            r_.error("out-of-range", map.find("each")->where, "`each` is at least 1");
            return false;
        }
        return true;
    }

    bool column(const yaml::node& value) {
        std::string name;
        if (!r_.text(value, name)) return false;
        if (type_.file == nullptr) {
            r_.error("misplaced-key", value.where, "`column` belongs to a fleet with `from`",
                     "say with `from` which file has the column");
            return false;
        }
        const auto* found = type_.file->find(name);
        if (found == nullptr)
            return r_.known(value, "unknown-column", "column", type_.file->column_names());
        result_.kind = type_.kind.value_or(value_kind::text);
        return bind_column(r_, *type_.file, *found, {result_.kind, type_.words, type_.file},
                           result_.source);
    }

    void modifiers(const yaml::node& map) {
        auto& source = result_.source;
        r_.scalar(map, "min", source.min, scalars::parse_number);
        r_.scalar(map, "max", source.max, scalars::parse_number);
        if (source.min && source.max && *source.min > *source.max)
            r_.error("bad-range", map.where, "`min` is above `max`", "exchange the two");
        std::uint64_t decimals = 0;
        if (r_.scalar(map, "decimals", decimals, scalars::parse_count)) {
            if (decimals > 15)
                r_.error("out-of-range", map.find("decimals")->where, "at most 15 decimals");
            else
                source.decimals = static_cast<int>(decimals);
        }
        r_.text(map, "by", source.by);
    }

    reading& r_;
    attribute_type type_;
    read_attribute_result result_;
};

}  // namespace

std::optional<read_attribute_result> read_attribute(reading& r, const yaml::node& found,
                                                    const attribute_type& type) {
    if (found.what == yaml::node::kind::nothing) return std::nullopt;
    return attribute_reader(r, type).read(found);
}

}  // namespace muster
