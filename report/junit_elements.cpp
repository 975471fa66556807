#include "report/junit_elements.hpp"

#include <filesystem>

#include "report/markup.hpp"

namespace muster::report::junit {

namespace {

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + markup_escaped(value) + "\"";
}

}  // namespace

std::string class_name(const scenario& about) {
    const std::string stem = std::filesystem::path(about.file).stem().string();
    return stem.empty() ? (about.title.empty() ? "muster" : about.title) : stem;
}

std::string test_case(const scenario& about, std::string_view name, const place& where,
                      const std::string& body) {
    std::string out =
        "    <testcase" + attribute("classname", class_name(about)) + attribute("name", name);
    if (!where.file.empty()) out += attribute("file", where.file);
    if (where.line > 0) out += attribute("line", std::to_string(where.line));
    return out + (body.empty() ? "/>\n" : ">\n" + body + "    </testcase>\n");
}

std::string failure(std::string_view type, std::string_view message, std::string_view details) {
    return "      <failure" + attribute("type", type) + attribute("message", message) + ">" +
           markup_escaped(details) + "</failure>\n";
}

std::string skipped(std::string_view message) {
    return "      <skipped" + attribute("message", message) + "/>\n";
}

std::string document(const scenario& about, const std::string& cases, std::size_t tests,
                     std::size_t failures, std::size_t skipped) {
    const std::string title = about.title.empty() ? class_name(about) : about.title;
    const std::string counts = attribute("tests", std::to_string(tests)) +
                               attribute("failures", std::to_string(failures)) +
                               attribute("errors", "0") +
                               attribute("skipped", std::to_string(skipped));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts + ">\n  <testsuite" +
           attribute("name", title) + counts + ">\n" + cases + "  </testsuite>\n</testsuites>\n";
}

}  // namespace muster::report::junit
