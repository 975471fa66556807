#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"
#include "report/style.hpp"

namespace muster::report {

/// Lines of one picture of a run under way, each at most as wide as the style and at most `height`
/// of them (0: any number; what matters least is left out).
std::vector<styled_line> live_frame(const scenario& about, const run_progress& progress,
                                    const style& look, std::size_t height);

/// One plain line about a run under way.
std::string progress_line(const scenario& about, const run_progress& progress);

/// Shows how a run goes on: redrawn in place on a terminal, elsewhere one plain line every few
/// seconds of wall time. Reads no clock; the caller feeds it at barriers and limits the rate. One
/// thread.
class live_display {
public:
    enum class mode : unsigned char { terminal, lines };

    /// The stream, the scenario and what they refer to have to outlive it.
    live_display(std::ostream& out, const scenario& about, const style& look, mode how);
    ~live_display();
    live_display(const live_display&) = delete;
    live_display& operator=(const live_display&) = delete;

    /// The terminal's size; 0 rows: not known.
    void resize(unsigned columns, unsigned rows);
    void update(const run_progress& progress);
    /// Takes the picture away and gives the terminal its cursor back; nothing is drawn after it.
    void finish();

private:
    static constexpr double interval_seconds = 3;

    void redraw(const run_progress& progress);
    std::string back_to_top() const;

    std::ostream& out_;
    const scenario& about_;
    style look_;
    mode how_;
    std::size_t rows_ = 0;
    std::size_t drawn_ = 0;  ///< lines of the picture on the screen
    bool cursor_hidden_ = false;
    bool finished_ = false;
    double next_line_ = interval_seconds;
};

}  // namespace muster::report
