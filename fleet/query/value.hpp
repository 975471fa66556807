#pragma once

#include <cstdint>
#include <string_view>

namespace muster::query {

/// What an expression yields. A time span is a number of microseconds.
enum class type : std::uint8_t { number, text, boolean, time_span };

/// `number`, `text`, ... for messages.
std::string_view to_text(type kind);

/// A small value: null, number, text or boolean. A text is a view: whoever made the value owns the
/// bytes.
class value {
public:
    enum class kind : std::uint8_t { null, number, text, boolean };
    /// How the bytes of a text are to be read: `lower(x)` and `upper(x)` mark it instead of copying
    /// it.
    enum class letters : std::uint8_t { as_they_are, lower, upper };

    constexpr value() noexcept : number_(0) {}
    constexpr value(double number) noexcept : number_(number), kind_(kind::number) {}
    constexpr value(bool truth) noexcept : number_(truth ? 1 : 0), kind_(kind::boolean) {}
    /// Texts beyond 4 GiB are cut.
    constexpr value(std::string_view text) noexcept
        : bytes_(text.data()), size_(static_cast<std::uint32_t>(text.size())), kind_(kind::text) {}
    /// A pointer would become a boolean in silence.
    value(const char*) = delete;

    constexpr kind what() const noexcept { return kind_; }
    constexpr bool is_null() const noexcept { return kind_ == kind::null; }
    constexpr bool is_number() const noexcept { return kind_ == kind::number; }
    constexpr bool is_text() const noexcept { return kind_ == kind::text; }
    constexpr bool is_boolean() const noexcept { return kind_ == kind::boolean; }

    /// The number; 1 or 0 of a boolean. Requires one of the two.
    constexpr double number() const noexcept { return number_; }
    /// Requires a boolean.
    constexpr bool truth() const noexcept { return number_ != 0; }
    /// The bytes as stored. Requires a text.
    constexpr std::string_view text() const noexcept { return {bytes_, size_}; }

    constexpr letters casing() const noexcept { return letters_; }
    constexpr value with_casing(letters l) const noexcept {
        value copy = *this;
        copy.letters_ = l;
        return copy;
    }

private:
    union {
        double number_;
        const char* bytes_;
    };
    std::uint32_t size_ = 0;
    kind kind_ = kind::null;
    letters letters_ = letters::as_they_are;
};

static_assert(sizeof(value) <= 24);

}  // namespace muster::query
