#include "fleet/diagnostic.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <tuple>
#include <utility>

namespace muster {

std::string file_and_line(const place& where) {
    return where.line == 0 ? where.file : where.file + ":" + std::to_string(where.line);
}

bool diagnostics::has_errors() const {
    return std::any_of(items.begin(), items.end(),
                       [](const diagnostic& d) { return d.level == severity::error; });
}

void diagnostics::error(std::string code, place where, std::string text, std::string remedy) {
    items.push_back(
        {severity::error, std::move(code), std::move(where), std::move(text), std::move(remedy)});
}

void diagnostics::warn(std::string code, place where, std::string text, std::string remedy) {
    items.push_back(
        {severity::warning, std::move(code), std::move(where), std::move(text), std::move(remedy)});
}

void diagnostics::sort() {
    std::stable_sort(
        items.begin(), items.end(), [](const diagnostic& left, const diagnostic& right) {
            const place &a = left.where, &b = right.where;
            return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
        });
}

namespace {

// One diagnostic is one line, and what a file holds must not steer the reader's terminal.
std::string escaped(const std::string& text) {
    std::string out;
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7f) {
            char code[8];
            std::snprintf(code, sizeof code, "\\x%02x", byte);
            out += code;
        } else {
            out += c;
        }
    }
    return out;
}

std::string place_text(const place& where) {
    std::string out = where.file;
    if (where.line > 0) out += ':' + std::to_string(where.line);
    if (where.line > 0 && where.column > 0) out += ':' + std::to_string(where.column);
    if (!where.pointer.empty()) out += '#' + where.pointer;
    return out;
}

// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
std::size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

bool begins(const std::string& longer, const std::string& shorter) {
    return shorter.size() >= 3 && longer.compare(0, shorter.size(), shorter) == 0;
}

}  // namespace

std::string to_text(const diagnostic& item) {
    std::string out = place_text(item.where);
    if (!out.empty()) out += ": ";
    out += item.level == severity::error ? "error[" : "warning[";
    out += item.code + "]: " + item.text;
    if (!item.remedy.empty()) out += "; " + item.remedy;
    return escaped(out);
}

std::string nearest_name(const std::string& word, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest_name = 200;  // the distance takes length times length steps
    if (word.size() > longest_name) return {};
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string found;
    for (const auto& candidate : candidates) {
        if (candidate.size() > longest_name || candidate == word) continue;
        std::size_t distance = edit_distance(word, candidate);
        if (distance < best) {
            best = distance;
            found = candidate;
        }
    }
    if (!found.empty()) return found;
    auto abbreviated =
        std::find_if(candidates.begin(), candidates.end(), [&word](const std::string& candidate) {
            return begins(candidate, word) || begins(word, candidate);
        });
    return abbreviated == candidates.end() ? std::string() : *abbreviated;
}

}  // namespace muster
