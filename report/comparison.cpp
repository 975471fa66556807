#include "report/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "report/canonical_json.hpp"
#include "report/format.hpp"

namespace muster::report {

namespace {

using form = flat_value::form;

/// Whether a pattern's words from `p` on fit a path's from `w` on.
bool fits(const flat_path& pattern, std::size_t p, const flat_path& path, std::size_t w) {
    if (p == pattern.size()) return w == path.size();
    if (pattern[p] == "**") {
        for (std::size_t from = w; from <= path.size(); ++from)
            if (fits(pattern, p + 1, path, from)) return true;
        return false;
    }
    if (w == path.size() || (pattern[p] != "*" && pattern[p] != path[w])) return false;
    return fits(pattern, p + 1, path, w + 1);
}

/// What follows from other figures: windows and hashes differ wherever a reading does.
enum class detail : std::uint8_t { no, trace, words };

detail detail_of(const flat_path& path) {
    const auto& first = path.front();
    const auto& last = path.back();
    if (first == "windows" || first == "hashes" || first == "overlaps") return detail::trace;
    const bool words = last == "observed" || last == "state_reason" || last == "text";
    return words ? detail::words : detail::no;
}

struct pattern {
    flat_path words;
    const tolerance* allows = nullptr;
    bool used = false;
};

class comparer {
public:
    comparer(comparison& to, const std::vector<tolerance>& tolerances) : to_(to) {
        for (const auto& t : tolerances)
            patterns_.push_back({path_words(t.path), &t, false});
    }

    void look(const flat_path& path, const flat_value* a, const flat_value* b) {
        const auto* allows = allowance(path);
        if (a != nullptr && b != nullptr && *a == *b) {
            ++to_.same;
            return;
        }
        difference d;
        d.path = path;
        if (a != nullptr) d.a = *a;
        if (b != nullptr) d.b = *b;
        fill_reasons(d);
        measure(d);
        d.detail = detail_of(path) != detail::no;
        d.beyond = !is_allowed(d, allows) && (!d.detail || patterns_.empty() || allows != nullptr);
        to_.differences.push_back(std::move(d));
    }

    std::vector<const tolerance*> unused() const {
        std::vector<const tolerance*> found;
        for (const auto& p : patterns_)
            if (!p.used) found.push_back(p.allows);
        return found;
    }

private:
    /// No wildcard reaches a detail: who says `**=5%` speaks of figures.
    static bool names(const flat_path& pattern, const flat_path& path) {
        const auto what = detail_of(path);
        return what == detail::no || (what == detail::trace && pattern.front() == path.front()) ||
               (what == detail::words && pattern.back() == path.back());
    }

    /// The last tolerance that fits.
    const tolerance* allowance(const flat_path& path) {
        const tolerance* found = nullptr;
        for (auto& p : patterns_) {
            if (!names(p.words, path) || !fits(p.words, 0, path, 0)) continue;
            p.used = true;
            found = p.allows;
        }
        return found;
    }

    /// A reason that no device gave is not in the report.
    static void fill_reasons(difference& d) {
        const auto n = d.path.size();
        if (n < 2 || d.path[n - 2] != "reasons") return;
        if (!d.a) d.a = flat_value{form::number, 0, "0"};
        if (!d.b) d.b = flat_value{form::number, 0, "0"};
    }

    static void measure(difference& d) {
        if (!d.a || !d.b || d.a->kind != form::number || d.b->kind != form::number) return;
        d.by = d.b->number - d.a->number;
        if (d.a->number != 0) d.part = *d.by / std::fabs(d.a->number);
    }

    static bool is_allowed(const difference& d, const tolerance* allows) {
        if (allows == nullptr) return false;
        if (allows->kind == tolerance::form::any) return true;
        if (!d.by) return false;
        const double most = allows->kind == tolerance::form::part
                                ? allows->amount * std::fabs(d.a->number)
                                : allows->amount;
        return std::fabs(*d.by) <= most;
    }

    comparison& to_;
    std::vector<pattern> patterns_;
};

void note(comparison& c, const char* what, const std::string& a, const std::string& b) {
    if (a != b) c.notes.push_back(std::string(what) + ": " + a + " and " + b);
}

/// What is compared may not have come to its end.
void note_cut(comparison& c, const flat_report& report) {
    if (report.verdict == "interrupted" || report.verdict == "failed")
        c.notes.push_back("no whole run, its verdict is " + report.verdict + ": " + report.file);
}

void report_unused(const comparer& looked, const comparison& c, diagnostics& problems) {
    std::vector<std::string> known;
    for (const auto* report : {c.a, c.b})
        for (const auto& [path, value] : report->figures)
            known.push_back(path_text(path));
    for (const auto* t : looked.unused()) {
        const auto nearest = nearest_name(t->path, known);
        problems.error("unknown-path", {"--tolerance " + t->path, 0, 0, {}},
                       "no figure of the reports has this path",
                       nearest.empty() ? "see `muster compare --json` for the paths"
                                       : "did you mean `" + nearest + "`?");
    }
}

}  // namespace

std::uint64_t comparison::beyond() const {
    return static_cast<std::uint64_t>(std::count_if(differences.begin(), differences.end(),
                                                    [](const difference& d) { return d.beyond; }));
}

comparison compare_reports(const flat_report& a, const flat_report& b,
                           const std::vector<tolerance>& tolerances, diagnostics& problems) {
    comparison c;
    c.a = &a;
    c.b = &b;
    note(c, "other scenarios", a.scenario, b.scenario);
    note(c, "other titles", a.title, b.title);
    note(c, "other starts", a.start, b.start);
    note(c, "other seeds", a.seed, b.seed);
    note(c, "other versions of muster", a.version, b.version);
    note_cut(c, a);
    note_cut(c, b);
    comparer looked(c, tolerances);
    const path_order before;
    auto left = a.figures.begin();
    auto right = b.figures.begin();
    while (left != a.figures.end() || right != b.figures.end()) {
        const bool only_a = right == b.figures.end() ||
                            (left != a.figures.end() && before(left->first, right->first));
        const bool only_b =
            !only_a && (left == a.figures.end() || before(right->first, left->first));
        const auto& path = only_b ? right->first : left->first;
        looked.look(path, only_b ? nullptr : &left->second, only_a ? nullptr : &right->second);
        if (!only_b) ++left;
        if (!only_a) ++right;
    }
    report_unused(looked, c, problems);
    return c;
}

std::string verdict_text(const comparison& c) {
    std::uint64_t differ = 0, beyond = 0;
    for (const auto& d : c.differences) {
        differ += !d.detail;
        beyond += !d.detail && d.beyond;
    }
    if (c.differences.empty()) return "the results are the same";
    if (differ == 0)
        return c.beyond() == 0 ? "every figure is the same"
                               : "every figure is the same, but not what they are made from";
    const auto figures = count_text(differ, "figure") + (differ == 1 ? " differs" : " differ");
    if (c.beyond() == 0)
        return figures + (differ == 1 ? ", within its tolerance" : ", within their tolerances");
    if (beyond == 0) return figures + " within tolerance, but details do not";
    return figures + ", " + count_text(beyond) + " beyond tolerance";
}

namespace {

void put(json_writer& w, const std::optional<flat_value>& value) {
    if (!value || value->kind == form::none)
        w.null();
    else if (value->kind == form::number)
        w.number(value->number);
    else if (value->kind == form::truth)
        w.truth(value->text == "true");
    else
        w.text(value->text);
}

void write_head(json_writer& w, const char* key, const flat_report& report) {
    w.key(key).open_object().field("file", report.file).field("scenario", report.scenario);
    w.field("title", report.title).field("seed", report.seed).field("version", report.version);
    w.field("digest", report.digest).close_object();
}

}  // namespace

std::string comparison_json(const comparison& c) {
    constexpr std::uint64_t format = 1;
    json_writer w;
    w.open_object().field("format", format).field("kind", "comparison");
    w.field("verdict", c.beyond() == 0 ? "held" : "not-met").field("verdictText", verdict_text(c));
    write_head(w, "a", *c.a);
    write_head(w, "b", *c.b);
    w.key("notes").open_array();
    for (const auto& text : c.notes)
        w.text(text);
    w.close_array().field("same", c.same).field("beyond", c.beyond());
    w.key("differences").open_array();
    for (const auto& d : c.differences) {
        w.open_object().field("path", path_text(d.path)).key("a");
        put(w, d.a);
        w.key("b");
        put(w, d.b);
        w.field("onlyIn", d.a ? (d.b ? "" : "a") : "b").field("by", d.by).field("part", d.part);
        w.field("beyond", d.beyond).field("detail", d.detail).close_object();
    }
    w.close_array().close_object();
    return w.take() + "\n";
}

}  // namespace muster::report
