#include "scenarios/yaml_tree.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "scenarios/yaml_builder.hpp"
#include "scenarios/yaml_traps.hpp"

namespace muster::yaml {

const node* node::find(std::string_view key) const {
    for (const auto& item : entries)
        if (item.key == key) return &item.value;
    return nullptr;
}

entry* node::find_entry(std::string_view key) {
    auto found = std::find_if(entries.begin(), entries.end(),
                              [key](const entry& item) { return item.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

namespace {

// Finds where what is left over after a document begins, and leaves the library there: reading on
// is what hangs on malformed text.
class leftover_finder final : public YAML::EventHandler {
public:
    struct found {
        YAML::Mark mark;
    };
    void OnDocumentStart(const YAML::Mark& mark) override { throw found{mark}; }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

void refuse_leftovers(YAML::Parser& parser, const source& text, diagnostics& problems) {
    if (!parser) return;
    leftover_finder finder;
    place where;
    try {
        parser.HandleNextDocument(finder);
    } catch (const leftover_finder::found& left) {
        where = text.at(left.mark.line, left.mark.column);
    }
    problems.error("yaml-syntax", where, "more text after the end of the scenario",
                   "check the indentation and the brackets before it");
}

bool parse(const source& text, builder& made, diagnostics& problems) {
    std::istringstream in{std::string(text.text())};
    try {
        YAML::Parser parser(in);
        if (!parser.HandleNextDocument(made)) return true;
        refuse_leftovers(parser, text, problems);
        return true;
    } catch (const limit_crossed&) {
        return false;
    } catch (const YAML::Exception& error) {
        explain({error.msg, text.at(error.mark.line, error.mark.column), made.innermost_open(),
                 made.last_scalar()},
                text, problems);
        return false;
    }
}

}  // namespace

std::optional<node> read_tree(std::string_view text, const std::string& file,
                              diagnostics& problems) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    source lines(text, file);
    if (!check_source(lines, problems)) return std::nullopt;
    builder made(lines, problems);
    if (!parse(lines, made, problems)) return std::nullopt;
    auto root = made.take_root();
    if (root) report_cut_texts(*root, problems);
    return root;
}

}  // namespace muster::yaml
