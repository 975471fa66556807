#include "connect/json_encoder.hpp"

#include "connect/json_text.hpp"

namespace muster {

namespace {

std::string quoted(std::string_view text) {
    std::string out;
    append_json_text(out, text);
    return out;
}

/// Ids of a file, and tags that ids are made of, hold nothing that needs an escape: the reader
/// refuses them.
device_ids escaped_ids(const world& w, const compiled_fleet& fleet) {
    if (fleet.ids.listed()) return fleet.ids;
    std::string out;
    append_json_escaped(out, fleet.spec->id_pattern);
    return device_ids(out, fleet.tags, w.texts);
}

std::string heading(const fleet_spec& fleet, const message_spec& message) {
    return "\",\"fleet\":" + quoted(fleet.name) + ",\"message\":" + quoted(message.name) +
           ",\"tick\":";
}

std::vector<std::string> words_of(const signal_spec& signal) {
    std::vector<std::string> words;
    if (signal.kind == value_kind::word || signal.kind == value_kind::text)
        for (const auto& w : signal.words)
            words.push_back(quoted(w));
    return words;
}

}  // namespace

json_encoder::json_encoder(const world& w) : start_(w.source().time.start) {
    for (const auto& f : w.fleets) {
        auto& form = fleets_.emplace_back();
        form.ids = escaped_ids(w, f);
        for (const auto& m : f.kind->messages)
            form.headings.push_back(heading(*f.spec, m));
    }
    for (std::size_t s = 0; s < w.series_signal.size(); ++s) {
        const auto& signal = w.source().templates[w.series_template[s]].signals[w.series_signal[s]];
        series_.push_back({quoted(signal.full_name()) + ':', words_of(signal),
                           signal.kind == value_kind::boolean});
    }
}

void json_encoder::append(std::string& to, const reading_batch& batch, std::size_t first,
                          std::size_t end) const {
    const auto& fleet = fleets_[batch.fleet[first]];
    to += "{\"device\":\"";
    fleet.ids.append(batch.ordinal[first], to);
    to += fleet.headings[batch.message[first]];
    append_json_integer(to, batch.tick[first]);
    to += ",\"time\":\"";
    const auto* note = batch.note_of(first);
    append_timestamp(
        to, start_ + batch.at[first] + (note != nullptr ? note->course.clock : duration{}));
    to += '"';
    if (note != nullptr) append_way(to, *note, batch.at[first]);
    to += ",\"readings\":{";
    for (std::size_t i = first; i < end; ++i) {
        if (i > first) to += ',';
        const auto& form = series_[batch.series[i]];
        to += form.key;
        append_value(to, form, batch.value[i]);
    }
    to += "}}";
}

void json_encoder::append_way(std::string& to, const message_note& note, sim_time at) const {
    const auto& course = note.course;
    if (note.sent_at == at && course.latency == duration{}) return;
    to += ",\"sent\":\"";
    append_timestamp(to, start_ + note.sent_at + course.clock);
    to += "\",\"arrives\":\"";
    append_timestamp(to, start_ + note.sent_at + course.latency);
    to += '"';
}

unsigned json_encoder::append_arriving(std::string& to, const reading_batch& batch,
                                       std::size_t first, std::size_t end) const {
    const auto before = to.size();
    append(to, batch, first, end);
    const auto* note = batch.note_of(first);
    if (note == nullptr) return 1;
    if (note->course.garbled) to.resize(before + (to.size() - before) / 2);
    return note->course.doubled ? 2 : 1;
}

void json_encoder::append_value(std::string& to, const series_form& form, double x) const {
    if (form.is_truth && x == x)
        to += x != 0 ? "true" : "false";
    else if (x >= 0 && x < static_cast<double>(form.words.size()))
        to += form.words[static_cast<std::size_t>(x)];
    else
        append_json_number(to, x);
}

}  // namespace muster
