#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster::report {

/// A leaf of a `result`.
struct flat_value {
    enum class form : std::uint8_t { none, number, text, truth };
    form kind = form::none;
    double number = 0;
    std::string text;  ///< a text; of a number its digits as they stand in the report

    bool operator==(const flat_value& other) const {
        return kind == other.kind && text == other.text;
    }
};

/// The words of a path: `jobs`, `fw`, `failed`.
using flat_path = std::vector<std::string>;

/// Words in their order, numbers by their size.
struct path_order {
    bool operator()(const flat_path& a, const flat_path& b) const;
};

/// A report.json as a list of figures under the paths of the things they speak of, which are those
/// of metrics where there is such a metric: `jobs.fw.failed`,
/// `templates.room.telemetry.temperature.mean`.
struct flat_report {
    std::string file;
    std::string title, scenario, start;
    std::string version, digest, seed;
    std::string verdict;  ///< of the run: `held`, `interrupted`, ...
    std::map<flat_path, flat_value, path_order> figures;
};

/// Reads a report. `file` is for the diagnostics, which say why where it is none.
std::optional<flat_report> read_report_text(std::string_view text, const std::string& file,
                                            diagnostics& problems);
std::optional<flat_report> read_report_file(const std::string& file, diagnostics& problems);

/// The path as one writes it: dots between the words, a word that has a dot in quotes.
std::string path_text(const flat_path& path);
/// The words of a written path.
flat_path path_words(const std::string& text);

}  // namespace muster::report
