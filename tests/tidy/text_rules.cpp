#include <algorithm>
#include <regex>

#include "tests/tidy/rules.hpp"

namespace muster::tidy {

namespace {

enum class view { lines, code, comments };
enum class kind { cpp, build, any };  // build: CMake and shell

/// Something that may not be written in some files.
struct ban {
    std::string_view name;
    view in = view::code;
    kind of = kind::cpp;
    std::vector<std::string_view> folders{};  ///< prefixes of paths; empty: everywhere
    std::vector<std::string_view> except{};   ///< prefixes of paths
    std::string_view hint{};  ///< a text that every match has, to be quick; empty: always try
    std::string_view pattern;
    std::string_view remedy;
};

// What lies here acts on virtual time only; the exceptions measure or pace the run itself.
const std::vector<std::string_view> timeless = {"fleet/", "models/", "actors/"};
const std::vector<std::string_view> clock_exceptions = {};
// One per run: it paces the run, and a step takes what it takes.
const std::vector<std::string_view> conductor = {"actors/conductor"};
// The checks' own patterns and snippets.
const std::vector<std::string_view> tidy_itself = {"tests/tidy/"};

const std::vector<ban>& bans_on_randomness_and_time() {
    static const std::vector<ban> table = {
        {.name = "distribution",
         .hint = "_distribution",
         .pattern = R"(\bstd::\w+_distribution\b)",
         .remedy = "its values differ between standard libraries: draw from fleet's streams"},
        {.name = "random",
         .hint = "rand",
         .pattern = R"((^|[^\w.:>])(std::)?s?rand\s*\(|\brandom_device\b)",
         .remedy = "randomness is a function of seed, device, stream and counter"},
        {.name = "engine",
         .folders = timeless,
         .pattern = R"(\bstd::(mt19937|minstd|default_random_engine|ranlux))",
         .remedy = "randomness is a function of seed, device, stream and counter"},
        {.name = "clock",
         .folders = timeless,
         .except = clock_exceptions,
         .pattern = R"(\b(system|steady|high_resolution)_clock\b|\b(clock_gettime|gettimeofday)\b)"
                    R"(|(^|[^\w.:>])(std::|::)?time\s*\(\s*(nullptr|NULL|0|&))",
         .remedy = "time is a value handed down"},
        {.name = "libm",
         .folders = {"fleet/"},
         .except = {"fleet/math."},
         .hint = "(",
         .pattern = R"((^|[^\w.:>])(std::)?(a?(sin|cos|tan)h?|atan2|exp2?|expm1|log(2|10|1p)?|pow)"
                    R"(|cbrt|hypot|erfc?|[tl]gamma)\s*\()",
         .remedy = "libm differs between CPUs: use fleet/math.hpp"},
    };
    return table;
}

const std::vector<ban>& bans_on_code() {
    static const std::vector<ban> table = {
        {.name = "capture",
         .hint = "[",
         .pattern = R"(\[\s*=\s*[,\]])",
         .remedy = "name what a lambda captures"},
        {.name = "io",
         .folders = {"fleet/"},
         .pattern = R"(\bstd::(cout|cerr|clog|[io]?fstream)\b)"
                    R"(|(^|[^\w.:>])(std::)?(f?printf|fopen|getenv)\s*\()",
         .remedy = "fleet/ does no I/O"},
        {.name = "caf-all",
         .in = view::lines,
         .except = tidy_itself,
         .hint = "caf/",
         .pattern = R"(#\s*include\s*<caf/all\.hpp>)",
         .remedy = "include the headers that are used"},
        {.name = "infinite",
         // What drives shards waits for them as long as they run.
         .except = {"tests/", "actors/conductor", "actors/host.cpp"},
         .hint = "infinite",
         .pattern = R"(\bcaf::infinite\b)",
         .remedy = "every request has a deadline"},
        {.name = "actor-timer",
         .folders = {"actors/"},
         // Pacing, and the deadlines of callers outside, are on wall time.
         .except = {"actors/conductor", "actors/deadline_keeper.cpp"},
         .hint = "delayed_",
         .pattern = R"(\bdelayed_(anon_)?send\b)",
         .remedy = "a timer per actor blocks CAF's clock: deadlines are virtual"},
    };
    return table;
}

const std::vector<ban>& bans_on_text() {
    static const std::vector<ban> table = {
        {.name = "todo",
         .in = view::comments,
         .pattern = R"(\bTODO\b(?!\((someday|cleanup|perf)\): )|\bFIXME\b|\bXXX\b)",
         .remedy = "write TODO(someday|cleanup|perf): and what"},
        {.name = "todo",
         .in = view::lines,
         .of = kind::build,
         .pattern = R"(\bTODO\b(?!\((someday|cleanup|perf)\): )|\bFIXME\b)",
         .remedy = "write TODO(someday|cleanup|perf): and what"},
        {.name = "cpu-flags",
         .in = view::lines,
         .of = kind::build,
         .hint = "-",
         .pattern = R"((^|[\s"'])-(m(arch|tune)=native|ffast-math|Ofast|funsafe-math\S*)\b)",
         .remedy = "results are the same on every x86-64"},
        {.name = "host",
         .in = view::lines,
         .of = kind::any,
         .except = tidy_itself,
         .hint = "http",
         .pattern = R"(\bhttp://(?!www\.w3\.org/|localhost\b|127\.0\.0\.1\b|\[::1\]))",
         .remedy = "no plain hosts in tracked files"},
        {.name = "machine-path",
         .in = view::lines,
         .of = kind::any,
         .except = tidy_itself,
         .hint = "/",
         .pattern = R"((^|[^\w./~}$*-])/(work|root|home|tmp)/)",
         .remedy = "no path of one machine in tracked files"},
    };
    return table;
}

bool is_of(const source_file& file, kind wanted) {
    switch (wanted) {
        case kind::cpp:
            return file.is_cpp();
        case kind::build:
            return file.is_cmake() || file.is_script();
        case kind::any:
            return true;
    }
    return false;
}

bool applies(const ban& each, const source_file& file) {
    const auto is_in = [&](std::string_view folder) { return file.is_in(folder); };
    return is_of(file, each.of) && std::none_of(each.except.begin(), each.except.end(), is_in) &&
           (each.folders.empty() || std::any_of(each.folders.begin(), each.folders.end(), is_in));
}

const std::vector<std::string>& lines_of(const source_file& file, view in) {
    switch (in) {
        case view::code:
            return file.code;
        case view::comments:
            return file.comments;
        case view::lines:
            break;
    }
    return file.lines;
}

void check_ban(const ban& each, const std::regex& pattern, const source_file& file,
               std::vector<finding>& found) {
    const std::vector<std::string>& lines = lines_of(file, each.in);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].find(each.hint) == std::string::npos) continue;
        std::smatch match;
        if (!std::regex_search(lines[i], match, pattern)) continue;
        found.push_back({std::string(each.name), file.path, i + 1,
                         "'" + match.str() + "': " + std::string(each.remedy)});
    }
}

}  // namespace

std::vector<finding> check_forbidden_text(const tree& files) {
    std::vector<finding> found;
    for (const auto* table : {&bans_on_randomness_and_time(), &bans_on_code(), &bans_on_text()}) {
        for (const ban& each : *table) {
            const std::regex pattern{std::string(each.pattern), std::regex::optimize};
            for (const source_file& file : files) {
                if (applies(each, file)) check_ban(each, pattern, file, found);
            }
        }
    }
    return found;
}

}  // namespace muster::tidy
