#include "tests/sim/scenario_generator.hpp"

#include <algorithm>
#include <sstream>

#include "tests/sim/act_generator.hpp"
#include "tests/sim/condition_generator.hpp"
#include "tests/sim/expectation_generator.hpp"
#include "tests/sim/job_generator.hpp"
#include "tests/sim/network_generator.hpp"
#include "tests/sim/power_generator.hpp"
#include "tests/sim/signal_generator.hpp"

namespace muster::sim {

namespace {

std::string quoted(const std::string& condition) {
    return '"' + condition + '"';
}

class generator {
public:
    explicit generator(std::uint64_t seed) : d_(seed) {
        out_ << "muster: 1\nseed: " << seed << '\n';
        decide_features();
        write_time();
        if (has(names_.signals, "position"))
            out_ << "areas: {near: {around: [52.37, 4.9], within: 1}, field: {polygon: [[52.36, "
                    "4.88], [52.36, 4.93], [52.39, 4.9]]}}\n";
        write_templates();
        write_fleets();
        if (d_.chance(30)) out_ << random_service(d_, devices_);
        write_faults();
        write_groups();
        write_rules();
        const job_setting setting{parts_.groups, recurring_, updates_, span_, steps_};
        out_ << random_jobs(d_, names_, setting);
        write_acts(setting);
        write_expectations(
            d_, names_, parts_, [this](std::uint64_t steps) { return time_of(steps); }, steps_,
            out_);
    }

    std::string text() const { return out_.str(); }

private:
    static std::string name(const char* kind, std::uint64_t i) { return kind + std::to_string(i); }

    std::string time_of(std::uint64_t steps) const {
        return std::to_string(steps * step_ms_) + "ms";
    }
    std::string some_time(std::uint64_t low, std::uint64_t high) {
        return time_of(d_.between(low, std::max(low, high)));
    }
    /// Seldom on a step's edge.
    std::string odd_time() { return std::to_string(d_.below(steps_ * step_ms_)) + "ms"; }
    std::string percent(std::uint64_t low, std::uint64_t high) {
        return std::to_string(d_.between(low, high)) + "%";
    }

    /// What the scenario has at all, and its size.
    void decide_features() {
        step_ms_ = std::vector<std::uint64_t>{250, 500, 1000, 1000, 2000, 5000, 10000}[d_.below(7)];
        steps_ = d_.between(30, 600);
        const std::uint64_t most = std::vector<std::uint64_t>{3, 30, 30, 300}[d_.below(4)];
        fleets_ = d_.between(1, 3);
        devices_ = std::max(fleets_, d_.between(1, most));
        templates_ = d_.between(1, std::min<std::uint64_t>(2, fleets_));
        faults_ = d_.chance(70) ? d_.between(1, 5) : 0;
        drains_ = d_.chance(25);
        groups_ = d_.chance(60) ? d_.between(1, 3) : 0;
        rules_ = d_.chance(60) ? d_.between(1, 3) : 0;
        jobs_ = d_.chance(70) ? d_.between(1, 4) : 0;
        recurring_ = d_.chance(15) ? d_.between(1, 2) : 0;
        for (const auto* tag : {"site", "region", "lot", "floor"})
            if (d_.chance(70)) names_.tags.emplace_back(tag);
        for (const auto* property : {"firmware", "setpoint", "tariff", "remote"})
            if (d_.chance(60)) names_.properties.emplace_back(property);
        for (const auto* signal : {"power", "energy", "voltage", "temperature", "level", "starts",
                                   "mode", "door", "position", "ratio"})
            if (d_.chance(35)) names_.signals.emplace_back(signal);
        updates_ = commanded() && has(names_.properties, "firmware") && d_.chance(50);
        if (names_.signals.empty()) names_.signals.emplace_back("level");
        for (std::uint64_t i = 0; i < fleets_; ++i)
            names_.fleets.push_back(name("fleet_", i));
        for (std::uint64_t i = 0; i < templates_; ++i)
            names_.templates.push_back(name("kind_", i));
        for (std::uint64_t i = 0; i < faults_; ++i)
            parts_.faults.push_back(name("fault_", i));
        for (std::uint64_t i = 0; i < groups_; ++i)
            parts_.groups.push_back(name("group_", i));
        for (std::uint64_t i = 0; i < rules_; ++i)
            parts_.rules.push_back(name("rule_", i));
        for (std::uint64_t i = 0; i < jobs_; ++i)
            names_.jobs.push_back(name("job_", i));
    }

    bool commanded() const { return jobs_ + recurring_ > 0; }

    bool has(const std::vector<std::string>& all, const char* one) const {
        return std::find(all.begin(), all.end(), one) != all.end();
    }

    void write_time() {
        out_ << "time: {step: " << step_ms_
             << "ms, for: " << steps_ * step_ms_ - (d_.chance(10) ? step_ms_ / 2 : 0) << "ms";
        if (d_.chance(50))
            out_ << ", start: "
                 << d_.one_of({"2026-03-29T00:59:30+00:00", "2026-02-09T19:25+01:00",
                               "2026-10-24T23:59:00Z"});
        out_ << "}\n";
    }

    void write_templates() {
        out_ << "templates:\n";
        for (const auto& t : names_.templates) {
            out_ << "  " << t << ":\n    telemetry:\n";
            for (const auto& s : names_.signals)
                out_ << "      " << s << ": " << signal_text(d_, names_, s) << '\n';
            write_messages();
            write_properties();
            if (commanded()) write_commands();
            if (updates_) out_ << random_update(d_);
            if (d_.chance(40)) out_ << "    connectivity: " << connectivity() << '\n';
            out_ << random_power(d_, steps_ * step_ms_, t == names_.templates.front() && drains_);
        }
    }

    /// Periods that keep a seed at some thousand readings, now and then shorter than a step.
    void write_messages() {
        const std::uint64_t least = devices_ * steps_ * names_.signals.size() / 10000 + 1;
        const auto every = [&] { return time_of(d_.between(least, std::max(least, steps_ / 2))); };
        if (d_.chance(15) && devices_ < 20) {
            out_ << "    messages: {quick: {every: " << std::max<std::uint64_t>(50, step_ms_ / 3)
                 << "ms}}\n";
            return;
        }
        out_ << "    messages:\n      status: {every: " << every() << schedule() << "}\n";
        if (d_.chance(25)) write_conditional(every());
        if (d_.chance(30))
            out_ << "      extra: {every: " << every() << schedule() << ", carries: ["
                 << d_.one_of(names_.signals) << "]}\n";
    }

    /// A message that follows `status`, or that is looked at in its own time.
    void write_conditional(const std::string& every) {
        const auto& watched = d_.one_of(names_.signals);
        const auto limit = d_.one_of({"", ", at_most: 2/m"});
        const auto field = watched == "position" ? watched + ".lon" : watched;
        const auto seen = quoted(field + d_.one_of({" IS NOT NULL", " IS NULL"}));
        const auto change = d_.chance(50) ? "true" : "{" + watched + ": 0.5}";
        if (d_.chance(50))
            out_ << "      alarm: {when: " << seen << limit << ", carries: " << watched << "}\n";
        else
            out_ << "      moved: {every: " << every << ", on_change: " << change << limit << "}\n";
    }

    std::string schedule() {
        switch (d_.below(4)) {
            case 0:
                return ", jitter: " + percent(1, 90);
            case 1:
                return ", aligned: true";
            case 2:
                return ", aligned: true, jitter: 0s.." + time_of(d_.between(1, 20));
            default:
                return "";
        }
    }

    void write_properties() {
        if (names_.properties.empty()) return;
        out_ << "    properties:\n";
        for (const auto& p : names_.properties) {
            if (p == "firmware")
                out_ << "      firmware: {initial: {pick: {1.0: " << percent(20, 100)
                     << ", 2.0: rest}}}\n";
            if (p == "setpoint")
                out_ << "      setpoint: {type: number, initial: {uniform: 18..22, decimals: 1}, "
                        "writable: true, takes: "
                     << takes() << ", rejects: {too cold: " << percent(0, 40) << "}}\n";
            if (p == "tariff")
                out_ << "      tariff: {values: [day, night], initial: "
                     << d_.one_of({"day", "{pick: {day: 50%, night: rest}}"}) << "}\n";
            if (p == "remote") out_ << "      remote: " << d_.one_of({"true", "false"}) << '\n';
        }
    }

    void write_commands() {
        out_ << "    commands:\n      reboot: {takes: " << takes()
             << (has(names_.properties, "setpoint") ? ", sets: {setpoint: 23.5}" : "");
        if (d_.chance(30) && has(names_.tags, "region"))
            out_ << ", cases: [{where: region = 'north', takes: " << takes()
                 << ", fails: {cold: " << percent(0, 50) << "}}]";
        if (d_.chance(30) && faults_ > 0) out_ << ", starts: " << d_.one_of(parts_.faults);
        out_ << "}\n";
        out_ << "      update: {takes: " << takes()
             << (has(names_.properties, "firmware") ? ", installs: request.version" : "");
        if (d_.chance(60))
            out_ << ", fails: {no space: " << percent(0, 30) << ", broken: " << percent(0, 30)
                 << "}";
        out_ << "}\n";
        if (!has(names_.properties, "firmware") || !d_.chance(60)) return;
        out_ << "    firmware:\n      3.0:\n";
        for (std::uint64_t i = d_.between(1, 2); i > 0; --i) {
            out_ << "        - {where: " << quoted(device_condition(d_, names_, true))
                 << ", chance: " << percent(5, 100);
            const bool fails = faults_ == 0 || d_.chance(50);
            if (fails) out_ << ", fails: flash checksum";
            if (!fails || (faults_ > 0 && d_.chance(50)))
                out_ << ", starts: " << d_.one_of(parts_.faults);
            out_ << "}\n";
        }
    }

    std::string takes() {
        return d_.one_of({"0s", "1s", "2s..20s", "{p50: 4s, p99: 1m}", "500ms..3s", "5m"});
    }

    std::string connectivity() {
        const auto ways = d_.chance(50) ? random_ways(d_, span_) : "";
        if (d_.chance(20)) return "{online: " + percent(0, 100) + ", outages: 5s" + ways + "}";
        return "{online: " + percent(40, 99) + ", outages: {p50: " + some_time(1, 20) +
               ", p99: " + some_time(21, 100) + "}" + ways + "}";
    }

    void write_fleets() {
        out_ << "fleets:\n";
        std::uint64_t left = devices_;
        for (std::uint64_t i = 0; i < fleets_; ++i) {
            const auto rest = fleets_ - i - 1;
            const auto count = rest == 0 ? left : d_.between(1, left - rest);
            left -= count;
            out_ << "  " << names_.fleets[i] << ":\n    template: "
                 << (i < templates_ ? names_.templates[i] : d_.one_of(names_.templates))
                 << "\n    count: " << count << '\n';
            if (i == 0 || d_.chance(50)) out_ << "    id: f" << i << "-####\n";
            if (d_.chance(10)) out_ << "    approve: by_hand\n";
            if (d_.chance(25))
                out_ << "    zone: "
                     << d_.one_of({"Europe/Berlin", "America/New_York", "Asia/Kolkata"}) << '\n';
            write_tags();
            if (d_.chance(25)) out_ << "    connectivity: " << connectivity() << '\n';
        }
    }

    void write_tags() {
        if (names_.tags.empty()) return;
        out_ << "    tags:\n";
        const bool by_site = has(names_.tags, "site");
        for (const auto& t : names_.tags) {
            if (t == "site")
                out_ << "      site: {sequence: site-##, each: " << d_.between(4, 30) << "}\n";
            if (t == "region")
                out_ << "      region: {pick: {north: " << percent(10, 70)
                     << ", west: 20%, south: rest}"
                     << (by_site && d_.chance(50) ? ", by: site" : "") << "}\n";
            if (t == "lot")
                out_ << "      lot: {pick: {bad: " << percent(1, 60) << ", good: rest}}\n";
            if (t == "floor") out_ << "      floor: {uniform: 1..9, decimals: 0}\n";
        }
    }

    void write_faults() {
        if (faults_ == 0) return;
        out_ << "faults:\n";
        for (const auto& f : parts_.faults) {
            const auto kind = drains_ && d_.chance(40) ? "battery_drain" : random_kind(d_);
            out_ << "  " << f << ": {kind: " << kind
                 << fault_details(d_, kind, names_, commanded(), span_);
            if (d_.chance(10))
                out_ << ", at: 00:0" << d_.between(0, 3) << ", zone: device";
            else if (d_.chance(83))
                out_ << ", at: " << (d_.chance(50) ? some_time(0, steps_ - 1) : odd_time());
            const bool again = kind != "reboot_loop" && d_.chance(25);
            if (again || d_.chance(75))
                out_ << ", for: "
                     << d_.one_of({some_time(0, steps_ / 3).c_str(), "1s..40s",
                                   "{p50: 10s, p99: 2m}", "1ms"});
            if (again)
                out_ << (kind == "drift" || d_.chance(50) ? ", every: " + some_time(1, steps_ / 3)
                                                          : std::string(", rate: 40/h"));
            if (d_.chance(25)) out_ << ", delay: " << some_time(0, 10);
            out_ << aim() << "}\n";
        }
    }

    std::string aim() {
        std::string text;
        if (d_.chance(50))
            text += ", where: " + quoted(device_condition(d_, names_, d_.chance(60)));
        return text + choice(30, 70);
    }

    /// Of these, some: in clusters, a share or a number.
    std::string choice(unsigned by, unsigned some) {
        std::string text;
        if (!names_.tags.empty() && d_.chance(by)) text += ", by: " + d_.one_of(names_.tags);
        if (d_.chance(some))
            text += d_.chance(60) ? ", share: " + percent(1, 100)
                                  : ", count: " + std::to_string(d_.between(1, 20));
        if (d_.chance(15)) text += ", draw: storm";
        return text;
    }

    void write_groups() {
        if (groups_ == 0) return;
        out_ << "groups:\n";
        for (const auto& g : parts_.groups) {
            out_ << "  " << g << ": " << quoted(device_condition(d_, names_, d_.chance(50)))
                 << '\n';
            names_.groups.push_back(g);  // those that follow may name it
        }
    }

    void write_rules() {
        if (rules_ == 0) return;
        out_ << "rules:\n";
        for (const auto& r : parts_.rules) {
            const bool clusters = !names_.tags.empty() && d_.chance(25) &&
                                  (has(names_.tags, "site") || has(names_.tags, "region"));
            out_ << "  " << r << ": {when: "
                 << (clusters ? of_a_cluster() : quoted(rule_condition(d_, names_, false)));
            if (d_.chance(60)) out_ << ", for: " << (d_.chance(80) ? some_time(0, 30) : "700ms");
            const bool some = d_.chance(25);
            if (some) out_ << choice(40, 90);
            if (!clusters && !some && d_.chance(30))
                out_ << ", where: " << quoted(rule_condition(d_, names_, d_.chance(70)));
            out_ << "}\n";
        }
    }

    void write_acts(const job_setting& setting) {
        const auto on_jobs = random_job_acts(d_, names_, setting);
        const auto others =
            random_acts(d_, names_, commanded() ? "f0-0001" : "", [this] { return odd_time(); });
        if (!on_jobs.empty() || !others.empty()) out_ << "acts:\n" << on_jobs << others;
    }

    /// The condition of a rule over clusters, and whose.
    std::string of_a_cluster() {
        const auto* per = has(names_.tags, "site") ? "site" : "region";
        return d_.one_of({"devices.online < 60%", "devices.online < 100%", "devices.crashed >= 1",
                          "devices.offline + devices.crashed > 2", "devices.quarantined > 0%"}) +
               ", per: " + per;
    }

    dice d_;
    const some_span span_ = [this](auto low, auto high) { return some_time(low, high); };
    std::ostringstream out_;
    known_names names_;
    measured_parts parts_;
    std::uint64_t step_ms_ = 1000, steps_ = 100, devices_ = 1;
    bool drains_ = false, updates_ = false;
    std::uint64_t fleets_ = 1, templates_ = 1, faults_ = 0, groups_ = 0, rules_ = 0, jobs_ = 0,
                  recurring_ = 0;
};

}  // namespace

std::string generate_scenario(std::uint64_t seed) {
    return generator(seed).text();
}

}  // namespace muster::sim
