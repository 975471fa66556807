#include "tests/tidy/snippets.hpp"

namespace muster::tidy {

namespace {

std::string lines(std::size_t count) {
    return std::string(count, '\n');
}

std::string function_of(const std::string& name, std::size_t count) {
    return "void " + name + "() {" + lines(count - 1) + "}\n";
}

std::string wide(std::size_t columns) {
    return "//" + std::string(columns - 2, 'x') + "\n";
}

snippet one(std::string breach, std::string path, std::string text) {
    return {std::move(breach), {{std::move(path), std::move(text)}}};
}

snippet good(std::string path, std::string text) {
    return one({}, std::move(path), std::move(text));
}

std::vector<snippet> bad_includes() {
    return {
        one("arrow fleet/a.cpp:2", "fleet/a.cpp",
            "#include \"fleet/b.hpp\"\n#include \"actors/c.hpp\"\n"),
        one("arrow actors/a.cpp:1", "actors/a.cpp", "#include \"store/sqlite_store.hpp\"\n"),
        one("arrow models/a.cpp:1", "models/a.cpp", "#include \"scenarios/reader.hpp\"\n"),
        one("arrow rpc/a.cpp:1", "rpc/a.cpp", "#include \"actors/messages.hpp\"\n"),
        one("arrow utils/a.cpp:1", "utils/a.cpp", "int a;\n"),
        // where libraries are named
        one("library fleet/a.cpp:1", "fleet/a.cpp", "#include <caf/actor.hpp>\n"),
        one("library apps/a.cpp:1", "apps/a.cpp", "void f(caf::actor a);\n"),
        one("library report/a.cpp:1", "report/a.cpp", "#include <yaml-cpp/yaml.h>\n"),
        one("library actors/a.cpp:2", "actors/a.cpp", "int a;\nboost::json::value v;\n"),
        one("library apps/a.cpp:1", "apps/a.cpp", "#include <fmt/core.h>\n"),
        one("library fleet/a.cpp:1", "fleet/a.cpp", "#include <unistd.h>\n"),
        one("library metrics/a.cpp:1", "metrics/a.cpp", "BOOST_TEST(true);\n"),
    };
}

std::vector<snippet> bad_shapes() {
    return {
        one("file-length fleet/a.cpp:400", "fleet/a.cpp", lines(401)),
        one("file-length fleet/a.hpp:200", "fleet/a.hpp", "#pragma once\n" + lines(200)),
        one("file-length fleet/CMakeLists.txt:80", "fleet/CMakeLists.txt", lines(81)),
        one("function-length fleet/a.cpp:2", "fleet/a.cpp", "\n" + function_of("f", 61)),
        one("function-length actors/a.cpp:1", "actors/a.cpp",
            function_of("state::make_behavior", 41)),
        one("line-width fleet/a.cpp:2", "fleet/a.cpp", "\n" + wide(111)),
        one("pragma-once fleet/a.hpp:1", "fleet/a.hpp", "// #pragma once\n"),
        one("suite-name tests/fleet/a_test.cpp:1", "tests/fleet/a_test.cpp",
            "BOOST_AUTO_TEST_SUITE(b)\n"),
        one("suite-name tests/fleet/a_test.cpp:1", "tests/fleet/a_test.cpp",
            "BOOST_AUTO_TEST_CASE(b) {}\n"),
        one("suite-name tests/fleet/a_tests.cpp:1", "tests/fleet/a_tests.cpp", "int a;\n"),
    };
}

std::vector<snippet> bad_code() {
    return {
        one("capture actors/a.cpp:1", "actors/a.cpp", "auto f = [=] {};\n"),
        one("capture api/a.cpp:1", "api/a.cpp", "auto f = [=, &x](int y) {};\n"),
        one("todo fleet/a.cpp:1", "fleet/a.cpp", "int a;  // TODO: more\n"),
        one("todo fleet/a.cpp:1", "fleet/a.cpp", "/* FIXME */\n"),
        one("todo fleet/CMakeLists.txt:1", "fleet/CMakeLists.txt", "# TODO(later) more\n"),
        one("distribution tests/sim/a.cpp:1", "tests/sim/a.cpp", "std::normal_distribution<> d;\n"),
        one("random report/a.cpp:1", "report/a.cpp", "int x = rand() % 6;\n"),
        one("random apps/a.cpp:1", "apps/a.cpp", "std::random_device d;\n"),
        one("engine fleet/a.cpp:1", "fleet/a.cpp", "std::mt19937_64 engine(1);\n"),
        one("clock fleet/a.cpp:1", "fleet/a.cpp", "auto t = std::chrono::system_clock::now();\n"),
        one("clock actors/a.cpp:1", "actors/a.cpp", "auto t = steady_clock::now();\n"),
        one("clock models/a.cpp:1", "models/a.cpp", "auto t = std::time(nullptr);\n"),
        one("libm fleet/a.cpp:1", "fleet/a.cpp", "double x = std::exp(1.0);\n"),
        one("libm fleet/a.cpp:1", "fleet/a.cpp", "double x = 2 * pow(1.0, 2);\n"),
        one("io fleet/a.cpp:1", "fleet/a.cpp", "std::cerr << 1;\n"),
        one("caf-all actors/a.cpp:1", "actors/a.cpp", "#include <caf/all.hpp>\n"),
        one("infinite actors/a.cpp:1", "actors/a.cpp", "self->request(a, caf::infinite, 1);\n"),
        one("actor-timer actors/a.cpp:1", "actors/a.cpp",
            "self->delayed_send(self, 1s, tick_v);\n"),
        one("cpu-flags CMakeLists.txt:1", "CMakeLists.txt",
            "add_compile_options(-O2 -march=native)\n"),
        one("cpu-flags CMakePresets.json:1", "CMakePresets.json",
            "{\"CMAKE_CXX_FLAGS\": \"-ffast-math\"}\n"),
        one("host README.md:1", "README.md", "See http://mirror.example/debian.\n"),
        one("machine-path docs/a.md:1", "docs/a.md", "Look into /home/ann/muster.\n"),
        one("machine-path dev:1", "dev",
            "cd \"/"
            "root/x\"\n"),
    };
}

std::vector<snippet> bad_trees() {
    return {
        {"one-header fleet/b.cpp:1",
         {{"fleet/a.cpp", "#include <sleef.h>\n"},
          {"fleet/a.hpp", "#pragma once\n#include <sleef.h>\n"},
          {"fleet/b.cpp", "#include <sleef.h>\n"}}},
        {"unordered fleet/a.cpp:1",
         {{"fleet/a.hpp", "#pragma once\nstruct a { std::unordered_map<int, b<c>> seen_; };\n"},
          {"fleet/a.cpp", "void f() { for (auto& [k, v] : seen_) g(k); }\n"}}},
        {"unordered fleet/b.cpp:1",
         {{"fleet/a.hpp",
           "#pragma once\nusing index = std::unordered_set<int>;\nstruct a { index all; };\n"},
          {"fleet/b.cpp", "auto it = x.all.begin();\n"}}},
    };
}

}  // namespace

std::vector<snippet> bad_snippets() {
    std::vector<snippet> all;
    for (auto& part : {bad_includes(), bad_shapes(), bad_code(), bad_trees()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

std::vector<snippet> good_snippets() {
    return {
        good("actors/a.cpp",
             "#include \"store/store.hpp\"\n#include <caf/actor.hpp>\n#include <sys/types.h>\n"),
        good("rpc/a.cpp", "#include \"actors/fleet_api.hpp\"\n#include <kj/async.h>\n"),
        good("apps/a.cpp", "#include \"report/summary.hpp\"\n#include \"actors/fleet_api.hpp\"\n"),
        good("fleet/a.cpp",
             "// caf::actor, rand(), TODO(perf): less\nauto s = \"std::cerr << rand()\";\n"),
        good("fleet/a.cpp", function_of("f", 60) + function_of("g", 60)),
        good("fleet/a.cpp", lines(400)),
        good("fleet/a.hpp", "#pragma once\n" + lines(199)),
        good("fleet/a.cpp", wide(110) + "// \xC3\xA9" + std::string(106, 'x') + "\n"),
        good("report/a.cpp", "auto page = R\"(\n" + std::string(120, 'x') + "\n)\";\n"),
        good("fleet/a.cpp",
             "auto x = math::exp(1) + rng.exp(2) + brand(3) + log_of(4) + a.time(0);\n"),
        good("fleet/math.cpp", "double x = std::exp(1.0);\n"),
        good("report/a.cpp", "auto t = std::chrono::steady_clock::now();\n"),
        good("actors/a.cpp", "auto f = [this, x = y[0]] {}; a[b == c] = d;\n"),
        good("tests/fleet/a_test.cpp",
             "BOOST_AUTO_TEST_SUITE(a_test)\nBOOST_AUTO_TEST_SUITE(inner)\n"),
        good("report/a.cpp", "auto x = \"<svg xmlns='http://www.w3.org/2000/svg'>\";\n"),
        good("docs/a.md",
             "https://example.org/work/a, a/work/b, $x/root/y and http://localhost:80/tmp\n"),
        {{},
         {{"fleet/a.cpp",
           "std::unordered_map<int, int> x_; int f() { return x_.find(1)->second; }\n"},
          {"fleet/b.cpp", "std::vector<int> x_; void f() { for (int y : x_) g(y); }\n"}}},
        {{},
         {{"fleet/math.cpp", "#include <sleef.h>\n"},
          {"fleet/roaring.hpp", "#pragma once\n#include <roaring/roaring.h>\n"}}},
    };
}

}  // namespace muster::tidy
