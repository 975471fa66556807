#include "report/study_json.hpp"

#include "report/verdict.hpp"

namespace muster::report {

namespace {

using unit = measured_figure::unit;

const char* unit_name(unit kind) {
    switch (kind) {
        case unit::number:
            return "number";
        case unit::fraction:
            return "fraction";
        case unit::seconds:
            return "seconds";
        case unit::word:
            return "word";
    }
    return "";
}

void write_spread(json_writer& w, const figure_spread& spread) {
    const bool numeric = spread.count > 0 && spread.kind != unit::word;
    const auto value = [numeric](double v) { return numeric ? std::optional(v) : std::nullopt; };
    w.key("figure").open_object().field("unit", unit_name(spread.kind));
    w.field("count", spread.count).field("p5", value(spread.p5)).field("p50", value(spread.p50));
    w.field("p95", value(spread.p95)).key("words").open_object();
    for (const auto& [word, runs] : spread.words)
        w.field(word, runs);
    w.close_object().close_object();
}

void write_figure(json_writer& w, const std::optional<measured_figure>& figure) {
    if (!figure)
        w.null();
    else if (figure->kind == unit::word)
        w.text(figure->word);
    else
        w.number(figure->value);
}

const char* verdict_word(const seed_run& run) {
    if (!run.failure.empty()) return "failed";
    return run.broken() == 0 ? "held" : "not-met";
}

}  // namespace

const char* verdict_word(const seed_study& study) {
    if (study.interrupted) return "interrupted";
    if (study.failures() > 0) return "failed";
    return study.good() ? "held" : "not-met";
}

void write_expectations(json_writer& w, const seed_study& study) {
    w.key("expectations").open_array();
    for (const auto& e : study.expectations) {
        w.open_object().field("path", e.path).field("text", e.text).field("good", e.good);
        w.field("held", e.held).field("of", e.of).key("sureOf").open_array();
        w.number(e.sure.low).number(e.sure.high).close_array();
        write_spread(w, e.figure);
        w.close_object();
    }
    w.close_array();
}

void write_runs(json_writer& w, const seed_study& study) {
    w.key("runs").open_array();
    for (const auto& run : study.runs) {
        w.open_object().field("seed", run.seed).field("verdict", verdict_word(run));
        w.field("failure", run.failure).field("digest", run.digest).key("broken").open_array();
        for (std::size_t i = 0; i < run.held.size(); ++i)
            if (!run.held[i]) w.text(run.expectations[i].path);
        w.close_array().key("figures").open_array();
        for (const auto& e : run.expectations)
            write_figure(w, e.figure);
        w.close_array().close_object();
    }
    w.close_array();
}

}  // namespace muster::report
