// Any bytes as a patch of a twin of a model with every kind of schema, by both sides, and as a twin
// that is read: nothing crashes, what is refused changes nothing, what is accepted keeps the limits
// and reads back as it was.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "models/json_text.hpp"
#include "models/limits.hpp"
#include "models/twin_view.hpp"
#include "tests/models/twin_lab.hpp"

namespace {

using namespace muster;
using namespace muster::models;

void check(bool holds) {
    if (!holds) std::abort();
}

void check_section(const twin_section& section) {
    check(compact_text(section_value(section)).size() <= twin_section_bytes_max);
    for (const auto& [path, held] : section.held) {
        check(compact_text(wire_value(held)).size() <= twin_property_bytes_max);
        check(held.version >= 1 && held.version <= section.version);
        check(test::lab_outline().find(path) != nullptr);
    }
}

void check_twin(const twin_document& twin) {
    for (const auto* section : {&twin.desired, &twin.reported, &twin.cloud})
        check_section(*section);
    diagnostics problems;
    const auto text = twin_text(twin);
    const auto again = test::twin_of(text, problems);
    check(again && *again == twin && twin_text(*again) == text && problems.items.empty());
    twin_view(twin, view_words::with_state);
}

/// A twin that has something of every side for patches to meet.
test::twin_lab some_device() {
    test::twin_lab lab;
    check(lab.set(R"({"net": {"host": "a", "port": 1, "tls": {"on": true}}, "zones": {"a": 1},
                      "count": 3, "spot": {"lat": 1, "lon": 2}, "list": [1], "customer": "Ada",
                      "unit": {"target": 20}, "label": "x"})"));
    check(lab.report(R"({"firmware": "1", "count": {"value": 3, "ac": 200, "av": 1},
                         "zones": {"value": 1}, "unit": {"serial": "s"}})"));
    return lab;
}

void try_patch(std::string_view text, patch_origin origin, patch_kind kind) {
    static const auto device = some_device();
    auto lab = device;
    const auto before = twin_text(lab.twin);
    const bool accepted = lab.patch(text, origin, kind);
    check(accepted == lab.problems.empty());
    check(lab.problems.size() <= problems_max + 1);
    if (!accepted) return check(twin_text(lab.twin) == before);
    check_twin(lab.twin);
    if (kind == patch_kind::merge) return;
    const auto once = lab.twin;
    check(lab.patch(text, origin, kind) && lab.twin == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto origin : {patch_origin::operator_side, patch_origin::device_side})
        for (const auto kind : {patch_kind::merge, patch_kind::replace})
            try_patch(text, origin, kind);
    diagnostics problems;
    const auto twin = test::twin_of(text, problems);
    check(twin.has_value() == problems.items.empty());
    if (twin) check_twin(*twin);
    return 0;
}
