#include "report/reported_run.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "fleet/query/instant_text.hpp"
#include "fleet/query/lexer.hpp"
#include "fleet/value.hpp"

namespace muster::report {

namespace {

namespace json = boost::json;
using row = std::vector<std::pair<std::string, const json::value*>>;

/// Larger than the report of a thousand windows, jobs and signals.
constexpr std::uintmax_t file_bytes_max = 256'000'000;

/// Parts of a result that are a table: a mapping by name, or a list.
constexpr std::array<const char*, 9> table_names{
    "acts", "expectations", "faults", "fleets", "groups", "jobs", "rules", "signals", "windows"};

std::string plain(const json::string& text) {
    return {text.data(), text.size()};
}

const json::object* object_in(const json::object& of, std::string_view key) {
    const auto* found = of.if_contains({key.data(), key.size()});
    return found == nullptr ? nullptr : found->if_object();
}

std::string text_in(const json::object& of, std::string_view key) {
    const auto* found = of.if_contains({key.data(), key.size()});
    return found != nullptr && found->is_string() ? plain(found->get_string()) : std::string();
}

double number_in(const json::object& of, std::string_view key) {
    const auto* found = of.if_contains({key.data(), key.size()});
    return found != nullptr && found->is_number() ? found->to_number<double>() : 0;
}

/// The leaves of an object under their dotted paths; lists are left out.
void flatten(const json::object& from, const std::string& prefix, row& to) {
    for (const auto& member : from) {
        const std::string_view key(member.key().data(), member.key().size());
        const auto path = prefix + (prefix.empty() ? "" : ".") + query::path_segment(key);
        if (member.value().is_object())
            flatten(member.value().get_object(), path, to);
        else if (!member.value().is_array())
            to.emplace_back(path, &member.value());
    }
}

query::value value_of(const json::value& v) {
    if (v.is_string()) return std::string_view(v.get_string().data(), v.get_string().size());
    if (v.is_bool()) return v.get_bool();
    return v.is_number() ? query::value(v.to_number<double>()) : query::value();
}

query::type type_of(const json::value& v) {
    if (v.is_string()) return query::type::text;
    return v.is_bool() ? query::type::boolean : query::type::number;
}

/// Makes a table of the rows of a part, whose members need not all be the same.
class table_maker {
public:
    table_maker(std::string name, double start) : start_(start) { out_.name = std::move(name); }

    void add(const json::value& item, const json::string_view* name) {
        if (!item.is_object()) return;
        row members;
        flatten(item.get_object(), {}, members);
        auto& cells = out_.rows.emplace_back(out_.columns.size());
        if (name != nullptr)
            put(cells, "name", query::type::text, std::string_view(name->data(), name->size()));
        for (const auto& [path, value] : members) {
            put(cells, path, type_of(*value), value_of(*value), value->is_null());
            if (path == "end" && value->is_number())
                put(cells, "$ts", query::type::time_span,
                    start_ + value->to_number<double>() * 1e6);
        }
    }

    reported_table take() {
        for (auto& cells : out_.rows)
            cells.resize(out_.columns.size());
        return std::move(out_);
    }

private:
    void put(std::vector<query::kept_value>& cells, const std::string& path, query::type kind,
             const query::value& value, bool is_null = false) {
        auto& columns = out_.columns;
        auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const query::column& c) { return c.name == path; });
        if (found == columns.end()) {
            columns.push_back({path, kind, path == "$ts"});
            found = columns.end() - 1;
            untyped_.push_back(is_null);
        }
        const auto at = static_cast<std::size_t>(found - columns.begin());
        // The first that is not null says what the others are.
        if (untyped_[at] && !is_null) {
            found->kind = kind;
            untyped_[at] = false;
        }
        if (cells.size() <= at) cells.resize(at + 1);
        cells[at] = value;
    }

    double start_;
    reported_table out_;
    std::vector<bool> untyped_;
};

reported_table table_of(const std::string& name, const json::value& part, double start) {
    table_maker out(name, start);
    if (part.is_object()) {
        for (const auto& member : part.get_object()) {
            const json::string_view key(member.key().data(), member.key().size());
            out.add(member.value(), &key);
        }
    } else if (part.is_array()) {
        for (const auto& item : part.get_array())
            out.add(item, nullptr);
    }
    return out.take();
}

const json::array* array_in(const json::object& of, std::string_view key) {
    const auto* found = of.if_contains({key.data(), key.size()});
    return found == nullptr ? nullptr : found->if_array();
}

std::vector<std::string> texts_in(const json::object& of, std::string_view key) {
    std::vector<std::string> out;
    if (const auto* list = array_in(of, key))
        for (const auto& one : *list)
            if (one.is_string()) out.push_back(plain(one.get_string()));
    return out;
}

/// Nothing where it is no place.
std::optional<geo_point> point_of(const json::value& v) {
    const auto* pair = v.if_array();
    if (pair == nullptr || pair->size() != 2) return std::nullopt;
    if (!(*pair)[0].is_number() || !(*pair)[1].is_number()) return std::nullopt;
    return geo_point{(*pair)[0].to_number<double>(), (*pair)[1].to_number<double>()};
}

std::vector<geo_point> points_in(const json::object& of, std::string_view key) {
    std::vector<geo_point> out;
    if (const auto* list = array_in(of, key))
        for (const auto& one : *list)
            if (const auto point = point_of(one)) out.push_back(*point);
    return out;
}

/// Nothing where it is none: the report may be from anywhere.
std::shared_ptr<const area> area_of(const json::object& about) {
    const double km = number_in(about, "within");
    const auto* around = about.if_contains("around");
    if (const auto centre = around == nullptr ? std::nullopt : point_of(*around))
        return std::make_shared<area>(circle_area{*centre, km});
    if (auto line = points_in(about, "along"); line.size() > 1)
        return std::make_shared<area>(corridor_area{std::move(line), km});
    auto corners = points_in(about, "polygon");
    const bool whole = corners.size() > 2 && check_ring(corners).what == ring_problem::kind::none;
    return whole ? std::make_shared<area>(polygon_area{std::move(corners)}) : nullptr;
}

query::type type_of(const std::string& kind) {
    if (kind == to_text(value_kind::boolean)) return query::type::boolean;
    if (kind == to_text(value_kind::word) || kind == to_text(value_kind::text))
        return query::type::text;
    const bool passes =
        kind == to_text(value_kind::time_span) || kind == to_text(value_kind::instant);
    return passes ? query::type::time_span : query::type::number;
}

void read_device_columns(const json::array& list, reported_run& to) {
    for (const auto& item : list) {
        const auto* about = item.if_object();
        if (about == nullptr) continue;
        reported_column column;
        column.path = texts_in(*about, "path");
        if (column.path.empty()) continue;
        const auto kind = text_in(*about, "kind");
        column.as = {text_in(*about, "name"), type_of(kind), kind == to_text(value_kind::instant)};
        column.as.words = texts_in(*about, "words");
        to.device_columns.push_back(std::move(column));
    }
}

/// What conditions over devices may name.
void read_names(const json::object& run, reported_run& to) {
    if (const auto* columns = array_in(run, "deviceColumns")) read_device_columns(*columns, to);
    if (const auto* areas = object_in(run, "areas"))
        for (const auto& one : *areas)
            if (const auto* about = one.value().if_object())
                if (auto found = area_of(*about)) to.areas[std::string(one.key())] = found;
}

void read_setup(const json::object& run, reported_run& to) {
    to.tables_written = texts_in(run, "tables");
    read_names(run, to);
    if (const auto* fleets = object_in(run, "fleets"))
        for (const auto& fleet : *fleets)
            if (const auto* about = fleet.value().if_object();
                about != nullptr && about->contains("template"))
                to.template_of[std::string(fleet.key())] = text_in(*about, "template");
    if (const auto* templates = object_in(run, "templates"))
        for (const auto& one : *templates)
            if (const auto* about = one.value().if_object())
                to.model_of[std::string(one.key())] = text_in(*about, "model");
    if (const auto* groups = object_in(run, "groups"))
        for (const auto& group : *groups)
            if (const auto* about = group.value().if_object())
                to.group_conditions[std::string(group.key())] = text_in(*about, "where");
}

void read_result(const json::object& result, reported_run& to) {
    to.seconds = number_in(result, "end");
    if (const auto* signals = result.if_contains("signals"); signals && signals->is_array())
        for (const auto& signal : signals->get_array())
            if (const auto* about = signal.if_object())
                to.signals.push_back({text_in(*about, "template"), text_in(*about, "signal"),
                                      text_in(*about, "unit")});
    for (const auto* name : table_names)
        if (const auto* part = result.if_contains(name)) {
            auto table = table_of(name, *part, to.start);
            if (!table.rows.empty()) to.tables.push_back(std::move(table));
        }
}

std::optional<reported_run> run_of(const json::value& root) {
    const auto* top = root.if_object();
    const auto* run = top == nullptr ? nullptr : object_in(*top, "run");
    const auto* result = top == nullptr ? nullptr : object_in(*top, "result");
    const auto start = run == nullptr ? std::nullopt : query::read_instant(text_in(*run, "start"));
    if (result == nullptr || !start) return std::nullopt;
    reported_run out;
    out.start = *start;
    read_setup(*run, out);
    read_result(*result, out);
    if (const auto* outputs = object_in(*top, "outputs"))
        for (const auto& output : *outputs)
            if (const auto* about = output.value().if_object())
                out.outputs.push_back(text_in(*about, "path"));
    return out;
}

}  // namespace

std::optional<reported_run> read_reported_run(const std::string& file, diagnostics& problems) {
    std::error_code trouble;
    const auto bytes = std::filesystem::file_size(file, trouble);
    std::ifstream in(file, std::ios::binary);
    if (trouble || !in || bytes > file_bytes_max) {
        problems.error("unreadable-file", {file, 0, 0, {}}, "the report can't be read",
                       "give the folder that `muster run --out` wrote");
        return std::nullopt;
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    boost::system::error_code broken;
    const auto root = json::parse(text, broken);
    auto run = broken ? std::nullopt : run_of(root);
    if (!run)
        problems.error("not-a-report", {file, 0, 0, {}},
                       broken ? "is no JSON: " + broken.message() : "is no report of a run",
                       "give the folder that `muster run --out` wrote");
    return run;
}

}  // namespace muster::report
