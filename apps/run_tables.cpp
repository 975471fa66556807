#include "apps/run_tables.hpp"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "connect/json_text.hpp"
#include "fleet/hash.hpp"
#include "fleet/shard_count.hpp"
#include "fleet/world.hpp"

namespace muster::app {

namespace {

/// A line of devices.ndjson after the other.
class device_lines {
public:
    explicit device_lines(const world& w) : world_(w) {}

    const std::string& line(const compiled_fleet& fleet, std::uint64_t ordinal) {
        line_ = "{\"device\":";
        fleet.ids.write(ordinal, id_);
        append_json_text(line_, id_);
        put_text(",\"fleet\":", fleet.spec->name);
        if (fleet.kind->name.empty())
            line_ += ",\"template\":null";
        else
            put_text(",\"template\":", fleet.kind->name);
        const attribute_subject who{ordinal, world_.random_of(device_key(id_))};
        put_all("tags", fleet.tags, who);
        put_all("properties", fleet.properties, who);
        put_lists();
        return line_ += "}\n";
    }

private:
    void put_text(const char* key, const std::string& text) {
        line_ += key;
        append_json_text(line_, text);
    }

    void put_all(const char* name, const std::vector<attribute>& all,
                 const attribute_subject& who) {
        line_ += std::string(",\"") + name + "\":{";
        bool first = true;
        for (const auto& a : all) {
            const double x = a.value_for(who);
            if (std::isnan(x)) continue;
            if (!std::exchange(first, false)) line_ += ',';
            append_json_text(line_, a.name());
            line_ += ':';
            put_value(a, x);
        }
        line_ += '}';
    }

    /// Which of the groups that are lists the device is on.
    void put_lists() {
        const auto& groups = world_.source().groups;
        bool first = true;
        for (std::uint32_t g = 0; g < groups.size(); ++g) {
            if (!groups[g].is_list()) continue;
            line_ += std::exchange(first, false) ? ",\"groups\":{" : ",";
            append_json_text(line_, groups[g].name);
            line_ += world_.is_listed(g, device_key(id_)) ? ":true" : ":false";
        }
        if (!first) line_ += '}';
    }

    void put_value(const attribute& a, double x) {
        if (a.kind() == value_kind::boolean)
            line_ += x != 0 ? "true" : "false";
        else if (a.kind() == value_kind::word || a.kind() == value_kind::text)
            append_json_text(line_, a.text_of(x, world_.texts, buffer_));
        else
            append_json_number(line_, a.kind() == value_kind::time_span ? x / 1e6 : x);
    }

    const world& world_;
    std::string line_, id_, buffer_;
};

void check(bool good, const std::string& path) {
    if (!good) throw std::runtime_error("cannot write " + path + ": " + std::strerror(errno));
}

void write_devices(const std::string& path, const scenario& s) {
    const world w(s, shard_count_for(s.device_count()));
    const auto file = create_file(path);
    device_lines lines(w);
    for (const auto& fleet : w.fleets)
        if (!fleet.is_copy())
            for (std::uint64_t i = 0; i < fleet.spec->count; ++i)
                check(file->write(lines.line(fleet, i)), path);
    check(file->finish(), path);
}

}  // namespace

bool tables_fit(const options& given) {
    if (!given.tables) return true;
    diagnostic d{severity::error, "no-folder", {"--tables", 0, 0, {}}, {}, {}};
    if (given.out.empty()) {
        d.text = "there is no folder to write them to";
        d.remedy = "add `--out FOLDER`";
    } else if (given.seeds) {
        d.code = "many-runs";
        d.text = "with `--seeds` every run would write the same files";
        d.remedy = "run one seed with `--seed`";
    } else if (given.nodes > 0) {
        d.code = "nodes-tell-nothing";
        d.text = "nodes don't tell what happens to their devices";
        d.remedy = "leave out `--nodes`: the run is the same";
    } else {
        return true;
    }
    std::cerr << to_text(d) << '\n';
    return false;
}

run_tables::run_tables(const std::string& folder, scenario s)
    : scenario_(std::move(s)), path_(folder + "/" + events_name) {
    write_devices(folder + "/" + devices_name, scenario_);
    file_ = create_file(path_);
    if (!scenario_.outputs.empty()) return;
    output_spec messages;
    messages.name = "messages";
    messages.path = folder + "/messages.ndjson.zst";
    scenario_.outputs.push_back(std::move(messages));
}

void run_tables::hear(const event_page& page) {
    const std::lock_guard guard(mutex_);
    heard_.insert(heard_.end(), page.events.begin(), page.events.end());
    missed_ += page.missed;
}

void run_tables::write() {
    std::vector<event> events;
    {
        const std::lock_guard guard(mutex_);
        events.swap(heard_);
    }
    std::string text;
    for (const auto& e : events) {
        text += "{\"time\":\"";
        append_timestamp(text, scenario_.time.start + e.at);
        text += std::string("\",\"kind\":\"") + to_text(e.kind) + "\",\"subject\":";
        append_json_text(text, e.subject);
        text += ",\"detail\":";
        append_json_text(text, e.detail);
        text += ",\"count\":" + std::to_string(e.count) + "}\n";
    }
    if (error_.empty() && !file_->write(text))
        error_ = "cannot write " + path_ + ": " + std::strerror(errno);
}

std::string run_tables::finish() {
    write();
    if (error_.empty() && !file_->finish())
        error_ = "cannot write " + path_ + ": " + std::strerror(errno);
    if (error_.empty() && missed_ > 0)
        error_ = path_ + " lacks " + std::to_string(missed_) + " events";
    return error_;
}

}  // namespace muster::app
