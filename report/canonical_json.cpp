#include "report/canonical_json.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "report/text.hpp"

namespace muster::report {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20) {
        out += c;
        return;
    }
    out += "\\u00";
    out += hex_digits[byte >> 4];
    out += hex_digits[byte & 0xF];
}

std::string quoted(std::string_view value) {
    std::string out = "\"";
    for (const char c : well_formed(value))
        append_escaped(out, c);
    return out + '"';
}

}  // namespace

void json_writer::separate() {
    if (comma_) out_ += ',';
    comma_ = true;
}

json_writer& json_writer::raw(std::string_view bytes) {
    separate();
    out_ += bytes;
    return *this;
}

json_writer& json_writer::open_object() {
    raw("{");
    comma_ = false;
    return *this;
}

json_writer& json_writer::close_object() {
    out_ += '}';
    comma_ = true;
    return *this;
}

json_writer& json_writer::open_array() {
    raw("[");
    comma_ = false;
    return *this;
}

json_writer& json_writer::close_array() {
    out_ += ']';
    comma_ = true;
    return *this;
}

json_writer& json_writer::key(std::string_view name) {
    raw(quoted(name));
    out_ += ':';
    comma_ = false;
    return *this;
}

json_writer& json_writer::text(std::string_view value) {
    return raw(quoted(value));
}

json_writer& json_writer::number(double value) {
    if (!std::isfinite(value)) return null();
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return raw({buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())});
}

json_writer& json_writer::count(std::uint64_t value) {
    return raw(std::to_string(value));
}

json_writer& json_writer::truth(bool value) {
    return raw(value ? "true" : "false");
}

json_writer& json_writer::null() {
    return raw("null");
}

json_writer& json_writer::seconds(duration value) {
    const std::int64_t micros = value.count();
    std::string out = micros < 0 ? "-" : "";
    out += std::to_string(std::abs(micros / 1'000'000));
    std::string fraction = std::to_string(1'000'000 + std::abs(micros % 1'000'000)).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    if (!fraction.empty()) out += "." + fraction;
    return raw(out);
}

json_writer& json_writer::hash(const std::array<std::uint64_t, 2>& value) {
    std::string out;
    for (const std::uint64_t word : value)
        for (unsigned shift = 64; shift > 0; shift -= 4)
            out += hex_digits[(word >> (shift - 4)) & 0xF];
    return text(out);
}

std::string json_writer::take() {
    comma_ = false;
    return std::exchange(out_, {});
}

}  // namespace muster::report
