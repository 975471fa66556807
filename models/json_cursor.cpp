#include "models/json_cursor.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <utility>

#include "models/json_document.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

std::string to_std(const json::string& text) {
    return {text.data(), text.size()};
}

std::string kind_name(const json::value& v) {
    if (v.is_object()) return "an object";
    if (v.is_array()) return "a list";
    if (v.is_string()) return "a text";
    if (v.is_bool()) return "true or false";
    return v.is_null() ? "null" : "a number";
}

}  // namespace

json_cursor::json_cursor(const json::value& at, std::string pointer, const std::string& file,
                         diagnostics& problems)
    : at_(&at), pointer_(std::move(pointer)), file_(&file), problems_(&problems) {}

place json_cursor::where() const {
    return {.file = *file_, .line = 0, .column = 0, .pointer = pointer_};
}

void json_cursor::error(std::string code, std::string text, std::string remedy) const {
    problems_->error(std::move(code), where(), std::move(text), std::move(remedy));
}

void json_cursor::warn(std::string code, std::string text, std::string remedy) const {
    problems_->warn(std::move(code), where(), std::move(text), std::move(remedy));
}

std::optional<json_cursor> json_cursor::find(std::string_view key) const {
    const auto* object = at_->if_object();
    const auto* member = object ? object->if_contains({key.data(), key.size()}) : nullptr;
    if (!member) return std::nullopt;
    return json_cursor(*member, pointer_ + pointer_step(key), *file_, *problems_);
}

std::optional<json_cursor> json_cursor::require(std::string_view key) const {
    auto found = find(key);
    if (!found) {
        error("missing-member", "'" + std::string(key) + "' is missing here",
              "add \"" + std::string(key) + "\"");
    }
    return found;
}

std::vector<json_cursor> json_cursor::items() const {
    std::vector<json_cursor> found;
    const auto* array = at_->if_array();
    if (!array) return {*this};
    for (std::size_t i = 0; i < array->size(); ++i) {
        found.emplace_back((*array)[i], pointer_ + "/" + std::to_string(i), *file_, *problems_);
    }
    return found;
}

std::vector<json_cursor> json_cursor::items(std::string_view key) const {
    const auto member = find(key);
    return member ? member->items() : std::vector<json_cursor>{};
}

std::optional<std::string> json_cursor::text() const {
    if (const auto* found = at_->if_string()) return to_std(*found);
    error("wrong-type", "a text was expected, this is " + kind_name(*at_));
    return std::nullopt;
}

std::string json_cursor::required_text(std::string_view key) const {
    const auto member = require(key);
    return member ? member->text().value_or("") : std::string{};
}

std::string json_cursor::localized(std::string_view key) const {
    const auto member = find(key);
    if (!member) return {};
    if (const auto* plain = member->get().if_string()) return to_std(*plain);
    const auto* languages = member->get().if_object();
    if (!languages || languages->empty()) return {};
    const auto* english = languages->if_contains("en");
    const auto& chosen = english ? *english : languages->begin()->value();
    return chosen.is_string() ? to_std(chosen.get_string()) : std::string{};
}

std::optional<double> json_cursor::number(std::string_view key) const {
    const auto member = find(key);
    if (!member) return std::nullopt;
    if (member->get().is_number()) return member->get().to_number<double>();
    member->error("wrong-type", "a number was expected, this is " + kind_name(member->get()));
    return std::nullopt;
}

bool json_cursor::truth(std::string_view key) const {
    const auto member = find(key);
    if (!member) return false;
    if (const auto* found = member->get().if_bool()) return *found;
    member->error("wrong-type", "true or false was expected, this is " + kind_name(member->get()));
    return false;
}

plain_value json_cursor::literal() const {
    if (at_->is_bool()) return at_->get_bool();
    if (at_->is_number()) return at_->to_number<double>();
    if (at_->is_string()) return to_std(at_->get_string());
    return {};
}

}  // namespace muster::models
