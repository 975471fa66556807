#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>

#include "report/comparison.hpp"
#include "report/format.hpp"
#include "report/summary_sections.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

using form = flat_value::form;

/// How many words of a path name the thing that the rest is a figure of.
std::size_t words_of_thing(const flat_path& path) {
    const auto& first = path.front();
    if (first == "templates") return std::min<std::size_t>(path.size() - 1, 4);
    const bool named = first == "fleets" || first == "groups" || first == "faults" ||
                       first == "rules" || first == "jobs" || first == "expect";
    return named && path.size() > 2 ? 2 : 1;
}

flat_path first_words(const flat_path& path, std::size_t count) {
    return {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(count)};
}

flat_path last_words(const flat_path& path, std::size_t from) {
    return {path.begin() + static_cast<std::ptrdiff_t>(from), path.end()};
}

bool is_moment(const flat_path& path) {
    const auto& last = path.back();
    return last == "begin" || last == "end" || last == "first_breach";
}

std::string span_of(double seconds) {
    return span_text(duration{static_cast<std::int64_t>(seconds * 1e6 + (seconds < 0 ? -.5 : .5))});
}

std::string shown(const flat_path& path, const std::optional<flat_value>& value) {
    if (!value) return "not there";
    switch (value->kind) {
        case form::none:
            return "none";
        case form::number:
            return is_moment(path) ? span_of(value->number) : number_text(value->number);
        case form::text:
            return value->text.empty() ? "-" : value->text;
        case form::truth:
            break;
    }
    return value->text;
}

std::string with_sign(const std::string& text, double value) {
    return value > 0 ? "+" + text : text;
}

/// All digits of a number.
std::string exact(double value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

/// `a` and `b` with as many digits as tell them apart.
std::pair<std::string, std::string> both(const difference& d) {
    auto a = shown(d.path, d.a), b = shown(d.path, d.b);
    if (a == b && d.by) return {exact(d.a->number), exact(d.b->number)};
    return {std::move(a), std::move(b)};
}

std::vector<styled_line> row_of(const style& look, const difference& d, std::size_t from) {
    const marks& m = marks_of(look);
    const auto [a, b] = both(d);
    const ink colour = d.beyond ? ink::bad : ink::plain;
    std::string by, part;
    if (d.by) by = with_sign(is_moment(d.path) ? span_of(*d.by) : number_text(*d.by), *d.by);
    if (d.part) part = with_sign(number_text(100 * *d.part) + " %", *d.part);
    return {styled_line(d.beyond ? ink::bad : ink::dim, d.beyond ? m.not_met : m.held),
            styled_line(ink::plain, path_text(last_words(d.path, from))),
            styled_line(ink::plain, a),
            styled_line(ink::plain, b),
            styled_line(colour, by),
            styled_line(colour, part)};
}

bool has_numbers(const difference& d) {
    return d.by.has_value();
}

/// The differences of one thing. Texts have lines of their own: they would make the columns wide.
void write_thing(summary_page& page, const flat_report& report, const flat_path& thing,
                 const std::vector<const difference*>& all) {
    styled_line head(ink::bold, path_text(thing));
    auto wording = thing;  // of an expectation, whose path is but a number
    wording.emplace_back("text");
    if (const auto text = report.figures.find(wording); text != report.figures.end())
        head.add(ink::dim, "  " + text->second.text);
    page.line(head);
    text_table numbers(
        {align::left, align::left, align::right, align::right, align::right, align::right});
    std::vector<styled_line> texts;
    for (const auto* d : all) {
        if (has_numbers(*d)) {
            numbers.add_row(row_of(page.look(), *d, thing.size()));
            continue;
        }
        const marks& m = marks_of(page.look());
        const auto [a, b] = both(*d);
        texts.push_back(styled_line(d->beyond ? ink::bad : ink::dim, d->beyond ? m.not_met : m.held)
                            .add("  " + path_text(last_words(d->path, thing.size())) + "  ")
                            .add(a)
                            .add(ink::dim, page.look().unicode ? " → " : " -> ")
                            .add(b));
    }
    auto lines = numbers.lines();
    lines.insert(lines.end(), texts.begin(), texts.end());
    for (const auto& line : lines)
        page.line(styled_line(ink::plain, "  ").append(line));
    page.gap();
}

/// Windows are many: how many differ, and the first.
void write_windows(summary_page& page, const std::vector<const difference*>& all,
                   const flat_report& a) {
    std::vector<std::string> indices;
    bool beyond = false;
    for (const auto* d : all) {
        beyond |= d->beyond;
        if (d->path.size() > 1 && (indices.empty() || indices.back() != d->path[1]))
            indices.push_back(d->path[1]);
    }
    if (indices.empty()) return;
    const auto end = a.figures.find({"windows", indices.front(), "end"});
    const marks& m = marks_of(page.look());
    styled_line line(ink::bold, "windows  ");
    line.add(beyond ? ink::bad : ink::dim, beyond ? m.not_met : m.held);
    line.add("  " + count_text(indices.size(), "window") +
             (indices.size() == 1 ? " differs" : " differ"));
    if (end != a.figures.end())
        line.add(", first the one that ends at " + span_of(end->second.number));
    page.line(line);
    page.gap();
}

void write_head(summary_page& page, const char* label, const flat_report& report) {
    std::vector<std::string> parts{report.file, report.scenario, "seed " + report.seed,
                                   "muster " + report.version};
    page.line(styled_line(ink::bold, label).add("  ").add(ink::dim, page.dotted(parts)));
}

void write_things(summary_page& page, const comparison& c) {
    std::vector<const difference*> windows, thing;
    flat_path name;
    const auto flush = [&] {
        if (!thing.empty()) write_thing(page, *c.a, name, thing);
        thing.clear();
    };
    for (const auto& d : c.differences) {
        if (d.path.front() == "windows") {
            windows.push_back(&d);
            continue;
        }
        auto here = first_words(d.path, words_of_thing(d.path));
        if (here != name) flush();
        name = std::move(here);
        thing.push_back(&d);
    }
    flush();
    write_windows(page, windows, *c.a);
}

}  // namespace

void write_comparison(std::ostream& out, const comparison& c, const style& look) {
    summary_page page(look);
    write_head(page, "A", *c.a);
    write_head(page, "B", *c.b);
    for (const auto& text : c.notes)
        page.line(styled_line(ink::warn, "   " + text));
    page.gap();
    const bool good = c.beyond() == 0;
    const marks& m = marks_of(look);
    page.line(styled_line(good ? ink::good : ink::bad, good ? m.held : m.not_met)
                  .add(" ")
                  .add(ink::bold, verdict_text(c))
                  .add(ink::dim, "; " + count_text(c.same) + " values are the same"));
    page.gap();
    write_things(page, c);
    out << page.text();
}

}  // namespace muster::report
