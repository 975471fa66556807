#include "report/flat_result.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace muster::report {

namespace {

namespace json = boost::json;

/// Larger than the report of a thousand windows, jobs and signals.
constexpr std::uintmax_t file_bytes_max = 256'000'000;
constexpr std::size_t depth_max = 32;

std::string to_std(const json::string& text) {
    return {text.data(), text.size()};
}

/// `timedOut` as the language spells it: `timed_out`.
std::string snake(std::string_view key) {
    std::string out;
    for (const char c : key) {
        if (std::isupper(static_cast<unsigned char>(c)) == 0) {
            out += c;
        } else {
            out += '_';
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return out;
}

flat_value leaf(const json::value& v) {
    using form = flat_value::form;
    if (v.is_string()) return {form::text, 0, to_std(v.get_string())};
    if (v.is_bool()) return {form::truth, 0, v.get_bool() ? "true" : "false"};
    if (v.is_number()) return {form::number, v.to_number<double>(), json::serialize(v)};
    return {};
}

std::string text_of(const json::object& object, std::string_view key) {
    const auto* found = object.if_contains({key.data(), key.size()});
    return found != nullptr && found->is_string() ? to_std(found->get_string()) : std::string();
}

/// Gives the leaves of a `result` their paths.
class flattener {
public:
    explicit flattener(std::map<flat_path, flat_value, path_order>& to) : to_(to) {}

    void result(const json::object& result) {
        if (const auto* signals = result.if_contains("signals"); signals && signals->is_array())
            name_signals(signals->get_array());
        for (const auto& member : result)
            if (member.key() != "seed") at(member.key(), [&] { value(member.value()); });
    }

private:
    template <class Inside>
    void at(std::string_view word, Inside inside) {
        path_.emplace_back(word);
        inside();
        path_.pop_back();
    }

    void name_signals(const json::array& signals) {
        for (const auto& s : signals) {
            flat_path path{"templates", "", "telemetry", ""};
            if (const auto* object = s.if_object()) {
                path[1] = text_of(*object, "template");
                path[3] = text_of(*object, "signal");
            }
            signals_.push_back(std::move(path));
        }
    }

    void value(const json::value& v) {
        if (const auto* object = v.if_object())
            members(*object);
        else if (const auto* array = v.if_array())
            path_.back() == "signals" ? signal_list(*array) : items(*array);
        else
            to_[path_] = leaf(v);
    }

    void members(const json::object& object) {
        const bool free_text = path_.back() == "reasons";
        for (const auto& member : object) {
            const std::string_view key(member.key().data(), member.key().size());
            // What devices have in common follows from figures, and comes and goes as a whole.
            if (key == "causes" && path_.size() == 2 && path_.front() == "jobs") continue;
            // Counts are the thing's own figures, as in metrics.
            if (key == "counts" && member.value().is_object())
                members(member.value().get_object());
            else
                at(free_text ? std::string(key) : snake(key), [&] { value(member.value()); });
        }
    }

    void items(const json::array& array) {
        if (path_.back() == "expectations") path_.back() = "expect";  // as the language has it
        for (std::size_t i = 0; i < array.size(); ++i)
            at(std::to_string(i), [&] { value(array[i]); });
    }

    /// Signals stand in a list; each has its path as a metric, at the top and in every window.
    void signal_list(const json::array& array) {
        const auto before = path_;
        path_.pop_back();
        const auto above = path_;
        for (std::size_t i = 0; i < array.size() && i < signals_.size(); ++i) {
            path_ = above;
            path_.insert(path_.end(), signals_[i].begin(), signals_[i].end());
            if (!array[i].is_object()) continue;
            for (const auto& member : array[i].get_object())
                if (member.key() != "template" && member.key() != "signal")
                    at(member.key(), [&] { value(member.value()); });
        }
        path_ = before;
    }

    std::map<flat_path, flat_value, path_order>& to_;
    flat_path path_;
    std::vector<flat_path> signals_;
};

place place_at(const std::string& file, std::string_view text, std::size_t offset) {
    place where{file, 1, 1, {}};
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        ++where.column;
        if (text[i] != '\n') continue;
        ++where.line;
        where.column = 1;
    }
    return where;
}

/// The whole document; empty, with the place, where it is no JSON.
std::optional<json::object> parse(std::string_view text, const std::string& file,
                                  diagnostics& problems) {
    json::parse_options options;
    options.max_depth = depth_max;
    json::stream_parser parser({}, options);
    json::error_code problem;
    const auto used = parser.write_some(text.data(), text.size(), problem);
    if (!problem) parser.finish(problem);
    if (!problem && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos)
        problem = json::error::extra_data;
    if (problem) {
        const bool cut = problem == json::error::incomplete;
        problems.error(
            "json-syntax", place_at(file, text, used),
            cut ? "the text ends in the middle of a value" : "not JSON: " + problem.message(),
            "give a report.json of `muster run --out` or `--json`");
        return std::nullopt;
    }
    auto root = parser.release();
    if (root.is_object()) return std::move(root.get_object());
    problems.error("no-report", {file, 1, 1, {}}, "this is no report",
                   "give a report.json of `muster run --out` or `--json`");
    return std::nullopt;
}

const json::object* member(const json::object& root, std::string_view key) {
    const auto* found = root.if_contains({key.data(), key.size()});
    return found == nullptr ? nullptr : found->if_object();
}

/// Whether it is a report in the form that is known here.
bool is_report(const json::object& root, const std::string& file, diagnostics& problems) {
    const place where{file, 0, 0, {}};
    if (const auto kind = text_of(root, "kind"); !kind.empty()) {
        problems.error("no-report", where, "this is a " + kind + ".json, not a report of one run",
                       "compare the report.json of two runs");
        return false;
    }
    const auto* run = member(root, "run");
    if (run == nullptr || member(root, "result") == nullptr || !root.contains("digest")) {
        problems.error("no-report", where,
                       "this is no report: `result`, `run` or `digest` is missing",
                       "give a report.json of `muster run --out` or `--json`");
        return false;
    }
    const auto* format = run->if_contains("format");
    if (format != nullptr && format->is_int64() && format->get_int64() == 1) return true;
    problems.error("other-format", {file, 0, 0, "/run/format"},
                   "found " + (format == nullptr ? std::string("none") : json::serialize(*format)) +
                       ", expected 1: the report is of another version of Muster",
                   "make both reports with the same version");
    return false;
}

}  // namespace

std::optional<flat_report> read_report_text(std::string_view text, const std::string& file,
                                            diagnostics& problems) {
    const auto root = parse(text, file, problems);
    if (!root || !is_report(*root, file, problems)) return std::nullopt;
    flat_report report;
    report.file = file;
    const auto& run = *member(*root, "run");
    const auto& result = *member(*root, "result");
    report.title = text_of(run, "title");
    report.scenario = text_of(run, "scenario");
    report.start = text_of(run, "start");
    report.verdict = text_of(run, "verdict");
    report.digest = text_of(*root, "digest");
    if (const auto* machine = member(*root, "machine"))
        report.version = text_of(*machine, "version");
    if (const auto* seed = result.if_contains("seed")) report.seed = json::serialize(*seed);
    flattener(report.figures).result(result);
    return report;
}

std::optional<flat_report> read_report_file(const std::string& file, diagnostics& problems) {
    const place where{file.empty() ? "REPORT" : file, 0, 0, {}};
    std::error_code problem;
    if (std::filesystem::is_directory(file, problem)) {
        problems.error("no-file", where, "this is a folder", "give the report.json in it");
        return std::nullopt;
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        const bool there = std::filesystem::exists(file, problem);
        problems.error("no-file", where, there ? "the file can't be read" : "there is no such file",
                       there ? "check its permissions" : "check the path");
        return std::nullopt;
    }
    const auto size = std::filesystem::file_size(file, problem);
    if (!problem && size > file_bytes_max) {
        problems.error("file-too-large", where,
                       "a report of more than " + std::to_string(file_bytes_max) + " bytes",
                       "give a report.json of `muster run --out` or `--json`");
        return std::nullopt;
    }
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return read_report_text(text, file, problems);
}

bool path_order::operator()(const flat_path& a, const flat_path& b) const {
    const auto is_number = [](const std::string& word) {
        return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
    };
    const auto before = [&](const std::string& x, const std::string& y) {
        const bool sizes = is_number(x) && is_number(y) && x.size() != y.size();
        return sizes ? x.size() < y.size() : x < y;
    };
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
}

std::string path_text(const flat_path& path) {
    std::string out;
    for (const auto& word : path) {
        if (!out.empty()) out += '.';
        const bool plain = word.find('.') == std::string::npos && !word.empty();
        out += plain ? word : '"' + word + '"';
    }
    return out;
}

flat_path path_words(const std::string& text) {
    flat_path words{""};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (c == '.' && !quoted)
            words.emplace_back();
        else
            words.back() += c;
    }
    return words;
}

}  // namespace muster::report
