#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "fleet/run_result.hpp"
#include "report/style.hpp"

namespace muster::report {

/// Shows how many runs go on, one after the other: one line that is rewritten on a terminal,
/// elsewhere a line every few seconds. Reads no clock. One thread.
class runs_display {
public:
    /// The stream has to outlive it. `terminal`: the line may be rewritten.
    runs_display(std::ostream& out, const style& look, bool terminal, std::uint64_t runs);
    ~runs_display();
    runs_display(const runs_display&) = delete;
    runs_display& operator=(const runs_display&) = delete;

    /// A run begins; `what` tells it apart: `seed 42`.
    void begin(std::string what);
    /// The run under way has come so far, `now` seconds by the wall's clock.
    void update(const run_progress& progress, double now);
    /// The run has ended with so many expectations broken.
    void end(std::uint64_t broken);
    /// Takes the line away.
    void finish();

private:
    static constexpr double interval_seconds = 3;

    std::string line(const run_progress& progress) const;

    std::ostream& out_;
    style look_;
    bool terminal_;
    std::uint64_t runs_, done_ = 0, good_ = 0;
    std::string what_;
    bool shown_ = false;
    double next_ = -1;
};

}  // namespace muster::report
