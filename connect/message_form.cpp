#include "connect/message_form.hpp"

#include <limits>

#include "connect/json_encoder.hpp"
#include "connect/json_text.hpp"

namespace muster {

namespace {

class json_lines_form final : public message_form {
public:
    explicit json_lines_form(const world& w) : encoder_(w) {}
    void append(std::string& to, const reading_batch& batch, std::size_t first,
                std::size_t end) const override {
        encoder_.append_arriving(to, batch, first, end);
        to += '\n';
    }

private:
    json_encoder encoder_;
};

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// A field as RFC 4180 wants it: in quotes where it has to be.
std::string field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

class csv_form final : public message_form {
public:
    explicit csv_form(const world& w);
    std::string head() const override { return "time,device,fleet,message,tick,signal,value\r\n"; }
    void append(std::string& to, const reading_batch& batch, std::size_t first,
                std::size_t end) const override;

private:
    struct fleet_columns {
        const device_ids* ids = nullptr;
        std::vector<std::string> headings;  ///< by message: `,meters,load,`
    };
    struct series_columns {
        std::string name;                ///< `power,`
        std::vector<std::string> words;  ///< empty for numbers
    };

    void append_value(std::string& to, const series_columns& series, double x) const;

    calendar_time start_;
    std::vector<fleet_columns> fleets_;
    std::vector<series_columns> series_;
};

csv_form::csv_form(const world& w) : start_(w.source().time.start) {
    for (const auto& f : w.fleets) {
        auto& columns = fleets_.emplace_back();
        columns.ids = &f.ids;
        for (const auto& m : f.kind->messages)
            columns.headings.push_back(',' + field(f.spec->name) + ',' + field(m.name) + ',');
    }
    for (std::size_t s = 0; s < w.series_signal.size(); ++s) {
        const auto& signal = w.source().templates[w.series_template[s]].signals[w.series_signal[s]];
        auto& columns = series_.emplace_back();
        columns.name = field(signal.full_name()) + ',';
        for (const auto& word : signal.value_words())
            columns.words.push_back(field(word));
    }
}

void csv_form::append(std::string& to, const reading_batch& batch, std::size_t first,
                      std::size_t end) const {
    const auto& fleet = fleets_[batch.fleet[first]];
    const auto* note = batch.note_of(first);
    const auto course = note != nullptr ? note->course : message_course{};
    std::string message;
    append_timestamp(message, start_ + batch.at[first] + course.clock);
    std::string id;
    fleet.ids->append(batch.ordinal[first], id);
    message += ',' + field(id) + fleet.headings[batch.message[first]];
    append_json_integer(message, batch.tick[first]);
    message += ',';
    for (std::size_t i = first; i < end; ++i) {
        to += message;
        append_value(to, series_[batch.series[i]], course.garbled ? no_value : batch.value[i]);
        to += "\r\n";
    }
}

void csv_form::append_value(std::string& to, const series_columns& series, double x) const {
    to += series.name;
    if (x != x) return;
    if (x >= 0 && x < static_cast<double>(series.words.size()))
        to += series.words[static_cast<std::size_t>(x)];
    else
        append_json_number(to, x);
}

}  // namespace

std::unique_ptr<const message_form> json_lines(const world& w) {
    return std::make_unique<json_lines_form>(w);
}

std::unique_ptr<const message_form> csv_rows(const world& w) {
    return std::make_unique<csv_form>(w);
}

std::unique_ptr<const message_form> message_form_of(const output_spec& output, const world& w) {
    return output.kind == output_spec::form::csv ? csv_rows(w) : json_lines(w);
}

}  // namespace muster
