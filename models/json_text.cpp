#include "models/json_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace muster::models {
namespace {

namespace json = boost::json;

constexpr double two_to_63 = 9223372036854775808.0;

template <typename Number>
void append_number(std::string& out, Number number) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end.ptr);
}

/// Writes JSON, on one line or on a line for each member and item.
class text_writer {
public:
    explicit text_writer(bool indented) : indented_(indented) {}

    std::string text;

    void write(const json::value& held, std::size_t level) {
        if (const auto* object = held.if_object()) return write_object(*object, level);
        if (const auto* array = held.if_array()) return write_array(*array, level);
        if (const auto* number = held.if_double()) return append_number(text, *number);
        if (const auto* number = held.if_int64()) return append_number(text, *number);
        if (const auto* number = held.if_uint64()) return append_number(text, *number);
        text += json::serialize(held);
    }

private:
    void write_object(const json::object& object, std::size_t level) {
        text += '{';
        bool first = true;
        for (const auto& member : object) {
            begin_item(first, level);
            text += json::serialize(json::string_view(member.key()));
            text += indented_ ? ": " : ":";
            write(member.value(), level + 1);
        }
        end_items('}', first, level);
    }

    void write_array(const json::array& array, std::size_t level) {
        text += '[';
        bool first = true;
        for (const auto& item : array) {
            begin_item(first, level);
            write(item, level + 1);
        }
        end_items(']', first, level);
    }

    void begin_item(bool& first, std::size_t level) {
        if (!first) text += ',';
        first = false;
        break_line(level + 1);
    }
    void end_items(char bracket, bool empty, std::size_t level) {
        if (!empty) break_line(level);
        text += bracket;
    }
    void break_line(std::size_t level) {
        if (indented_) text += '\n' + std::string(2 * level, ' ');
    }

    bool indented_;
};

}  // namespace

void unify_numbers(json::value& held) {
    if (auto* object = held.if_object()) {
        for (auto& member : *object)
            unify_numbers(member.value());
    } else if (auto* array = held.if_array()) {
        for (auto& item : *array)
            unify_numbers(item);
    } else if (const auto* number = held.if_double()) {
        const auto whole = *number;
        if (whole != std::floor(whole)) return;
        if (whole >= -two_to_63 && whole < two_to_63) {
            held = static_cast<std::int64_t>(whole);
        } else if (whole >= two_to_63 && whole < 2 * two_to_63) {
            held = static_cast<std::uint64_t>(whole);
        }
    }
}

std::string compact_text(const json::value& held) {
    text_writer writer(false);
    writer.write(held, 0);
    return std::move(writer.text);
}

std::string indented_text(const json::value& held) {
    text_writer writer(true);
    writer.write(held, 0);
    return std::move(writer.text) + "\n";
}

}  // namespace muster::models
