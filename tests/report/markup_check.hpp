#pragma once

#include <cctype>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace muster::report::fixture {

/// What is wrong with the nesting of the tags in a piece of XML or HTML: empty where every element
/// is closed in order, attributes are quoted, and no text holds a bare `<`. `open_tags` need no
/// end.
inline std::string nesting_problem(std::string_view text, const std::set<std::string>& open_tags) {
    std::vector<std::string> open;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        if (text.substr(at, 2) == "<!" || text.substr(at, 2) == "<?") {
            at = text.find('>', at);
            continue;
        }
        const bool closing = text.substr(at, 2) == "</";
        std::size_t i = at + (closing ? 2 : 1);
        std::string name;
        while (i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])))
            name += text[i++];
        if (name.empty()) return "a bare < at " + std::to_string(at);
        char quote = 0;
        for (; i < text.size() && (quote != 0 || text[i] != '>'); ++i) {
            if (quote == 0 && text[i] == '<') return "a < inside the tag " + name;
            if (text[i] == '"') quote = quote == 0 ? '"' : '\0';
        }
        if (i == text.size()) return "the tag " + name + " does not end";
        const bool empty = text[i - 1] == '/' || open_tags.contains(name);
        if (closing) {
            if (open.empty() || open.back() != name) return "</" + name + "> closes nothing";
            open.pop_back();
        } else if (!empty) {
            open.push_back(name);
        }
        at = i;
        if (!closing && (name == "script" || name == "style")) at = text.find("</" + name, i);
    }
    return open.empty() ? "" : "<" + open.back() + "> stays open";
}

inline std::size_t times(std::string_view text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + 1))
        ++n;
    return n;
}

}  // namespace muster::report::fixture
