#include "tests/tidy/ratchet.hpp"

#include <sstream>
#include <stdexcept>

namespace muster::tidy {

namespace {

std::string line_of(const ratchet::value_type& entry) {
    return entry.first.first + " " + entry.first.second + " " + std::to_string(entry.second);
}

std::string to_text(const finding& each) {
    return each.path + ":" + std::to_string(each.line) + ": [" + each.rule + "] " + each.text;
}

}  // namespace

ratchet parse_ratchet(std::string_view text) {
    ratchet tolerated;
    std::istringstream in{std::string(text)};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.starts_with('#')) continue;
        std::istringstream words(line);
        std::string rule, path, rest;
        std::size_t amount = 0;
        if (!(words >> rule >> path >> amount) || words >> rest || amount == 0) {
            throw std::invalid_argument("ratchet.txt:" + std::to_string(number) +
                                        ": expected `rule path number`, found `" + line + "`");
        }
        tolerated[{rule, path}] += amount;
    }
    return tolerated;
}

std::vector<std::string> compare(const std::vector<finding>& findings, const ratchet& tolerated) {
    ratchet left;
    for (const finding& each : findings)
        left[{each.rule, each.path}] += each.amount;

    std::vector<std::string> complaints;
    const auto allowed = [&](const ratchet::key_type& key) {
        const auto it = tolerated.find(key);
        return it == tolerated.end() ? 0 : it->second;
    };
    for (const finding& each : findings) {
        const ratchet::key_type key{each.rule, each.path};
        if (left[key] > allowed(key)) complaints.push_back(to_text(each));
    }
    for (const auto& entry : tolerated) {
        const std::size_t is = left[entry.first];
        if (is >= entry.second) continue;
        complaints.push_back("tests/tidy/ratchet.txt: lower the ratchet: `" + line_of(entry) +
                             "` is now " + std::to_string(is));
    }
    return complaints;
}

}  // namespace muster::tidy
