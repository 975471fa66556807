#include <chrono>

#include "scenarios/format.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

constexpr calendar_time default_start =
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::January / 1);

void read_version(reading& r) {
    const auto& root = r.root();
    const auto* version = root.find("muster");
    const char* remedy = "write `muster: 1`, the version of the language, as the first key";
    place first = root.entries.empty() ? root.where : root.entries.front().where;
    if (version == nullptr) {
        r.error("missing-key", first, "the file does not say `muster: 1`", remedy);
    } else if (root.entries.front().key != "muster") {
        r.error("version-not-first", version->where, "`muster` is not the first key", remedy);
    }
    if (version == nullptr || version->what == yaml::node::kind::nothing) return;
    if (!version->is_scalar() || version->text != "1")
        r.error("bad-version", version->where,
                "found " + found_text(*version) + ", expected version 1 of the language",
                "write `muster: 1`");
}

void read_start(reading& r, const yaml::node& time) {
    scalars::instant start{default_start, {}};
    r.scalar(time, "start", start, scalars::parse_instant);
    r.out.time.start = start.at;
    r.out.time.zone_offset = start.zone_offset;
}

// Devices are woken by the number of a step, which has 32 bits.
void check_steps(reading& r, const place& where) {
    using std::chrono::milliseconds;
    constexpr std::int64_t most = 0xfffffffe;
    const auto& settings = r.out.time;
    if (!settings.length) return;
    const auto length = *settings.length + settings.warm_up;
    if (length / settings.step <= most) return;
    auto fits = std::chrono::ceil<milliseconds>(length / (most + 1));
    while (length / fits > most)
        fits += milliseconds(1);
    r.error("too-many-steps", where,
            "a run of " + format_duration(length) + " has more than " + std::to_string(most) +
                " steps of " + format_duration(settings.step),
            "write a `step` of " + ticked(format_duration(fits)) + " or more, or a shorter `for`");
}

void read_spans(reading& r, const yaml::node& time) {
    auto& settings = r.out.time;
    r.scalar(time, "for", settings.length, scalars::parse_duration);
    r.scalar(time, "step", settings.step, scalars::parse_duration);
    const auto* step = reading::get(time, "step");
    if (settings.step < std::chrono::milliseconds(1)) {
        r.error("out-of-range", step->where, "a step is at least `1ms`", "the default is `1s`");
        settings.step = std::chrono::seconds(1);
    }
    const auto* length = reading::get(time, "for");
    if (length != nullptr && settings.length == duration{})
        r.error("out-of-range", length->where, "a run of no time", "write a longer `for`");
    r.scalar(time, "speed", settings.speed, scalars::parse_pace);
    const auto* warm_up = reading::get(time, "warm_up");
    if (warm_up != nullptr && r.scalar(*warm_up, settings.warm_up, scalars::parse_duration) &&
        settings.warm_up % settings.step != duration::zero()) {
        r.error(
            "out-of-range", warm_up->where, "the warm-up is no whole number of steps",
            "write a multiple of the `step`, which is " + ticked(format_duration(settings.step)));
        settings.warm_up = {};
    }
    check_steps(r, step != nullptr ? step->where : length != nullptr ? length->where : time.where);
}

}  // namespace

void read_file(reading& r) {
    read_version(r);
    r.text(r.root(), "title", r.out.title);
    r.scalar(r.root(), "seed", r.out.seed, scalars::parse_whole);
    r.out.time.start = default_start;
    r.out.time.length = std::chrono::hours(1);
    if (const auto* time = r.section("time")) {
        read_start(r, *time);
        read_spans(r, *time);
    }
    r.section("params");
}

}  // namespace muster::sections
