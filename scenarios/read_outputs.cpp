#include <map>

#include "scenarios/file_identity.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

/// An output has one form, with the path of its file.
void read_form(reading& r, const yaml::node& map, output_spec& output) {
    const bool csv = reading::get(map, "csv") != nullptr;
    if (csv && reading::get(map, "ndjson") != nullptr)
        return r.error("two-forms", map.where, "an output has `ndjson` and `csv`",
                       "make two outputs of it");
    if (!csv) r.missing(map, "ndjson", "the output");
    output.kind = csv ? output_spec::form::csv : output_spec::form::ndjson;
    r.text(map, csv ? "csv" : "ndjson", output.path);
}

/// What the files are that something reads or writes; an output makes its own anew.
class taken_files {
public:
    explicit taken_files(reading& r) : r_(r) {
        for (const auto& input : *r.options().inputs)
            taken_.emplace(file_identity(input), std::string());
    }

    void take(const output_spec& output) {
        if (output.path.empty()) return;
        const auto [other, fresh] = taken_.emplace(file_identity(output.path), output.name);
        if (fresh) return;
        if (other->second.empty())
            r_.error("same-path", output.where,
                     ticked(output.name) + " writes " + ticked(output.path) +
                         ", which the scenario reads",
                     "give the output a path of its own");
        else
            r_.error("same-path", output.where,
                     ticked(output.name) + " and " + ticked(other->second) +
                         " write the same file " + ticked(output.path),
                     "give each its own");
    }

private:
    reading& r_;
    std::map<std::string, std::string> taken_;  ///< the output's name; empty: it is read
};

}  // namespace

void read_outputs(reading& r) {
    const auto* section = r.section("outputs");
    if (section == nullptr) return;
    taken_files taken(r);
    for (const auto& item : section->entries) {
        output_spec output;
        output.name = item.key;
        output.where = item.where;
        if (!r.is_map(item.value, "a mapping such as `{ndjson: readings.ndjson}`")) continue;
        read_form(r, item.value, output);
        taken.take(output);
        r.out.outputs.push_back(std::move(output));
    }
}

}  // namespace muster::sections
