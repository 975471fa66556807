#include "report/seed_report.hpp"
#include "report/study_json.hpp"

namespace muster::report {

std::string seed_json(const seed_report& report) {
    constexpr std::uint64_t format = 1;
    const auto& study = report.study;
    json_writer w;
    w.open_object().field("format", format).field("kind", "seeds");
    w.field("version", report.version).field("title", report.about.title);
    w.field("scenario", report.about.file).field("firstSeed", report.about.seed);
    w.field("seeds", study.wanted).field("confidence", study.confidence.fraction());
    w.field("verdict", verdict_word(study)).field("verdictText", verdict_text(study));
    w.field("wallSeconds", report.wall_seconds);
    write_expectations(w, study);
    w.key("worst");
    if (study.worst)
        w.open_object()
            .field("seed", study.runs[*study.worst].seed)
            .field("repeat", report.repeat)
            .close_object();
    else
        w.null();
    write_runs(w, study);
    w.close_object();
    return w.take() + "\n";
}

}  // namespace muster::report
