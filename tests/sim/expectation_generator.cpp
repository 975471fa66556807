#include "tests/sim/expectation_generator.hpp"

#include <ostream>

namespace muster::sim {

namespace {

class expectations {
public:
    expectations(dice& d, const known_names& names, const measured_parts& parts,
                 const std::function<std::string(std::uint64_t)>& time_of, std::uint64_t steps)
        : d_(d), names_(names), parts_(parts), time_of_(time_of), steps_(steps) {}

    std::string one() {
        const auto check = '"' + comparison() + '"';
        switch (d_.below(4)) {
            case 0:
                return check;
            case 1:
                return "{always: " + check + always_details() + abort() + "}";
            case 2:
                if (parts_.faults.empty() && names_.jobs.empty()) return check;
                return "{after: " + thing() + ", within: " + time(0, steps_ / 3) +
                       ", check: " + check + abort() + "}";
            default:
                return "{at: " + time(1, steps_ - 1) + ", check: " + check + abort() + "}";
        }
    }

private:
    std::string time(std::uint64_t low, std::uint64_t high) {
        return time_of_(d_.between(low, high));
    }
    std::string abort() { return d_.chance(5) ? ", abort: true" : ""; }
    std::string percent() { return std::to_string(d_.between(0, 100)) + "%"; }
    std::string count() { return std::to_string(d_.below(60)); }

    std::string thing() {
        const bool job = parts_.faults.empty() || (!names_.jobs.empty() && d_.chance(30));
        return d_.one_of(job ? names_.jobs : parts_.faults);
    }

    std::string always_details() {
        std::string text;
        if (d_.chance(30)) text += ", from: " + time(0, steps_ / 2);
        if (!parts_.faults.empty() && d_.chance(40)) {
            text += ", except: [" + d_.one_of(parts_.faults) + "]";
            if (d_.chance(50)) text += ", grace: " + time(0, 10);
        }
        return text;
    }

    std::string comparison() {
        switch (d_.below(8)) {
            case 0:
                return of_population("devices");
            case 1:
                return d_.one_of({"devices.failures <= ", "devices.restarts <= ",
                                  "commands.sent >= ", "messages.sent >= "}) +
                       count();
            case 2:
                return d_.one_of(
                           {"readings.lost <= ", "readings.sent >= ", "commands.failed <= "}) +
                       percent();
            case 3:
                return of_filter();
            case 4:
                return of_thing();
            case 5:
                return of_job();
            case 6:
                return of_signal();
            default:
                return "devices.online >= " + percent();
        }
    }

    std::string of_population(const std::string& whole) {
        return whole +
               d_.one_of({".online >= ", ".offline <= ", ".crashed <= ", ".quarantined <= "}) +
               percent();
    }

    std::string of_filter() {
        return "devices." + d_.one_of({"online", "offline", "crashed", "total"}) + "(" +
               device_condition(d_, names_, d_.chance(70)) + ") >= " + count();
    }

    std::string of_thing() {
        if (!parts_.faults.empty() && d_.chance(40)) {
            const auto fault = "faults." + d_.one_of(parts_.faults);
            return d_.chance(50) ? fault + ".recovered >= " + percent()
                                 : fault + d_.one_of({".devices <= ", ".active <= "}) + count();
        }
        if (!names_.questions.empty() && d_.chance(40))
            return "acts." + d_.one_of(names_.questions) +
                   d_.one_of({".answered >= ", ".no_value <= ", ".gone <= ", ".timed_out <= "}) +
                   percent();
        if (!parts_.rules.empty() && d_.chance(50))
            return "rules." + d_.one_of(parts_.rules) +
                   d_.one_of({".open <= ", ".fired <= ", ".closed <= ", ".devices <= "}) + count();
        if (!parts_.groups.empty())
            return "groups." + d_.one_of(parts_.groups) +
                   d_.one_of({".online >= ", ".devices >= "}) + percent();
        return "fleets." + d_.one_of(names_.fleets) + d_.one_of({".online >= ", ".devices >= "}) +
               percent();
    }

    std::string of_job() {
        if (names_.jobs.empty()) return "devices.online >= " + percent();
        const auto job = "jobs." + d_.one_of(names_.jobs);
        switch (d_.below(4)) {
            case 0:
                return job +
                       ".state = " + d_.one_of({"complete", "cancelled", "running", "pending"});
            case 1:
                return job + ".batch <= " + count();
            case 2:
                return job + ".latency.p99 < " + std::to_string(d_.between(1, 60)) + "s";
            default:
                return job +
                       d_.one_of(
                           {".failed", ".succeeded", ".pending", ".timed_out", ".cancelled"}) +
                       " <= " + percent();
        }
    }

    std::string of_signal() {
        for (const auto& s : names_.signals)
            if (s != "mode" && s != "door" && d_.chance(60))
                return "templates." + d_.one_of(names_.templates) + ".telemetry." + s +
                       (s == "position" ? ".lat" : "") +
                       d_.one_of({".count >= ", ".max >= ", ".min <= ", ".p95 >= "}) + count();
        return "readings.generated >= " + count();
    }

    dice& d_;
    const known_names& names_;
    const measured_parts& parts_;
    const std::function<std::string(std::uint64_t)>& time_of_;
    std::uint64_t steps_;
};

}  // namespace

void write_expectations(dice& d, const known_names& names, const measured_parts& parts,
                        const std::function<std::string(std::uint64_t)>& time_of,
                        std::uint64_t steps, std::ostream& out) {
    if (d.chance(15)) return;
    expectations make(d, names, parts, time_of, steps);
    out << "expect:\n";
    for (std::uint64_t i = d.between(1, 5); i > 0; --i)
        out << "  - " << make.one() << '\n';
}

}  // namespace muster::sim
