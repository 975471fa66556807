#include "models/plausible_answer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/answer_draw.hpp"
#include "models/answer_field.hpp"
#include "models/answer_numbers.hpp"
#include "models/answer_shapes.hpp"
#include "models/answer_times.hpp"
#include "models/leaf_values.hpp"
#include "models/limits.hpp"
#include "models/plausible_text.hpp"
#include "models/plausible_words.hpp"
#include "models/schema_time.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;
using words = std::vector<std::string>;

constexpr std::size_t items_usual = 4, items_most = 64, items_most_within = 8, keys_most = 900'000;
/// Items with more leaves come alone, those within others at most in twos, so that an answer stays
/// one that a person can read.
constexpr double leaves_of_many = 50;
constexpr double trouble_most = 4;
constexpr double least_seconds = 10, most_seconds = 300;

/// Where in an answer a value stands.
struct spot {
    std::string path;
    words outer;            ///< of what it is part of
    time_window window;     ///< of the instants that it tells
    bool repeated = false;  ///< one of several in an array or map
};

json::value drawn_entry(const leaf& one, const answer_draw& draw, const std::string& path) {
    words names;
    for (const auto& entry : one.type->entries)
        names.push_back(entry.name);
    if (names.empty()) return nullptr;
    const auto weights = plausible_choice(names, one.name).weights;
    auto chosen = draw.pick(path, names.size());
    double left = draw.unit(path);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i].fraction();
        if (left >= 0) continue;
        chosen = i;
        break;
    }
    return wire_value(one.type->entries[chosen].wire);
}

bool drawn_truth(const name_words& name, const answer_draw& draw, const std::string& path) {
    const auto weights = plausible_truth(name).weights;
    return draw.unit(path) < (weights.empty() ? 0.5 : weights[1].fraction());
}

/// Whether a text tells the device itself, which is the same whenever it is asked.
bool tells_device(const std::string& name) {
    constexpr std::array own{"serial",   "mac",      "imei",     "imsi",    "iccid",
                             "udid",     "hostname", "firmware", "version", "hardware",
                             "model",    "sku",      "ip",       "os",      "manufacturer",
                             "software", "sw",       "ssid",     "region"};
    const auto told = words_of(name);
    return std::any_of(own.begin(), own.end(),
                       [&told](const char* word) { return has_phrase(told, word); });
}

/// Whether a number says how much went wrong.
bool counts_trouble(const leaf& one) {
    constexpr std::array trouble{"failed", "failure", "failures", "error",    "errors",
                                 "faults", "lost",    "dropped",  "rejected", "invalid"};
    const auto told = words_of(one.path);
    return is_whole(primitive_of(one)) && !role_of(one.path).derived &&
           std::any_of(trouble.begin(), trouble.end(),
                       [&told](const char* word) { return has_phrase(told, word); });
}

/// Whether a number names a thing and measures nothing.
bool is_key(const leaf& one) {
    const auto usual = number_of(one);
    return usual.low == usual.high &&
           (has_phrase(one.name.own, "serial") || has_phrase(one.name.own, "imei"));
}

bool is_collection(const element& at) {
    return at.type->kind == schema::form::array || at.type->kind == schema::form::map;
}

/// Whether a field says how many there are in a collection beside it.
bool counts_items(const answer_field& count, const answer_field& items, bool only_collection) {
    if (!is_number(count) || !count.role.counts || !is_whole(primitive_of(*count.plain)))
        return false;
    if (count.role.subject.empty()) return only_collection;
    return has_words(items.role.subject, count.role.subject);
}

/// Without what is there twice in a list of words or texts.
json::value distinct(const element& at, json::value made) {
    if (at.type->kind != schema::form::array) return made;
    const auto& item = *at.type->item;
    if (item.kind != schema::form::enumeration &&
        (item.kind != schema::form::primitive || item.type != primitive::string))
        return made;
    json::array kept;
    for (auto& one : made.get_array())
        if (std::find(kept.begin(), kept.end(), one) == kept.end()) kept.push_back(one);
    return kept;
}

class answer_maker {
public:
    answer_maker(const asked_command& asked, const answering_device& device)
        : asked_(asked),
          known_(asked.what, asked.beside, asked.request, device.at,
                 {device.values, device.component}),
          draw_(device.random, asked.full_name, device.number),
          at_(device.at) {}

    json::value make() const {
        const auto& response = *asked_.what.response;
        spot top{response.name, words_of(asked_.what.name), {at_ - std::chrono::hours(1), at_}};
        const auto title = words_of(asked_.what.title);
        top.outer.insert(top.outer.end(), title.begin(), title.end());
        if (known_.until()) top.window.to = std::min(at_, known_.until()->at);
        if (known_.since()) {
            const auto from = known_.since()->at;
            top.window = {from, std::max(from, top.window.to), true, true};
        }
        return value_of(response, top);
    }

private:
    json::value value_of(const element& at, const spot& in) const {
        switch (at.type->kind) {
            case schema::form::object:
                return object_of(at, in);
            case schema::form::array:
            case schema::form::map:
                return distinct(at, collection_of(at, in, usual_items(at, in)));
            case schema::form::vector:
            case schema::form::geopoint:
                return drawn_axes(at, in.outer, draw_, in.path);
            case schema::form::geometry:
                return drawn_geometry(at, in.outer, draw_, in.path);
            case schema::form::primitive:
            case schema::form::enumeration:
                break;
        }
        const auto* given = in.repeated ? nullptr : known_.given(at);
        if (given) return *given;
        if (!in.repeated)
            if (auto own = known_.own(at)) return *own;
        return plain_of(at, known_.refined(flatten(at, in.outer).front()), in);
    }

    json::value plain_of(const element& at, const leaf& one, const spot& in) const {
        if (is_number(one) && in.repeated && is_key(one)) return drawn_key(one, in.path);
        if (is_number(one) && counts_trouble(one)) return drawn_trouble(one, in.path);
        if (is_number(one)) return drawn_number(one, draw_, in.path);
        if (at.type->kind == schema::form::enumeration) return drawn_entry(one, draw_, in.path);
        if (is_instant(at)) {
            const auto when = drawn_instant(in.window, draw_, in.path);
            return json::string(instant_text(instant_form(at), when));
        }
        if (at.type->type == primitive::boolean) return drawn_truth(one.name, draw_, in.path);
        if (at.type->type == primitive::string) return text_of(one, in);
        const double lasts = least_seconds + (most_seconds - least_seconds) * draw_.unit(in.path);
        return json::string(span_text(std::chrono::seconds(static_cast<std::int64_t>(lasts))));
    }

    json::string text_of(const leaf& one, const spot& in) const {
        const bool own = !in.repeated && tells_device(one.path);
        return json::string(own ? plausible_text(one, false, draw_.of_device(), one.path)
                                : plausible_text(one, in.repeated, draw_, in.path));
    }

    /// Mostly none, as far as the model allows that.
    json::value drawn_trouble(const leaf& one, const std::string& path) const {
        const double u = draw_.unit(path);
        return number_value(one, std::floor(trouble_most * u * u), 0);
    }

    /// Things of a list have different numbers where all signals have the same.
    json::value drawn_key(const leaf& one, const std::string& path) const {
        const auto spread = static_cast<double>(draw_.pick(path, keys_most));
        return number_value(one, number_of(one).low + spread, 0);
    }

    // -- objects

    /// One kind of value after the other, each seeing those before: what the request gave, instants
    /// and spans, numbers that have an order, collections and their counts, all others, sums.
    json::value object_of(const element& at, const spot& in) const {
        auto outer = own_words(at);
        outer.insert(outer.end(), in.outer.begin(), in.outer.end());
        auto fields = fields_of(at, in, outer);
        const auto inner = place_times(fields, known_, draw_, in.window);
        order_numbers(fields, draw_);
        fill_collections(fields, {in.path, outer, inner, in.repeated});
        for (auto& field : fields) {
            if (field.found) continue;
            const spot there{field.path, outer, inner, in.repeated};
            field.set(field.plain ? plain_of(*field.at, *field.plain, there)
                                  : value_of(*field.at, there));
        }
        sum_totals(fields);
        json::object made;
        for (auto& field : fields)
            made.emplace(field.at->name, std::move(field.value));
        return made;
    }

    answer_fields fields_of(const element& at, const spot& in, const words& outer) const {
        answer_fields fields;
        for (const auto& each : at.type->fields) {
            auto& field = fields.emplace_back();
            field.at = &each;
            field.path = in.path + "." + each.name;
            field.role = role_of(each.name);
            const bool plain = each.type->kind == schema::form::primitive ||
                               each.type->kind == schema::form::enumeration;
            if (plain) {
                const auto one = flatten(each, outer).front();
                field.plain = known_.refined(one);
                if (!in.repeated) field.now = known_.present(one);
            }
            if (!in.repeated) give(field);
        }
        return fields;
    }

    /// What the request says of it, or what the device has.
    void give(answer_field& field) const {
        if (const auto* given = known_.given(*field.at))
            field.set(*given);
        else if (auto own = known_.own(*field.at))
            field.set(std::move(*own));
        field.given = field.found;
    }

    // -- collections

    void fill_collections(answer_fields& fields, const spot& in) const {
        const auto collections = std::count_if(fields.begin(), fields.end(), [](const auto& field) {
            return is_collection(*field.at);
        });
        for (auto& items : fields) {
            if (!is_collection(*items.at)) continue;
            answer_field* count = nullptr;
            for (auto& other : fields)
                if (!count && counts_items(other, items, collections == 1)) count = &other;
            fill_collection(items, count, {items.path, in.outer, in.window, in.repeated});
        }
    }

    void fill_collection(answer_field& items, answer_field* count, const spot& in) const {
        const auto usual = usual_items(*items.at, in);
        if (!count) return items.set(distinct(*items.at, collection_of(*items.at, in, usual)));
        const auto wanted = allowed_count(*count, usual, most_items(*items.at, in));
        items.set(collection_of(*items.at, in, wanted));
        if (!count->given) set_count(*count, wanted);
    }

    static void set_count(answer_field& count, std::size_t items) {
        count.set(number_value(*count.plain, static_cast<double>(items), 0));
        count.given = true;
    }

    /// As many as a count can say, or as the request gave it.
    static std::size_t allowed_count(const answer_field& count, std::size_t wanted,
                                     std::size_t most) {
        auto bounds = bounds_of(*count.plain);
        if (count.given) bounds.low = bounds.high = count.value.to_number<double>();
        const double usual = static_cast<double>(wanted);
        const double held = std::min(std::max(usual, std::ceil(bounds.low)), bounds.high);
        return static_cast<std::size_t>(std::clamp(held, 0.0, static_cast<double>(most)));
    }

    /// However many are asked for: an answer has to stay one that can be sent.
    static std::size_t most_items(const element& at, const spot& in) {
        const auto room = static_cast<double>(leaves_max) / at.type->leaves;
        const auto most = static_cast<double>(in.repeated ? items_most_within : items_most);
        return static_cast<std::size_t>(std::clamp(room, 1.0, most));
    }

    std::size_t usual_items(const element& at, const spot& in) const {
        if (at.type->leaves > leaves_of_many) return 1;
        const std::size_t most = in.repeated ? 2 : items_usual;
        return 1 + draw_.pick(in.path + "#items", most);
    }

    /// What items tell of instants follows each other in their order.
    static spot item_of(const spot& in, const std::string& name, std::size_t i, std::size_t count) {
        const auto& whole = in.window;
        const auto part = (whole.to - whole.from) / static_cast<std::int64_t>(count);
        const auto from = whole.from + part * static_cast<std::int64_t>(i);
        return {in.path + "." + name, in.outer, {from, from + part, true, false}, true};
    }

    json::value collection_of(const element& at, const spot& in, std::size_t count) const {
        if (at.type->kind == schema::form::map) return map_of(at, in, count);
        element item = at;
        item.type = at.type->item;
        json::array items;
        for (std::size_t i = 0; i < count; ++i)
            items.push_back(value_of(item, item_of(in, std::to_string(i), i, count)));
        return items;
    }

    json::value map_of(const element& at, const spot& in, std::size_t count) const {
        const auto& held = at.type->fields.front();
        json::object made;
        for (std::size_t i = 0; i < count; ++i) {
            const auto key = at.type->key_name + std::to_string(i + 1);
            made.emplace(key, value_of(held, item_of(in, key, i, count)));
        }
        return made;
    }

    const asked_command& asked_;
    answer_knowledge known_;
    answer_draw draw_;
    calendar_time at_;
};

}  // namespace

json::value plausible_answer(const asked_command& asked, const answering_device& device) {
    if (!asked.what.response) return nullptr;
    return answer_maker(asked, device).make();
}

}  // namespace muster::models
