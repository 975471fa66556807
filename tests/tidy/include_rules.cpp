#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "tests/tidy/rules.hpp"

namespace muster::tidy {

namespace {

/// `may_include`: folders end in '/', single headers do not; "*" is everything. A folder always
/// includes itself.
struct arrow {
    std::string_view folder;
    std::vector<std::string_view> may_include;
};

/// Where a third-party library may be named, by `#include` or in code.
struct library {
    std::string_view name;
    std::vector<std::string_view> headers;  ///< prefixes of what stands between < and >
    std::string_view in_code;               ///< pattern of its names; empty: includes tell enough
    std::vector<std::string_view> folders;
};

// The arrows of docs/architecture.md: the one place that says who may include whom.
const std::vector<arrow>& arrows() {
    static const std::vector<arrow> table = {
        {"fleet/", {}},
        {"schemas/", {}},
        {"net/", {}},
        {"models/", {"fleet/"}},
        {"scenarios/", {"fleet/"}},
        {"report/", {"fleet/"}},
        {"metrics/", {"fleet/"}},
        {"store/", {"schemas/", "fleet/"}},
        {"history/", {"net/", "fleet/"}},
        {"connect/", {"net/", "fleet/", "history/sink.hpp"}},
        {"coordinate/", {"net/", "fleet/"}},
        {"actors/",
         {"fleet/", "metrics/", "store/store.hpp", "history/sink.hpp", "history/rollups.hpp",
          "history/digest_sink.hpp", "connect/link.hpp"}},
        {"rpc/",
         {"schemas/", "fleet/", "actors/fleet_api.hpp", "actors/shard_host.hpp",
          "actors/shard_news.hpp", "actors/local_host.hpp"}},
        {"api/", {"net/", "metrics/", "fleet/", "actors/fleet_api.hpp"}},
        {"apps/", {"*"}},
        {"tests/", {"*"}},
        {"bench/", {"*"}},
    };
    return table;
}

const std::vector<library>& libraries() {
    static const std::vector<library> table = {
        {"CAF", {"caf/"}, R"(\bcaf::)", {"actors/", "tests/actors/", "tests/support/", "bench/"}},
        {"Cap'n Proto",
         {"capnp/", "kj/"},
         R"(\b(capnp|kj)::)",
         {"schemas/", "rpc/", "store/", "tests/rpc/", "tests/support/"}},
        {"prometheus-cpp", {"prometheus/"}, R"(\bprometheus::)", {"metrics/"}},
        {"CLI11", {"CLI/"}, R"(\bCLI::)", {"apps/"}},
        {"yaml-cpp", {"yaml-cpp/"}, R"(\bYAML::)", {"scenarios/"}},
        {"Beast and Asio",
         {"boost/beast", "boost/asio"},
         R"(\bboost::(beast|asio)\b)",
         {"net/", "api/", "connect/"}},
        {"Boost.JSON",
         {"boost/json"},
         R"(\bboost::json\b)",
         {"models/", "scenarios/", "report/", "api/", "history/", "connect/", "tests/"}},
        {"Boost.PFR", {"boost/pfr"}, R"(\bboost::pfr\b)", {"tests/"}},
        {"Boost.Test", {"boost/test/"}, R"(\bBOOST_(AUTO_TEST|TEST|CHECK|REQUIRE)\w*)", {"tests/"}},
        {"SQLite", {"sqlite3"}, R"(\bsqlite3_\w+)", {"store/", "history/"}},
        {"libpq", {"libpq"}, R"(\bPQ[a-z]\w*\()", {"store/"}},
        {"OpenSSL", {"openssl/"}, R"(\b(EVP|SHA256|SSL)_\w+)", {"report/", "net/"}},
        {"CRoaring", {"roaring/"}, R"(\broaring_\w+|\broaring::)", {"fleet/"}},
        {"Zstandard", {"zstd"}, R"(\bZSTD_\w+)", {"connect/", "tests/connect/"}},
        {"SLEEF", {"sleef"}, R"(\bSleef_\w+)", {"fleet/"}},
        {"date", {"date/"}, R"(\bdate::)", {"fleet/"}},
    };
    return table;
}

/// System headers with a slash or `.h` that every folder but fleet/ may use.
bool is_posix(std::string_view header) {
    static const std::set<std::string_view> known = {
        "unistd.h", "fcntl.h", "signal.h",  "poll.h",   "termios.h", "dirent.h", "dlfcn.h",
        "errno.h",  "sched.h", "pthread.h", "malloc.h", "spawn.h",   "cpuid.h",  "immintrin.h"};
    return header.starts_with("sys/") || known.contains(header);
}

struct include {
    std::string header;
    std::size_t line = 0;
    bool quoted = false;
};

std::vector<include> includes_of(const source_file& file) {
    static const std::regex pattern(R"(^\s*#\s*include\s*(["<])([^">]+)[">])");
    std::vector<include> found;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        std::smatch match;
        if (file.code[i].find('#') == std::string::npos) continue;
        if (std::regex_search(file.lines[i], match, pattern)) {
            found.push_back({match[2], i + 1, match[1] == "\""});
        }
    }
    return found;
}

const library* library_of(std::string_view header) {
    for (const library& each : libraries()) {
        for (const std::string_view prefix : each.headers) {
            if (header.starts_with(prefix)) return &each;
        }
    }
    return nullptr;
}

bool in_any(const source_file& file, const std::vector<std::string_view>& folders) {
    return std::any_of(folders.begin(), folders.end(),
                       [&](std::string_view folder) { return file.is_in(folder); });
}

bool allows(const arrow& from, const std::string& header) {
    if (header.starts_with(from.folder)) return true;
    return std::any_of(from.may_include.begin(), from.may_include.end(), [&](std::string_view to) {
        return to == "*" || (to.ends_with('/') ? header.starts_with(to) : header == to);
    });
}

void check_system_include(const source_file& file, const include& each,
                          std::vector<finding>& found) {
    const library* lib = library_of(each.header);
    const bool standard = each.header.find_first_of("./") == std::string::npos;
    if (lib != nullptr) {
        if (in_any(file, lib->folders)) return;
        found.push_back({"library", file.path, each.line,
                         std::string(lib->name) + " may not be named here: <" + each.header + ">"});
    } else if (!standard && (file.is_in("fleet/") || !is_posix(each.header))) {
        found.push_back({"library", file.path, each.line,
                         "<" + each.header + "> is in no row of the table of libraries"});
    }
}

void check_names_in_code(const source_file& file, std::vector<finding>& found) {
    static const std::vector<std::pair<const library*, std::regex>> patterns = [] {
        std::vector<std::pair<const library*, std::regex>> all;
        for (const library& each : libraries()) {
            all.emplace_back(&each, std::regex(std::string(each.in_code)));
        }
        return all;
    }();
    for (const auto& [lib, pattern] : patterns) {
        if (in_any(file, lib->folders)) continue;
        for (std::size_t i = 0; i < file.code.size(); ++i) {
            if (!std::regex_search(file.code[i], pattern)) continue;
            found.push_back(
                {"library", file.path, i + 1, std::string(lib->name) + " may not be named here"});
        }
    }
}

}  // namespace

std::vector<finding> check_arrows(const tree& files) {
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!file.is_cpp()) continue;
        const auto from = std::find_if(arrows().begin(), arrows().end(),
                                       [&](const arrow& a) { return file.is_in(a.folder); });
        if (from == arrows().end()) {
            found.push_back({"arrow", file.path, 1, "its folder is in no row of the arrows"});
            continue;
        }
        for (const include& each : includes_of(file)) {
            if (!each.quoted || allows(*from, each.header)) continue;
            found.push_back({"arrow", file.path, each.line,
                             std::string(from->folder) + " may not include " + each.header});
        }
    }
    return found;
}

std::vector<finding> check_libraries(const tree& files) {
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!file.is_cpp()) continue;
        for (const include& each : includes_of(file)) {
            if (!each.quoted) check_system_include(file, each, found);
        }
        check_names_in_code(file, found);
    }
    return found;
}

std::vector<finding> check_one_header_per_library(const tree& files) {
    std::map<std::string_view, std::string> homes;  // stem of the first file that names the library
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!file.is_in("fleet/")) continue;
        for (const include& each : includes_of(file)) {
            const library* lib = library_of(each.header);
            if (lib == nullptr) continue;
            const std::string& home = homes.try_emplace(lib->name, file.stem()).first->second;
            if (home == file.stem()) continue;
            found.push_back({"one-header", file.path, each.line,
                             std::string(lib->name) + " is already behind " + home});
        }
    }
    return found;
}

}  // namespace muster::tidy
