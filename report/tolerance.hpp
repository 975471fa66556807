#pragma once

#include <cstdint>
#include <string>

namespace muster::report {

/// How far apart the figures of some paths may be.
struct tolerance {
    enum class form : std::uint8_t {
        absolute,  ///< by `amount`
        part,      ///< by the fraction `amount` of the first one's value
        any        ///< as far as they like; texts as well
    };
    std::string path;  ///< `*` stands for one word of a path, `**` for any number of them
    form kind = form::absolute;
    double amount = 0;
};

}  // namespace muster::report
