#include "apps/column_list.hpp"

#include <algorithm>
#include <utility>

#include "fleet/query/lexer.hpp"

namespace muster::app {

namespace {

/// The name as a path: `thermostat1.temperature` is a member of a component.
std::string path_of(const std::string& name) {
    std::string out;
    for (std::size_t at = 0; at <= name.size();) {
        const auto dot = std::min(name.find('.', at), name.size());
        out += (at == 0 ? "" : ".") + query::path_segment(name.substr(at, dot - at));
        at = dot + 1;
    }
    return out;
}

/// Whether a query can begin with it: in quotes it would be a text.
bool can_stand_alone(const std::string& path) {
    const char c = path.empty() ? '"' : path.front();
    return c != '"' && (c < '0' || c > '9');
}

std::string joined(const column_list::keys& path) {
    std::string out;
    for (const auto& key : path)
        out += (out.empty() ? "" : ".") + query::path_segment(key);
    return out;
}

}  // namespace

void column_list::add(query::column column, source_column source) {
    source.slot = columns_.size();
    source.kind = column.kind;
    columns_.push_back(std::move(column));
    sources_.push_back(std::move(source));
}

void column_list::add_text(const std::string& name, keys path, const std::string& about) {
    query::column c{name, query::type::text};
    c.about = about;
    add(std::move(c), {0, std::move(path), query::type::text, false, std::nullopt});
}

void column_list::add_word(const std::string& name, keys path, std::vector<std::string> words,
                           const std::string& about) {
    query::column c{name, query::type::text};
    c.words = std::move(words);
    c.about = about;
    add(std::move(c), {0, std::move(path), query::type::text});
}

void column_list::add_number(const std::string& name, keys path, const std::string& about) {
    query::column c{name, query::type::number};
    c.about = about;
    add(std::move(c), {0, std::move(path), query::type::number, false, std::nullopt});
}

void column_list::add_time(const std::string& name, keys path, const std::string& about,
                           std::vector<std::string> others) {
    query::column c{name, query::type::time_span, true};
    c.about = about;
    c.others = std::move(others);
    add(std::move(c), {0, std::move(path), query::type::time_span, true, std::nullopt});
}

void column_list::add_elapsed() {
    if (run_.start == 0) return;
    query::column c{"$elapsed", query::type::number};
    c.about = "seconds since the start of the run";
    add(std::move(c), {0, {"time"}, query::type::number, false, run_.start});
}

void column_list::add_template() {
    if (run_.template_of.empty()) return;
    query::column c{"$template", query::type::text};
    c.about = "its template";
    source_column source{0, {"fleet"}, query::type::text, false, std::nullopt};
    source.stands_for.insert(run_.template_of.begin(), run_.template_of.end());
    add(std::move(c), std::move(source));
}

void column_list::add_member(const std::string& kind, keys path, query::type type,
                             const std::string& unit) {
    query::column c{{}, type};
    c.about = unit;
    c.is_percent = unit == "percent" && type == query::type::number;
    c = member(kind, path.back(), std::move(c));
    add(std::move(c), {0, std::move(path), type, false, std::nullopt});
}

query::column column_list::member(const std::string& kind, const std::string& key,
                                  query::column as) {
    as.name = path_of(key);
    const auto full = kind + "." + as.name;
    if (can_stand_alone(as.name))
        as.others = {full};
    else
        as.name = full;
    return as;
}

std::string column_list::unit_of(const std::string& signal) const {
    const auto found = std::find_if(run_.signals.begin(), run_.signals.end(),
                                    [&](const auto& s) { return s.name == signal; });
    return found == run_.signals.end() ? std::string() : found->unit;
}

void column_list::add_device(const report::reported_column& one) {
    auto c = one.as;
    const auto& section = one.path.front();
    source_column source{0, one.path, c.kind, c.is_instant};
    const bool is_reading = section == "telemetry";
    if (is_reading) c.about = unit_of(one.path.back());
    c.is_percent = c.kind == query::type::number && (c.about == "percent" || c.name == "$battery");
    if (c.name == "$last_seen") {
        c.is_instant = source.is_instant = false;
        c.is_age = true;
        source.until = run_.end();
    }
    if (is_reading || section == "tags" || section == "properties")
        c = member(section, one.path.back(), std::move(c));
    add(std::move(c), std::move(source));
}

void column_list::add_any(const keys& path, query::type type) {
    const auto& first = path.front();
    if (path.size() == 2 && (first == "tags" || first == "properties"))
        return add_member(first, path, type);
    if (path == keys{"time"} && type == query::type::text) {
        add_time("$ts", path, "when it was", {"timestamp"});
        return add_elapsed();
    }
    if (path == keys{"estimated_end"} && type == query::type::text)
        return add_time("estimated_end", path, "when the job may end");
    if (path == keys{"device"}) return add_text("$id", path, "the device");
    if (path == keys{"fleet"}) return add_text("$fleet", path, "its fleet");
    if (path == keys{"template"}) return add_text("$template", path, "its template");
    add({joined(path), type}, {0, path, type, false, std::nullopt});
}

void column_list::give(folder_table& to) {
    // A name that two have is none: each is known by its full name, and the short one is ambiguous.
    std::vector<bool> shared(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i)
        for (std::size_t j = 0; j < columns_.size(); ++j)
            if (i != j && columns_[i].name == columns_[j].name && !columns_[i].others.empty())
                shared[i] = true;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (shared[i]) std::swap(columns_[i].name, columns_[i].others.front());
    to.columns = query::table_scope(std::move(columns_));
    to.sources = std::move(sources_);
}

}  // namespace muster::app
