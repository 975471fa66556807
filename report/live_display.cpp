#include "report/live_display.hpp"

#include <ostream>

namespace muster::report {

namespace {

// Lines must not break at the right edge, or going up by the number of lines would miss the first.
constexpr std::string_view take_screen = "\x1b[?25l\x1b[?7l";
constexpr std::string_view give_screen = "\x1b[?7h\x1b[?25h";
constexpr std::string_view clear_to_line_end = "\x1b[K";
constexpr std::string_view clear_below = "\x1b[J";

}  // namespace

live_display::live_display(std::ostream& out, const scenario& about, const style& look, mode how)
    : out_(out), about_(about), look_(look), how_(how) {}

live_display::~live_display() {
    finish();
}

void live_display::resize(unsigned columns, unsigned rows) {
    look_.width = columns;
    rows_ = rows;
}

void live_display::update(const run_progress& progress) {
    if (finished_) return;
    if (how_ == mode::terminal) return redraw(progress);
    if (progress.wall_seconds < next_line_) return;
    next_line_ = progress.wall_seconds + interval_seconds;
    out_ << progress_line(about_, progress) << '\n' << std::flush;
}

std::string live_display::back_to_top() const {
    return drawn_ == 0 ? "\r" : "\r\x1b[" + std::to_string(drawn_) + "A";
}

void live_display::redraw(const run_progress& progress) {
    // The line below the picture holds the cursor, so the picture is one line shorter than the
    // terminal.
    const std::size_t height = rows_ == 0 ? 0 : rows_ < 3 ? 1 : rows_ - 1;
    const std::vector<styled_line> lines = live_frame(about_, progress, look_, height);
    std::string screen;
    if (!cursor_hidden_) screen += take_screen;
    cursor_hidden_ = true;
    screen += back_to_top();
    for (const styled_line& line : lines) {
        // Before the text: after a line that fills the width it would wipe the last column.
        screen += clear_to_line_end;
        screen += line.render(look_, look_.width);
        screen += '\n';
    }
    screen += clear_below;
    drawn_ = lines.size();
    out_ << screen << std::flush;
}

void live_display::finish() {
    if (finished_) return;
    finished_ = true;
    if (!cursor_hidden_) return;
    out_ << back_to_top() << clear_below << give_screen << std::flush;
}

}  // namespace muster::report
