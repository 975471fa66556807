#include "models/json_text.hpp"

#include <boost/json/serialize.hpp>

#include <charconv>

namespace muster::models {
namespace {

namespace json = boost::json;

void append(std::string& to, const json::value& shown);

void append_number(std::string& to, double x) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, x).ptr;
    to.append(digits, end);
}

void append_object(std::string& to, const json::object& shown) {
    to += '{';
    bool first = true;
    for (const auto& [key, held] : shown) {
        if (!first) to += ',';
        first = false;
        to += json::serialize(json::string(key)) + ":";
        append(to, held);
    }
    to += '}';
}

void append_array(std::string& to, const json::array& shown) {
    to += '[';
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (i > 0) to += ',';
        append(to, shown[i]);
    }
    to += ']';
}

void append(std::string& to, const json::value& shown) {
    if (const auto* object = shown.if_object()) return append_object(to, *object);
    if (const auto* array = shown.if_array()) return append_array(to, *array);
    if (const auto* number = shown.if_double()) return append_number(to, *number);
    to += json::serialize(shown);
}

}  // namespace

std::string json_text(const boost::json::value& shown) {
    std::string text;
    append(text, shown);
    return text;
}

}  // namespace muster::models
