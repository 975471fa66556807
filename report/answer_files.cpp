#include "report/answer_files.hpp"

#include <utility>

#include "report/canonical_json.hpp"

namespace muster::report {

namespace {

std::string text_of(const plain_value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? std::string() : json_writer().number(*number).take();
}

void append_row(std::string& to, const answer_row& row) {
    append_csv_field(to, row.device);
    append_csv_field(to += ',', row.fleet);
    to += std::string(",") + to_text(row.state) + ',';
    if (row.code != 0) to += std::to_string(row.code);
    append_csv_field(to += ',', text_of(row.value));
    append_csv_field(to += ',', row.reason);
    to += ',' + json_writer().seconds(row.took).take() + "\r\n";
}

void append_value(json_writer& to, const plain_value& value) {
    if (const auto* number = std::get_if<double>(&value))
        to.number(*number);
    else if (const auto* truth = std::get_if<bool>(&value))
        to.truth(*truth);
    else if (const auto* text = std::get_if<std::string>(&value))
        to.text(*text);
    else
        to.null();
}

void append_line(std::string& to, const answer_row& row) {
    json_writer w;
    w.open_object().field("device", row.device).field("fleet", row.fleet);
    w.field("state", to_text(row.state));
    w.field("code", row.code == 0 ? std::optional<std::uint64_t>{} : std::uint64_t{row.code});
    append_value(w.key("value"), row.value);
    w.field("reason", row.reason.empty() ? std::optional<std::string>{} : row.reason);
    to += w.field("seconds", row.took).close_object().take() + '\n';
}

}  // namespace

answer_files::answer_files(const scenario& about, std::filesystem::path folder)
    : about_(about), folder_(std::move(folder)) {}

void answer_files::write(std::uint32_t act, const std::vector<answer_row>& rows) {
    std::string text, lines;
    if (!csv_.is_open() || act != act_) {
        csv_.close(done_);
        lines_.close(done_);
        const auto& name = about_.acts[act].name;
        csv_.open(folder_ / "acts" / (name + ".csv"));
        lines_.open(folder_ / "acts" / (name + ".ndjson"));
        act_ = act;
        text = "device,fleet,state,code,value,reason,seconds\r\n";
    }
    for (const auto& row : rows) {
        append_row(text, row);
        append_line(lines, row);
    }
    csv_.append(text);
    lines_.append(lines);
}

written_files answer_files::finish() {
    csv_.close(done_);
    lines_.close(done_);
    return std::move(done_);
}

}  // namespace muster::report
