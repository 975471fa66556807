#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <sstream>

#include "models/describe.hpp"
#include "models/load.hpp"
#include "tests/models/model_problems.hpp"

using namespace muster;
namespace fs = std::filesystem;

namespace {

/// The models are other people's and not part of this tree. Where they are not beside it, ctest
/// shows the suite as skipped.
boost::test_tools::assertion_result corpus_is_here(boost::unit_test::test_unit_id) {
    if (fs::is_directory(test::corpus())) return true;
    std::cout << "skipped: the real models are not at " << test::corpus() << std::endl;
    return false;
}

/// The files of the corpus in the order of their names.
std::vector<fs::path> corpus_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(test::corpus())) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<device_template> loaded(const fs::path& file) {
    diagnostics problems;
    auto made = load_template(file.generic_string(), "", problems);
    for (const auto& item : problems.items) {
        if (item.level == severity::error) BOOST_ERROR(to_text(item));
    }
    return made;
}

bool is_number(value_kind kind) {
    return kind == value_kind::number || kind == value_kind::integer;
}

void check_signal(const signal_spec& signal) {
    BOOST_TEST(!signal.name.empty());
    if (is_number(signal.kind)) {
        BOOST_REQUIRE(signal.min && signal.max);
        BOOST_TEST((std::isfinite(*signal.min) && std::isfinite(*signal.max)));
        BOOST_TEST(*signal.min <= *signal.max);
    }
    if (signal.kind == value_kind::word || signal.kind == value_kind::text) {
        BOOST_TEST(!signal.words.empty());
    }
    if (const auto* choice = std::get_if<choice_signal>(&signal.shape)) {
        const auto answers = std::max<std::size_t>(2, signal.words.size());
        BOOST_TEST((choice->weights.empty() || choice->weights.size() == answers));
    }
    if (const auto* formula = std::get_if<formula_signal>(&signal.shape)) {
        BOOST_TEST(static_cast<bool>(formula->expression));
    }
}

void check_property(const property_spec& property) {
    BOOST_REQUIRE(property.initial);
    const auto& source = *property.initial;
    if (source.kind == attribute_source::form::constant) BOOST_TEST(source.fixed.index() != 0u);
    std::int64_t parts = share::whole;
    if (source.kind == attribute_source::form::pick) parts = 0;
    for (const auto& choice : source.choices)
        parts += choice.part.ppb;
    BOOST_TEST(parts == share::whole);
}

void check_messages(const device_template& made) {
    std::size_t carried = 0;
    for (const auto& message : made.messages) {
        BOOST_TEST(!message.signals.empty());
        for (const auto index : message.signals)
            BOOST_TEST(index == carried++);
    }
    BOOST_TEST(carried == made.signals.size());
}

std::string golden_text(const std::string& name) {
    std::ifstream file(MUSTER_SOURCE_DIR "/tests/models/golden/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(corpus_test, *boost::unit_test::precondition(corpus_is_here))

BOOST_AUTO_TEST_CASE(loads_all_25_real_models_with_plausible_values) {
    const auto files = corpus_files();
    BOOST_TEST(files.size() == 25);
    for (const auto& file : files) {
        BOOST_TEST_CONTEXT(file.filename()) {
            const auto made = loaded(file);
            BOOST_REQUIRE(made);
            BOOST_TEST(made->signals.size() + made->properties.size() + made->commands.size() > 0);
            for (const auto& signal : made->signals) {
                BOOST_TEST_CONTEXT(signal.name) {
                    check_signal(signal);
                }
            }
            for (const auto& property : made->properties) {
                BOOST_TEST_CONTEXT(property.name) {
                    check_property(property);
                }
            }
            check_messages(*made);
        }
    }
}

BOOST_AUTO_TEST_CASE(loads_each_real_model_by_its_id_too) {
    for (const auto& file : corpus_files()) {
        const auto by_file = loaded(file);
        BOOST_REQUIRE(by_file);
        diagnostics problems;
        const model_options options{{test::corpus().generic_string()}};
        const auto by_id = load_template(by_file->dtmi, MUSTER_SOURCE_DIR, options, problems);
        BOOST_REQUIRE(by_id);
        BOOST_TEST(describe_template(*by_id) == describe_template(*by_file));
    }
}

BOOST_AUTO_TEST_CASE(warns_of_the_one_malformed_type_of_the_corpus) {
    std::vector<std::string> warnings;
    for (const auto& file : corpus_files()) {
        diagnostics problems;
        load_template(file.generic_string(), "", problems);
        for (const auto& code : test::codes_of(problems)) {
            warnings.push_back(file.filename().string() + " " + code);
        }
    }
    const std::vector<std::string> expected{"ocm_online-2.json doubtful-type /contents/22/@type"};
    BOOST_TEST(warnings == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(flattens_five_models_as_their_tables_say) {
    const std::pair<std::string, std::string> models[] = {
        {"thermostat-1.txt", "dtmi/com/example/thermostat-1.json"},
        {"temperaturecontroller-4.txt", "dtmi/com/example/temperaturecontroller-4.json"},
        {"ruuvitag-2.txt", "dtmi/rigado/ruuvitag-2.json"},
        {"rdisensor-1.txt", "dtmi/meshsystems/ble/rdisensor-1.json"},
        {"cryptoauthtrustplatform_hr9-1.txt",
         "dtmi/com/microchip/cryptoauthtrustplatform_hr9-1.json"},
    };
    for (const auto& [table, file] : models) {
        const auto made = loaded(test::corpus() / file);
        BOOST_REQUIRE(made);
        BOOST_TEST(describe_template(*made) == golden_text(table), table);
    }
}

BOOST_AUTO_TEST_SUITE_END()
