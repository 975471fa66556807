#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fleet/cause_counts.hpp"

namespace muster::testing {

/// Devices of a job with their attributes, counted the plain way.
class cohort_sample {
public:
    explicit cohort_sample(std::vector<std::string> names) : names_(std::move(names)) {}

    /// So many devices with these values, of which the first `failed` did not succeed.
    void add(const std::vector<std::string>& values, std::uint64_t devices, std::uint64_t failed) {
        rows_.push_back({values, {devices, failed}});
    }

    cause_counts counted() const {
        cause_counts all;
        for (const auto& name : names_)
            all.attributes.push_back({name, false, {}});
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::map<cell, cause_tally>> pairs;
        for (const auto& [values, devices] : rows_) {
            all.devices.add(devices);
            std::vector<std::uint32_t> at;
            for (std::size_t a = 0; a < names_.size(); ++a)
                at.push_back(count(all.attributes[a], values[a], devices));
            for (std::uint32_t a = 0; a < names_.size(); ++a)
                for (std::uint32_t b = a + 1; b < names_.size(); ++b)
                    pairs[{a, b}][{at[a], at[b]}].add(devices);
        }
        for (const auto& [attributes, cells] : pairs) {
            auto& pair = all.pairs.emplace_back();
            pair.first = attributes.first;
            pair.second = attributes.second;
            for (const auto& [places, devices] : cells)
                pair.cells.push_back({places.first, places.second, devices});
        }
        return all;
    }

private:
    using cell = std::pair<std::uint32_t, std::uint32_t>;
    struct row {
        std::vector<std::string> values;
        cause_tally devices;
    };

    static std::uint32_t count(cause_attribute& a, const std::string& text,
                               const cause_tally& devices) {
        auto at = std::find_if(a.values.begin(), a.values.end(),
                               [&](const cause_value& v) { return v.text == text; });
        if (at == a.values.end()) at = a.values.insert(at, {text, {}});
        at->devices.add(devices);
        return static_cast<std::uint32_t>(at - a.values.begin());
    }

    std::vector<std::string> names_;
    std::vector<row> rows_;
};

}  // namespace muster::testing
