#include "connect/ndjson_sink.hpp"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace muster {

namespace {

void append_padded(std::string& to, std::int64_t number, std::size_t width) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    const auto length = static_cast<std::size_t>(end - digits);
    if (length < width) to.append(width - length, '0');
    to.append(digits, length);
}

}  // namespace

void append_timestamp(std::string& to, calendar_time at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    auto rest = (at - day).count();
    append_padded(to, static_cast<int>(date.year()), 4);
    to += '-';
    append_padded(to, static_cast<unsigned>(date.month()), 2);
    to += '-';
    append_padded(to, static_cast<unsigned>(date.day()), 2);
    to += 'T';
    append_padded(to, rest / 3'600'000'000, 2);
    to += ':';
    append_padded(to, rest / 60'000'000 % 60, 2);
    to += ':';
    append_padded(to, rest / 1'000'000 % 60, 2);
    if (rest % 1'000'000 != 0) {
        to += '.';
        append_padded(to, rest % 1'000'000, 6);
        to.erase(to.find_last_not_of('0') + 1);
    }
    to += 'Z';
}

void append_json_text(std::string& to, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    to += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            to += '\\';
            to += c;
        } else if (byte < 0x20) {
            to += "\\u00";
            to += hex[byte >> 4];
            to += hex[byte & 15];
        } else {
            to += c;
        }
    }
    to += '"';
}

void append_json_number(std::string& to, double x) {
    if (!std::isfinite(x)) {
        to += "null";
        return;
    }
    char digits[32];
    to.append(digits, std::to_chars(digits, digits + sizeof digits, x).ptr);
}

ndjson_sink::ndjson_sink(const world& w, const std::string& path)
    : world_(w), path_(path), file_(std::fopen(path.c_str(), "we")), pending_(w.shards()) {
    if (!file_) throw std::runtime_error("cannot write " + path + ": " + std::strerror(errno));
}

void ndjson_sink::consume(std::uint32_t shard, const reading_batch& batch) {
    auto& lines = pending_[shard];
    bool open = false;
    for (std::size_t i = 0; i < batch.count; ++i) {
        const bool same = i > 0 && batch.key[i] == batch.key[i - 1] && batch.tick[i] == batch.tick[i - 1] &&
                          batch.message[i] == batch.message[i - 1];
        if (!same && open) lines += "}}\n", open = false;
        if (!batch.sent[i]) continue;
        if (!same) open_line(lines, batch, i), open = true;
        else lines += ',';
        add_reading(lines, batch, i);
    }
    if (open) lines += "}}\n";
}

void ndjson_sink::open_line(std::string& to, const reading_batch& batch, std::size_t i) const {
    const auto& fleet = world_.fleets[batch.fleet[i]];
    to += "{\"device\":";
    append_json_text(to, fleet.id.text(std::uint64_t{batch.ordinal[i]} + 1));
    to += ",\"fleet\":\"" + fleet.spec->name + "\",\"message\":";
    append_json_text(to, fleet.kind->messages[batch.message[i]].name);
    to += ",\"tick\":" + std::to_string(batch.tick[i]) + ",\"time\":\"";
    append_timestamp(to, world_.source().time.start + batch.at[i]);
    to += "\",\"readings\":{";
}

void ndjson_sink::add_reading(std::string& to, const reading_batch& batch, std::size_t i) const {
    const auto& fleet = world_.fleets[batch.fleet[i]];
    const auto& spec = fleet.kind->signals[world_.series_signal[batch.series[i]]];
    append_json_text(to, spec.component.empty() ? spec.name : spec.component + "." + spec.name);
    to += ':';
    const double x = batch.value[i];
    const bool worded = (spec.kind == value_kind::word || spec.kind == value_kind::text) && x >= 0 &&
                        static_cast<std::size_t>(x) < spec.words.size();
    if (worded) return append_json_text(to, spec.words[static_cast<std::size_t>(x)]);
    if (spec.kind == value_kind::boolean) return void(to += x != 0 ? "true" : "false");
    append_json_number(to, x);
}

void ndjson_sink::at_barrier(sim_time) {
    for (auto& lines : pending_) {
        if (lines.empty()) continue;
        if (std::fwrite(lines.data(), 1, lines.size(), file_.get()) != lines.size() && error_.empty())
            error_ = "cannot write " + path_ + ": " + std::strerror(errno);
        lines.clear();
    }
}

const char* ndjson_sink::finish() {
    at_barrier({});
    if (std::fflush(file_.get()) != 0 && error_.empty()) error_ = "cannot write " + path_ + ": " + std::strerror(errno);
    return error_.c_str();
}

}  // namespace muster
