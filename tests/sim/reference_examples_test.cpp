#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>

#include "models/load.hpp"
#include "scenarios/language.hpp"
#include "scenarios/reader.hpp"
#include "scenarios/yaml_tree.hpp"
#include "tests/support/fleet_lab.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

const std::string folder = MUSTER_SOURCE_DIR "/tests/data/examples/";

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> words{""};
    for (const char c : path) {
        if (c == '.')
            words.emplace_back();
        else
            words.back() += c;
    }
    return words;
}

/// `--set PATH=VALUE` in two parts.
struct setting {
    std::string path, value;
    std::string text() const { return path + '=' + value; }
};

/// What an example may mean, the likelier first: `rate: 2/d` the value of its key, or all that the
/// whole has; `{p50: 4, p99: 25}` the whole that has the key; `hot: {...}` a thing of some name.
std::vector<setting> meanings_of(const language_key& key) {
    const auto dot = key.path.rfind('.');
    const auto parent = dot == std::string::npos ? "" : key.path.substr(0, dot);
    const auto last = key.path.substr(dot == std::string::npos ? 0 : dot + 1);
    if (last == "#") {
        const bool item = key.example.starts_with("- ");
        return {{key.path, item ? key.example.substr(2) : key.example}};
    }
    if (key.example.starts_with('{')) return {{parent, key.example}};
    const auto colon = key.example.find(": ");
    BOOST_REQUIRE_MESSAGE(colon != std::string::npos, key.path << ": " << key.example);
    const auto name = key.example.substr(0, colon);
    const auto value = key.example.substr(colon + 2);
    if (last != "*" && name != last) {  // a thing that has the key
        BOOST_TEST(parent.ends_with('*'));
        return {{parent, value}};
    }
    std::vector<setting> all{{key.path, value}};
    if (!parent.empty()) all.push_back({parent, '{' + key.example + '}'});
    return all;
}

/// Every place of a file to which a path with `*` and `#` leads, as far as its last word.
void expand(const yaml::node* at, const std::vector<std::string>& words, std::size_t from,
            const std::string& so_far, std::vector<std::string>& to) {
    if (from == words.size()) return to.push_back(so_far.substr(1));
    const auto& word = words[from];
    const auto descend = [&](const yaml::node* next, const std::string& name) {
        const bool plain = name.find('.') == std::string::npos;
        expand(next, words, from + 1, so_far + '.' + (plain ? name : '"' + name + '"'), to);
    };
    if (word == "#") {
        const auto items = at != nullptr && at->is_list() ? at->items.size() : 0;
        for (std::size_t i = 0; i < items; ++i)
            descend(&at->items[i], std::to_string(i));
    } else if (word == "*") {
        if (at == nullptr || !at->is_map()) return;
        for (const auto& e : at->entries)
            descend(&e.value, e.key);
    } else {
        descend(at != nullptr && at->is_map() ? at->find(word) : nullptr, word);
    }
}

/// A file with one example in it, in the first place where it is right.
class bench {
public:
    explicit bench(std::string file) : file_(std::move(file)) {
        diagnostics problems;
        tree_ = yaml::read_tree(text(), file_, problems);
        BOOST_REQUIRE_MESSAGE(tree_.has_value(), file_);
    }

    std::string text() const {
        std::ifstream in(file_);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

    /// The last refusal is in `said`.
    std::optional<scenario> with(const setting& wanted, std::string& said) const {
        std::vector<std::string> places;
        expand(&*tree_, split(wanted.path), 0, "", places);
        for (const auto& place : places) {
            auto read =
                read_scenario_file(file_, {setting{place, wanted.value}.text()}, load_model);
            if (read.value) return std::move(read.value);
            said = to_text(read.problems.items.front());
        }
        return {};
    }

private:
    static std::optional<device_template> load_model(const std::string& path,
                                                     const std::string& relative_to,
                                                     diagnostics& problems) {
        return load_template(path, relative_to, problems);
    }

    std::string file_;
    std::optional<yaml::node> tree_;
};

/// Few devices and some minutes are enough to see that a thing runs.
void run_shortly(scenario s) {
    scale_devices(s, 60);
    s.time.length = std::min<duration>(s.time.length.value_or(1h), 8min);
    testing::fleet_lab lab(std::move(s), {}, testing::only_the_outcome);
    const auto& outcome = lab.run();
    BOOST_TEST(outcome.failure.empty(), outcome.failure);
    BOOST_TEST(outcome.result.traffic.messages_sent > 0u);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reference_examples_test)

// Whoever copies an example from the reference gets something that is read and runs.

BOOST_AUTO_TEST_CASE(every_example_of_the_reference_is_read_and_runs) {
    const std::vector<bench> benches{bench(folder + "examples.yaml"), bench(folder + "bare.yaml")};
    for (const auto& key : language()) {
        if (key.state != language_key::availability::built) continue;
        BOOST_TEST_CONTEXT(key.path << ": " << key.example) {
            std::string said;
            std::optional<scenario> found;
            for (const auto& meaning : meanings_of(key))
                for (const auto& b : benches)
                    if (!found) found = b.with(meaning, said);
            if (key.path == "include") {  // nothing of the command line can be included
                BOOST_TEST(benches.front().text().find(key.example + '\n') != std::string::npos);
                continue;
            }
            BOOST_TEST(found.has_value(), said);
            if (found) run_shortly(std::move(*found));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
