#include <map>
#include <regex>
#include <set>

#include "tests/tidy/rules.hpp"

namespace muster::tidy {

namespace {

using names = std::set<std::string>;

bool is_watched(const source_file& file) {
    return file.is_cpp() && (file.is_in("fleet/") || file.is_in("actors/"));
}

std::string joined(const source_file& file) {
    std::string text;
    for (const std::string& line : file.code)
        text += line + "\n";
    return text;
}

/// Position after the `>` that closes the `<` at `at`.
std::size_t after_arguments(const std::string& text, std::size_t at) {
    int depth = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '<') ++depth;
        if (text[at] == '>' && --depth == 0) return at + 1;
    }
    return text.size();
}

/// Names declared with an unordered type in `text`; an alias of one goes into `aliases`.
names declared_in(const std::string& text, names& aliases) {
    static const std::regex type(R"((?:using\s+(\w+)\s*=\s*)?\bstd::unordered_\w+\s*<)");
    static const std::regex name(R"(^[\s&]*(\w+)\s*[;={,)])");
    names found;
    for (std::sregex_iterator it(text.begin(), text.end(), type), end; it != end; ++it) {
        if ((*it)[1].matched) aliases.insert((*it)[1]);
        const auto open = static_cast<std::size_t>(it->position() + it->length() - 1);
        const std::string rest = text.substr(after_arguments(text, open), 200);
        std::smatch match;
        if (std::regex_search(rest, match, name)) found.insert(match[1]);
    }
    return found;
}

names declared_by_alias(const std::string& text, const names& aliases) {
    names found;
    for (const std::string& alias : aliases) {
        const std::regex pattern("\\b" + alias + R"(\b[\s&]+(\w+)\s*[;={,)])");
        for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
            found.insert((*it)[1]);
        }
    }
    return found;
}

/// Private members and what a .cpp declares are seen by files of the same stem; other names of a
/// header by all.
bool is_local(const source_file& file, const std::string& name) {
    return name.ends_with('_') || file.path.ends_with(".cpp");
}

void check_file(const source_file& file, const names& unordered, std::vector<finding>& found) {
    static const std::regex loop(R"(\bfor\s*\([^;)]*:\s*(?:[\w.>()\[\]-]*(?:\.|->))?(\w+)\s*\))");
    static const std::regex begin(R"(\b(\w+)(?:\.|->)c?r?begin\s*\()");
    for (std::size_t i = 0; i < file.code.size(); ++i) {
        std::smatch match;
        const std::string& line = file.code[i];
        const bool hit = (std::regex_search(line, match, loop) && unordered.contains(match[1])) ||
                         (std::regex_search(line, match, begin) && unordered.contains(match[1]));
        if (!hit) continue;
        found.push_back(
            {"unordered", file.path, i + 1,
             "iterates over '" + match[1].str() + "', whose order is no one's promise"});
    }
}

}  // namespace

std::vector<finding> check_unordered_iteration(const tree& files) {
    names shared, aliases;
    std::map<std::string, names> local;  // by stem
    std::map<std::string, std::string> texts;
    const auto keep = [&](const source_file& file, const names& found) {
        for (const std::string& name : found) {
            (is_local(file, name) ? local[file.stem()] : shared).insert(name);
        }
    };
    for (const source_file& file : files) {
        if (is_watched(file)) keep(file, declared_in(texts[file.path] = joined(file), aliases));
    }
    for (const source_file& file : files) {
        if (is_watched(file)) keep(file, declared_by_alias(texts[file.path], aliases));
    }
    std::vector<finding> found;
    for (const source_file& file : files) {
        if (!is_watched(file)) continue;
        names seen = shared;
        seen.merge(names(local[file.stem()]));
        check_file(file, seen, found);
    }
    return found;
}

}  // namespace muster::tidy
