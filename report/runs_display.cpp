#include "report/runs_display.hpp"

#include <ostream>
#include <utility>

#include "report/format.hpp"
#include "report/text.hpp"

namespace muster::report {

runs_display::runs_display(std::ostream& out, const style& look, bool terminal, std::uint64_t runs)
    : out_(out), look_(look), terminal_(terminal), runs_(runs) {}

runs_display::~runs_display() {
    finish();
}

void runs_display::begin(std::string what) {
    what_ = std::move(what);
}

std::string runs_display::line(const run_progress& progress) const {
    const auto part = static_cast<std::uint64_t>(progress.now.count());
    const auto whole = static_cast<std::uint64_t>(progress.end.count());
    const std::string dot = " " + std::string(marks_of(look_).dot) + " ";
    return "run " + count_text(done_ + 1) + " of " + count_text(runs_) + ", " + printable(what_) +
           dot + std::to_string(whole == 0 ? 0 : part * 100 / whole) + " % of it" + dot +
           count_text(good_) + " of " + count_text(done_) + " held everything";
}

void runs_display::update(const run_progress& progress, double now) {
    if (terminal_) {
        out_ << "\r\x1b[K" << clip(line(progress), look_.width, look_.unicode) << std::flush;
        shown_ = true;
        return;
    }
    if (next_ < 0) next_ = now + interval_seconds;
    if (now < next_) return;
    next_ = now + interval_seconds;
    out_ << line(progress) << '\n' << std::flush;
}

void runs_display::end(std::uint64_t broken) {
    ++done_;
    good_ += broken == 0;
}

void runs_display::finish() {
    if (shown_) out_ << "\r\x1b[K" << std::flush;
    shown_ = false;
}

}  // namespace muster::report
