#include "tests/sim/job_generator.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace muster::sim {

namespace {

bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string percent(dice& d, std::uint64_t low, std::uint64_t high) {
    return std::to_string(d.between(low, high)) + "%";
}

std::string some_rate(dice& d) {
    switch (d.below(5)) {
        case 0:
            return "{from: 20/m, to: " + d.one_of({"60/m", "900/m"}) +
                   ", over: " + d.one_of({"10s", "2m", "10m"}) + "}";
        case 1:
            return "{from: 30/m, factor: " + d.one_of({"1.5", "2", "10"}) +
                   ", each: " + std::to_string(d.between(1, 10)) +
                   ", most: " + d.one_of({"45/m", "2k/m"}) + "}";
        default:
            return d.one_of({"1/s", "7/s", "100/s", "20/m", "90/m", "1000/h"});
    }
}

/// Minutes around those at which scenarios begin; some of them are jumped over, or come twice.
std::string some_window(dice& d) {
    const auto zone =
        d.one_of({"", ", zone: device", ", zone: Europe/Berlin", ", zone: Asia/Kolkata"});
    const auto hours =
        d.one_of({"from: 00:00, to: 00:01", "from: 00:01, to: 00:00", "from: 00:02, to: 23:59",
                  "from: 01:00, to: 01:02", "from: 01:58, to: 03:01", "from: 02:00, to: 02:30",
                  "from: 03:00, to: 03:05", "from: 19:24, to: 19:26", "from: 19:27, to: 19:26",
                  "from: 23:58, to: 00:03", "from: 05:00, to: 06:31", "from: 20:00, to: 19:00"});
    return "window: {" + hours + zone + "}";
}

std::string some_course(dice& d) {
    if (d.chance(50)) return std::to_string(d.between(1, 3));
    return "{times: " + std::to_string(d.between(1, 4)) +
           ", first: " + d.one_of({"0s", "2s", "20s"}) +
           ", factor: " + d.one_of({"1", "1.5", "3"}) +
           ", most: 1m, jitter: " + d.one_of({"full", "none"}) + "}";
}

class job_writer {
public:
    job_writer(dice& d, const known_names& names, const job_setting& setting)
        : d_(d), names_(names), setting_(setting) {}

    std::string all() {
        out_ << "jobs:\n";
        link();
        for (std::size_t i = 0; i < names_.jobs.size(); ++i)
            one(i);
        for (std::uint64_t i = 0; i < setting_.recurring; ++i) {
            out_ << "  again_" << i << ":\n";
            work();
            out_ << "    start: {" << recurrence();
            if (d_.chance(30)) out_ << ", " << some_window(d_);
            out_ << "}\n";
            pace();
        }
        return out_.str();
    }

private:
    /// Which jobs begin by others: always by earlier ones, so that none waits for itself.
    void link() {
        rolled_back_by_.assign(names_.jobs.size(), "");
        rolls_back_.assign(names_.jobs.size(), "");
        for (std::size_t i = 1; i < names_.jobs.size(); ++i) {
            if (!d_.chance(30)) continue;
            const auto from = d_.below(i);
            if (!rolls_back_[from].empty()) continue;
            rolls_back_[from] = names_.jobs[i];
            rolled_back_by_[i] = names_.jobs[from];
        }
    }

    void one(std::size_t i) {
        out_ << "  " << names_.jobs[i] << ":\n";
        work();
        if (rolled_back_by_[i].empty()) start(i);
        if (d_.chance(15)) out_ << "    approval: true\n";
        if (d_.chance(40)) out_ << "    priority: " << d_.one_of({"-1", "0", "1", "5"}) << '\n';
        pace();
        if (!rolls_back_[i].empty()) out_ << "    on_cancel: " << rolls_back_[i] << '\n';
    }

    void start(std::size_t i) {
        out_ << "    start: {";
        if (i > 0 && d_.chance(20))
            out_ << "after: " << names_.jobs[d_.below(i)];
        else
            out_ << "at: "
                 << (d_.chance(70) ? setting_.span(0, setting_.steps / 2)
                                   : std::to_string(d_.below(9000)) + "ms");
        if (d_.chance(25)) out_ << ", " << some_window(d_);
        out_ << "}\n";
    }

    std::string recurrence() {
        const auto zone = d_.chance(40)
                              ? d_.one_of({", zone: Europe/Berlin", ", zone: Asia/Kolkata"})
                              : std::string();
        const auto times = ", times: " + std::to_string(d_.between(1, 4));
        if (d_.chance(60))
            return "cron: " +
                   quoted(d_.one_of({"* * * * *", "*/2 * * * *", "1-59/3 * * * *", "0 * * * *",
                                     "30 2 29 3 *"})) +
                   zone + times;
        return "at: " + d_.one_of({"00:01", "01:00:30", "02:30", "19:25:10", "23:59:30"}) +
               ", every: " + d_.one_of({"day", "2 days"}) + zone + times;
    }

    /// Whom it is for, and what they are told.
    void work() {
        if (!setting_.groups.empty() && d_.chance(50))
            out_ << "    group: " << d_.one_of(setting_.groups) << '\n';
        if (d_.chance(15))
            out_ << "    where: " << quoted(device_condition(d_, names_, d_.chance(50))) << '\n';
        grows_ = d_.chance(15);
        if (grows_) out_ << "    continuous: true\n";
        if (!grows_ && d_.chance(20)) {
            if (!names_.tags.empty() && d_.chance(50))
                out_ << "    by: " << d_.one_of(names_.tags) << '\n';
            out_ << (d_.chance(50) ? "    share: " + percent(d_, 1, 100)
                                   : "    count: " + std::to_string(d_.between(1, 30)))
                 << '\n';
        }
        if (has(names_.properties, "setpoint") && d_.chance(20)) {
            out_ << "    set: {setpoint: 22}\n";
            clocks(false);
        } else if (setting_.updates && d_.chance(35)) {
            update();
        } else {
            out_ << "    command: {name: " << d_.one_of({"update", "update", "reboot"})
                 << ", request: {version: " << d_.one_of({"3.0", "2.0"}) << "}";
            clocks(true);
            out_ << "}\n";
        }
    }

    void clocks(bool within) {
        const std::string pad = within ? ", " : "    ", end = within ? "" : "\n";
        if (d_.chance(40)) out_ << pad << "reach: " << setting_.span(1, setting_.steps / 2) << end;
        if (d_.chance(60))
            out_ << pad << "finish: " << d_.one_of({"2s", "10s", "30s", "10m"}) << end;
    }

    void update() {
        out_ << "    update: {version: " << quoted(d_.one_of({"3.0", "2.0"}));
        clocks(true);
        if (d_.chance(40))
            out_ << ", timers: {"
                 << d_.one_of({"download: 5s", "install: 3s", "reboot: 10s",
                               "download: 1m, verify: 1s, confirm: 2s"})
                 << "}";
        if (d_.chance(50)) out_ << ", recall: true";
        out_ << "}\n";
    }

    /// How fast, in which parts, and where it ends early.
    void pace() {
        if (d_.chance(25)) out_ << "    rate: " << some_rate(d_) << '\n';
        if (d_.chance(60)) batches();
        if (d_.chance(60)) threshold();
        if (d_.chance(40)) retry();
        if (d_.chance(15))
            out_ << "    pause: {lost: " << percent(d_, 1, 30)
                 << ", within: " << setting_.span(1, 60) << "}\n";
    }

    void batches() {
        out_ << "    batches: [";
        if (!setting_.groups.empty() && d_.chance(40)) out_ << d_.one_of(setting_.groups) << ", ";
        if (d_.chance(30))
            out_ << quoted("(" + device_condition(d_, names_, d_.chance(60)) + ")") << ", ";
        for (std::uint64_t i = d_.between(0, 2); i > 0; --i)
            out_ << (d_.chance(50) ? percent(d_, 1, 40) : std::to_string(d_.between(1, 20)))
                 << ", ";
        out_ << (d_.chance(80) ? "rest" : "5%")
             << "]\n    next_batch: {finished: " << percent(d_, 10, 100);
        if (d_.chance(40)) out_ << ", succeeded: " << percent(d_, 10, 95);
        if (d_.chance(50)) out_ << ", soak: " << setting_.span(0, setting_.steps / 6);
        if (d_.chance(30)) out_ << ", healthy: " << quoted(health());
        if (d_.chance(10)) out_ << ", approval: true";
        if (d_.chance(40)) out_ << ", else: " << d_.one_of({"pause", "cancel"});
        out_ << "}\n";
    }

    std::string health() {
        const std::string whose = d_.chance(70) ? "devices" : "others";
        const auto filter =
            d_.chance(40) ? "(" + device_condition(d_, names_, true) + ")" : std::string();
        if (d_.chance(20)) return whose + ".total" + filter + d_.one_of({" >= 1", " < 9"});
        return whose + d_.one_of({".online", ".offline", ".crashed", ".quarantined"}) + filter +
               d_.one_of({" >= 50%", " >= 0", " < 100%", " = 0", " >= 2"});
    }

    void threshold() {
        out_ << "    cancel: {failed: ";
        if (d_.chance(50))
            out_ << d_.between(0, 10);
        else
            out_ << percent(d_, 1, 40) << ", of: " << d_.one_of({"batch", "job", "finished"})
                 << ", at_least: " << d_.between(0, 5);
        if (d_.chance(50))
            out_ << ", overshoot: " << (d_.chance(30) ? "any" : std::to_string(d_.between(0, 30)));
        if (d_.chance(50))
            out_ << ", counts: "
                 << d_.one_of({"[failed, rejected, timed_out, unreached]", "[failed, unreached]",
                               "[unreached]", "[rejected]", "[failed, timed_out]"});
        if (d_.chance(30)) out_ << ", in_flight: " << d_.one_of({"force", "wait"});
        out_ << "}\n";
    }

    void retry() {
        out_ << "    retry: {";
        const bool failed = d_.chance(80);
        if (failed) out_ << "failed: " << some_course(d_);
        if (!failed || d_.chance(40))
            out_ << (failed ? ", " : "") << "timed_out: " << some_course(d_);
        if (d_.chance(40))
            out_ << ", budget: "
                 << (d_.chance(50) ? percent(d_, 1, 100) : std::to_string(d_.between(0, 20)));
        out_ << "}\n";
    }

    dice& d_;
    const known_names& names_;
    const job_setting& setting_;
    std::ostringstream out_;
    std::vector<std::string> rolled_back_by_, rolls_back_;
    bool grows_ = false;
};

}  // namespace

std::string random_jobs(dice& d, const known_names& names, const job_setting& setting) {
    if (names.jobs.empty() && setting.recurring == 0) return {};
    return job_writer(d, names, setting).all();
}

std::string random_update(dice& d) {
    const auto takes = [&] {
        return d.one_of({"0s", "1s", "2s..20s", "{p50: 4s, p99: 1m}", "3m"});
    };
    std::string text = "    update:\n      property: firmware\n";
    for (const auto* step : {"download", "verify", "install", "reboot", "confirm"}) {
        if (!d.chance(75)) continue;
        text += "      " + std::string(step) + ": {takes: " + takes();
        if (d.chance(30)) text += ", fails: {worn: " + percent(d, 0, 40) + "}";
        text += "}\n";
    }
    if (d.chance(40)) text += "      rejects: {battery low: " + percent(d, 0, 50) + "}\n";
    if (d.chance(30))
        text += "      defers: {share: " + percent(d, 1, 60) + ", for: " + takes() + "}\n";
    return text;
}

std::string random_job_acts(dice& d, const known_names& names, const job_setting& setting) {
    std::string text;
    if (names.jobs.empty() || !d.chance(50)) return text;
    for (std::uint64_t i = d.between(1, 6); i > 0; --i)
        text += "  job_act_" + std::to_string(i) + ": {at: " + setting.span(0, setting.steps - 1) +
                ", " + d.one_of({"resume", "resume", "resume", "pause", "pause", "cancel"}) + ": " +
                d.one_of(names.jobs) + "}\n";
    return text;
}

}  // namespace muster::sim
