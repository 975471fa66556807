#include "apps/run_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "apps/file_tables.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/query/parser.hpp"
#include "report/reported_run.hpp"

namespace muster::app {

namespace {

namespace fs = std::filesystem;

bool is_rows(const std::string& name) {
    constexpr const char* endings[] = {".ndjson",    ".ndjson.zst", ".jsonl",
                                       ".jsonl.zst", ".csv",        ".csv.zst"};
    return std::any_of(std::begin(endings), std::end(endings),
                       [&](const char* ending) { return name.ends_with(ending); });
}

bool is_file(const fs::path& path) {
    std::error_code trouble;
    return fs::is_regular_file(path, trouble);
}

/// Where an output of the run is now: beside the report, or where it was written from here.
std::optional<std::string> whereabouts(const fs::path& folder, const std::string& output) {
    for (const auto& place :
         {folder / fs::path(output).filename(), fs::path(output), folder / output})
        if (is_file(place)) return place.string();
    return std::nullopt;
}

/// A file with rows, and whether it is of the run that the folder's report is of.
struct candidate {
    std::string path;
    bool of_run = true;
};

/// Files with rows, each once: the outputs of the run first, then what else is in the folder.
std::vector<candidate> files_of(const fs::path& folder, const report::reported_run& run) {
    std::vector<candidate> out;
    std::vector<std::string> others;
    for (const auto& output : run.outputs)
        if (auto place = whereabouts(folder, output)) out.push_back({std::move(*place)});
    std::error_code trouble;
    for (const auto& entry : fs::directory_iterator(folder, trouble))
        if (is_file(entry.path()) && is_rows(entry.path().filename().string()))
            others.push_back(entry.path().string());
    std::sort(others.begin(), others.end());
    const auto is_known = [&](const std::string& other) {
        return std::any_of(out.begin(), out.end(), [&](const candidate& known) {
            std::error_code none;
            return fs::equivalent(known.path, other, none);
        });
    };
    std::erase_if(others, is_known);
    const auto& written = run.tables_written;
    for (auto& other : others) {
        const auto name = fs::path(other).filename().string();
        const bool of_run =
            run.start == 0 || std::find(written.begin(), written.end(), name) != written.end();
        out.push_back({std::move(other), of_run});
    }
    return out;
}

class folder_reader {
public:
    folder_reader(std::string path, diagnostics& problems) : problems_(problems) {
        out_.path = std::move(path);
    }

    std::optional<run_folder> read() {
        if (!read_report()) return std::nullopt;
        try {
            for (const auto& file : files())
                add_file(file);
            add_targets();
        } catch (const std::runtime_error& e) {
            problems_.error("unreadable-file", {"--from", 0, 0, {}}, e.what());
            return std::nullopt;
        }
        join_tags();
        for (auto& table : run_.tables)
            add_reported(table);
        know_names();
        if (!out_.tables.empty()) return std::move(out_);
        problems_.error("no-tables", {"--from", 0, 0, {}},
                        "there is nothing to ask in `" + out_.path + "`",
                        "give the folder that `muster run --out` wrote");
        return std::nullopt;
    }

private:
    bool read_report() {
        const auto file = fs::path(out_.path) / "report.json";
        if (!is_file(file)) return true;
        auto run = report::read_reported_run(file.string(), problems_);
        if (!run) return false;
        run_ = std::move(*run);
        out_.frame.end = run_.end();
        out_.group_conditions = run_.group_conditions;
        out_.areas = std::make_shared<const query::area_map>(run_.areas);
        return true;
    }

    std::vector<candidate> files() const {
        if (is_file(out_.path)) return {{out_.path}};
        return files_of(out_.path, run_);
    }

    void add_file(const candidate& one) {
        const auto file = look_into(one.path);
        if (!file) return;
        // What another run left here is none of this one's.
        const auto stem = stem_of(one.path);
        if (!one.of_run && (file->has_messages || stem == "devices" || stem == "events")) return;
        if (!file->has_messages) return add(object_table(*file, run_));
        if (has_messages_) return;  // outputs hold the same messages, each in its own form
        has_messages_ = true;
        for (auto& table : message_tables(*file, run_))
            add(std::move(table));
    }

    /// What became of single devices in the jobs and questions of the run.
    void add_targets() {
        for (const auto& name : names_of("jobs"))
            if (auto table = job_table(out_.path, name, run_)) add(std::move(*table));
        for (const auto& name : names_of("acts"))
            if (auto table = answer_table(out_.path, name, run_)) add(std::move(*table));
    }

    /// The names of a part of the report.
    std::vector<std::string> names_of(const std::string& part) const {
        std::vector<std::string> all;
        for (const auto& table : run_.tables) {
            if (table.name != part) continue;
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                for (const auto& row : table.rows)
                    if (table.columns[i].name == "name" && row[i].get().is_text())
                        all.emplace_back(row[i].get().text());
        }
        return all;
    }

    /// The first of a name is the one that it means.
    void add(folder_table table) {
        if (out_.find(table.name) == nullptr) out_.tables.push_back(std::move(table));
    }

    /// Gives rows about a device its tags, and the lists that it is on: neither changes in a run.
    void join_tags() {
        const auto* devices = out_.find("devices");
        if (devices == nullptr || !devices->columns.column_of("$id")) return;
        for (auto& table : out_.tables)
            if (&table != devices && table.is_of_devices) join(table, *devices);
    }

    /// What conditions may name besides columns.
    void know_names() {
        std::map<std::string, query::node_ptr, std::less<>> groups;
        for (const auto& [name, condition] : out_.group_conditions)
            if (auto parsed = query::parse(condition); parsed.tree)
                groups.emplace(query::group_path(name), std::move(parsed.tree));
        out_.groups = std::make_shared<const std::map<std::string, query::node_ptr, std::less<>>>(
            std::move(groups));
        for (auto& table : out_.tables) {
            table.columns.know_groups(out_.groups);
            table.columns.know_areas(out_.areas);
        }
    }

    /// Tags, and of groups the lists: what others say changes.
    bool stays(const source_column& of_device) const {
        const auto& path = of_device.path;
        return path[0] == "tags" || (path[0] == "groups" && path.size() == 2 &&
                                     !out_.group_conditions.contains(path[1]));
    }

    void join(folder_table& to, const folder_table& devices) const {
        to.devices_file = devices.file;
        const auto& columns = devices.columns.columns();
        std::map<std::string, std::string, std::less<>> elsewhere;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (stays(devices.sources[i]))
                join_column(to, columns[i], devices.sources[i]);
            else
                tell_of(columns[i], devices.sources[i].path.front(), elsewhere);
        }
        to.columns.know_elsewhere(
            std::make_shared<const std::map<std::string, std::string, std::less<>>>(
                std::move(elsewhere)));
    }

    static void join_column(folder_table& to, query::column tag, const source_column& from) {
        tag.about =
            from.path.front() == "tags" ? "tag of the device" : "the device is on that list";
        // Beside a signal of the same name it has its full name alone.
        if (to.columns.column_of(tag.name) != nullptr && !tag.others.empty())
            tag.name = tag.others[0], tag.others.clear();
        const auto id = to.columns.add(std::move(tag));
        to.sources.emplace_back();
        to.joined.emplace(id, from);
    }

    /// What a device is at the end says nothing of it when it sent a message.
    static void tell_of(const query::column& column, const std::string& section,
                        std::map<std::string, std::string, std::less<>>& to) {
        if (section == "telemetry") return;
        const std::string why =
            section == "properties"
                ? "a property of the device; these rows are joined with its tags only, not with "
                  "its properties"
                : "what the device is at the end of the run; these rows are joined with its tags "
                  "only";
        to.emplace(column.name, why);
        for (const auto& other : column.others)
            to.emplace(other, why);
    }

    void add_reported(report::reported_table& table) {
        folder_table out;
        out.name = table.name;
        out.about = "of report.json";
        out.file = (fs::path(out_.path) / "report.json").string();
        out.columns = query::table_scope(std::move(table.columns));
        out.rows = std::move(table.rows);
        add(std::move(out));
    }

    diagnostics& problems_;
    report::reported_run run_;
    run_folder out_;
    bool has_messages_ = false;
};

}  // namespace

const folder_table* run_folder::find(const std::string& table) const {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const folder_table& t) {
        return t.name == table ||
               std::find(t.others.begin(), t.others.end(), table) != t.others.end();
    });
    return found == tables.end() ? nullptr : &*found;
}

std::vector<std::string> run_folder::table_names() const {
    std::vector<std::string> all;
    for (const auto& table : tables)
        all.push_back(table.name);
    return all;
}

std::optional<run_folder> open_run_folder(const std::string& path, diagnostics& problems) {
    std::error_code trouble;
    if (fs::exists(path, trouble)) return folder_reader(path, problems).read();
    problems.error("no-folder", {"--from", 0, 0, {}}, "there is no folder `" + path + "`",
                   "give the folder that `muster run --out` wrote");
    return std::nullopt;
}

std::unique_ptr<row_source> open_rows(const folder_table& table,
                                      const std::vector<query::field_id>& columns) {
    using form = folder_table::form;
    std::vector<source_column> wanted;
    for (const auto id : columns)
        if (!table.joined.contains(id)) wanted.push_back(table.sources[id]);
    if (table.leaves_out_removed)
        wanted.push_back({table.columns.columns().size(), {"removed"}, query::type::boolean});
    line_reader lines(open_source(table.file));
    switch (table.from) {
        case form::json_readings:
            return json_readings(std::move(lines), std::move(wanted));
        case form::csv_messages:
            return csv_messages(std::move(lines), std::move(wanted));
        case form::csv_readings:
            return csv_readings(std::move(lines), std::move(wanted));
        default:
            return json_rows(std::move(lines), std::move(wanted));
    }
}

}  // namespace muster::app
