#include "scenarios/service_presets.hpp"

#include <algorithm>

/// Every number stands beside the page that says it. Azure IoT Hub:
/// learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling, table "Basic and standard
/// tier operations". Azure IoT Central: learn.microsoft.com/azure/iot-central/core/
/// concepts-quotas-limits. AWS IoT Core: docs.aws.amazon.com/general/latest/gr/iot-core.html,
/// table "AWS IoT Core message broker and protocol limits and quotas"; AWS raises them on request.
namespace muster {

namespace {

using over = service_limit::overload;

double rate(std::uint64_t units, double per_unit, double at_least = 0) {
    return std::max(at_least, per_unit * static_cast<double>(units));
}

service_spec azure_iot_hub_s1(std::uint64_t units) {
    return {
        // "New device connections: higher of 100/sec or 12/sec/unit"; more is answered with 429
        service_limit{rate(units, 12, 100), over::refuse},
        // "Device-to-cloud sends: higher of 100 send operations/sec or 12 send operations/sec/unit"
        service_limit{rate(units, 12, 100), over::refuse},
        // "Jobs device operations (update twin, invoke direct method): 10/sec", whatever the units
        service_limit{10, over::queue},
        1,  // active jobs
        {}};
}

service_spec azure_iot_hub_s2(std::uint64_t units) {
    return {service_limit{rate(units, 120), over::refuse},   // "120 new connections/sec/unit"
            service_limit{rate(units, 120), over::refuse},   // "120 send operations/sec/unit"
            service_limit{rate(units, 1, 10), over::queue},  // "Higher of 10/sec or 1/sec/unit"
            5,                                               // active jobs
            {}};
}

service_spec azure_iot_hub_s3(std::uint64_t units) {
    return {service_limit{rate(units, 6'000), over::refuse},  // "6,000 new connections/sec/unit"
            service_limit{rate(units, 6'000), over::refuse},  // "6,000 send operations/sec/unit"
            service_limit{rate(units, 50), over::queue},      // "50/sec/unit"
            10,                                               // active jobs
            {}};
}

service_spec azure_iot_central(std::uint64_t) {
    return {{},                                // no limit of connections is published
            service_limit{200, over::refuse},  // "200 messages/second per application"
            service_limit{20, over::queue},    // "20 command executions per second", a soft quota
            5,                                 // jobs that run at once
            {}};
}

service_spec aws_iot_core(std::uint64_t) {
    return {
        // "Connect requests per second per account: 500" (the default of smaller regions, and of
        // all until 2023; larger ones have 3,000 since)
        service_limit{500, over::refuse},
        // "Inbound publish requests per second per account: 20,000"; more is discarded
        service_limit{20'000, over::drop},
        // "Outbound publish requests per second per account: 20,000": a command is one to a device
        service_limit{20'000, over::queue},
        {},
        {}};
}

}  // namespace

const std::vector<service_preset>& service_presets() {
    static const std::vector<service_preset> all{
        {"azure_iot_hub_s1", true, azure_iot_hub_s1},
        {"azure_iot_hub_s2", true, azure_iot_hub_s2},
        {"azure_iot_hub_s3", true, azure_iot_hub_s3},
        {"azure_iot_central", false, azure_iot_central},
        {"aws_iot_core", false, aws_iot_core},
    };
    return all;
}

const service_preset* find_service_preset(std::string_view name) {
    const auto& all = service_presets();
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const service_preset& p) { return p.name == name; });
    return at == all.end() ? nullptr : &*at;
}

}  // namespace muster
