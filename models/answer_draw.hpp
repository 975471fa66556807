#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fleet/random.hpp"

namespace muster::models {

/// The numbers of one answer: each is told by the path of what it is drawn for and by nothing else,
/// so that a field that comes or goes moves none beside it.
class answer_draw {
public:
    /// `command` is its full name; `number` tells the answers of a device to it apart.
    answer_draw(random_source device, std::string_view command, std::uint64_t number);

    /// What is the device's own and in all its answers the same, such as its serial number.
    answer_draw of_device() const;

    /// Between 0 and 1, and never one of them.
    double unit(std::string_view path) const;
    /// One of `count`, from 0; requires `count > 0`.
    std::size_t pick(std::string_view path, std::size_t count) const;
    std::uint64_t bits(std::string_view path) const;

private:
    random_source device_;
    std::string prefix_;
    std::uint64_t number_;
};

}  // namespace muster::models
