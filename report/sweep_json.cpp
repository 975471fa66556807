#include "report/study_json.hpp"
#include "report/sweep_report.hpp"

namespace muster::report {

namespace {

const char* verdict_word(const sweep_study& sweep) {
    if (sweep.interrupted()) return "interrupted";
    if (sweep.failures() > 0) return "failed";
    return sweep.best ? "held" : "not-met";
}

void write_vary(json_writer& w, const sweep_study& sweep) {
    w.key("vary").open_array();
    for (const auto& vary : sweep.vary) {
        w.open_object().field("path", vary.path).key("values").open_array();
        for (const auto& value : vary.values)
            w.text(value);
        w.close_array().close_object();
    }
    w.close_array();
}

void write_prefer(json_writer& w, const preference& prefer) {
    w.key("prefer");
    if (prefer.metric.empty()) {
        w.null();
        return;
    }
    w.open_object().field("metric", prefer.metric);
    w.field("order", prefer.least ? "asc" : "desc").close_object();
}

void write_variant(json_writer& w, const sweep_study& sweep, const variant_study& variant) {
    w.open_object().key("set").open_object();
    for (std::size_t i = 0; i < sweep.vary.size(); ++i)
        w.field(sweep.vary[i].path, variant.values[i]);
    w.close_object().field("good", variant.study.good());
    w.field("verdict", report::verdict_word(variant.study)).field("repeat", variant.repeat);
    const bool has = variant.preferred.count > 0;
    w.field("preferred", has ? std::optional(variant.preferred.p50) : std::nullopt);
    write_expectations(w, variant.study);
    write_runs(w, variant.study);
    w.close_object();
}

}  // namespace

std::string sweep_json(const sweep_report& report) {
    constexpr std::uint64_t format = 1;
    const auto& sweep = report.sweep;
    json_writer w;
    w.open_object().field("format", format).field("kind", "sweep");
    w.field("version", report.version).field("title", report.about.title);
    w.field("scenario", report.about.file).field("verdict", verdict_word(sweep));
    w.field("verdictText", verdict_text(sweep)).field("wallSeconds", report.wall_seconds);
    write_vary(w, sweep);
    write_prefer(w, sweep.prefer);
    const auto best = sweep.best ? std::optional<std::uint64_t>(*sweep.best) : std::nullopt;
    w.field("best", best).key("variants").open_array();
    for (const auto& variant : sweep.variants)
        write_variant(w, sweep, variant);
    w.close_array().close_object();
    return w.take() + "\n";
}

}  // namespace muster::report
