#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "fleet/time.hpp"

namespace muster::report {

/// Writes JSON whose bytes depend on the values alone: keys in the order they are written, no white
/// space, doubles in the shortest form that reads back the same, numbers that are not finite as
/// null, ill-formed UTF-8 as U+FFFD. The caller keeps objects and arrays balanced and gives every
/// value in an object its key.
class json_writer {
public:
    json_writer& open_object();
    json_writer& close_object();
    json_writer& open_array();
    json_writer& close_array();
    json_writer& key(std::string_view name);

    json_writer& text(std::string_view value);
    json_writer& number(double value);
    json_writer& count(std::uint64_t value);
    json_writer& truth(bool value);
    json_writer& null();
    /// Seconds, exact to the microsecond: `3600`, `0.25`.
    json_writer& seconds(duration value);
    /// 32 hexadecimal digits, element 0 first.
    json_writer& hash(const std::array<std::uint64_t, 2>& value);

    /// Any of the above by the value's type.
    template <class T>
    json_writer& put(const T& value) {
        if constexpr (std::same_as<T, bool>)
            return truth(value);
        else if constexpr (std::unsigned_integral<T>)
            return count(value);
        else if constexpr (std::floating_point<T>)
            return number(value);
        else if constexpr (std::same_as<T, duration>)
            return seconds(value);
        else
            return text(value);
    }
    template <class T>
    json_writer& put(const std::optional<T>& value) {
        return value ? put(*value) : null();
    }
    template <class T>
    json_writer& field(std::string_view name, const T& value) {
        return key(name).put(value);
    }

    /// What was written; the writer is empty after it.
    std::string take();

private:
    void separate();
    json_writer& raw(std::string_view bytes);

    std::string out_;
    bool comma_ = false;  ///< a value stands before the next one
};

}  // namespace muster::report
