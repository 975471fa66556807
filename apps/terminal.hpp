#pragma once

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "report/style.hpp"

namespace muster::app {

/// Columns and rows of the terminal behind a descriptor; 100 columns and no rows where there is
/// none.
struct terminal_size {
    unsigned columns = 100, rows = 0;
};

inline terminal_size size_of(int descriptor) {
    winsize w{};
    if (ioctl(descriptor, TIOCGWINSZ, &w) != 0 || w.ws_col == 0) return {};
    return {w.ws_col, w.ws_row};
}

/// Whether a display may move about on it; a terminal that calls itself dumb can't.
inline bool is_screen(int descriptor) {
    const char* kind = std::getenv("TERM");
    return isatty(descriptor) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

/// How to write to a descriptor: colours on a terminal unless NO_COLOR (no-color.org) says
/// otherwise.
inline report::style style_for(int descriptor) {
    report::style look;
    look.colour = isatty(descriptor) == 1 && std::getenv("NO_COLOR") == nullptr;
    look.width = size_of(descriptor).columns;
    return look;
}

}  // namespace muster::app
