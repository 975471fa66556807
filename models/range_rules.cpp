#include "models/range_rules.hpp"

#include <array>
#include <vector>

namespace muster::models {
namespace {

using enum movement;

// Of a semantic type the first rule whose phrase fits is taken; its last has no phrase. Base units:
// see units.cpp.
constexpr std::array semantic_rules{
    range_rule{"Acceleration", "z", walk, 9.6, 10.0},
    range_rule{"Acceleration", "", normal, -0.5, 0.5},
    range_rule{"Angle", "tilt", walk, -10, 10},
    range_rule{"Angle", "pitch", walk, -10, 10},
    range_rule{"Angle", "roll", walk, -10, 10},
    range_rule{"Angle", "", walk, 0, 360},
    range_rule{"AngularAcceleration", "", normal, -2, 2},
    range_rule{"AngularVelocity", "motor", walk, 8640, 18000},
    range_rule{"AngularVelocity", "fan", walk, 3600, 9000},
    range_rule{"AngularVelocity", "speed", walk, 3600, 18000},
    range_rule{"AngularVelocity", "", normal, -20, 20},
    range_rule{"Area", "", walk, 20, 120},
    range_rule{"Capacitance", "", walk, 95e-6, 105e-6},
    range_rule{"Current", "", walk, 0.5, 12},
    range_rule{"DataRate", "", walk, 2e5, 8e6},
    range_rule{"DataSize", "", walk, 67'108'864, 536'870'912},
    range_rule{"Density", "", walk, 990, 1005},
    range_rule{"Distance", "speed", walk, 0, 90'000},
    range_rule{"Distance", "odometer", counter, 0, 1e9, 1500},
    range_rule{"Distance", "", walk, 0.2, 25},
    range_rule{"ElectricCharge", "", walk, 0, 3600},
    range_rule{"Energy", "", counter, 0, 3.6e12, 180e3},
    range_rule{"Force", "", walk, 5, 500},
    range_rule{"Frequency", "compressor", walk, 25, 90},
    range_rule{"Frequency", "", normal, 49.95, 50.05},
    range_rule{"Humidity", "", daily, 0.006, 0.012, 16},
    range_rule{"Illuminance", "", daily, 0, 800, 13},
    range_rule{"Inductance", "", walk, 0.001, 0.0011},
    range_rule{"Latitude", "", slow, 47.3, 54.8},
    range_rule{"Length", "", walk, 0.5, 12},
    range_rule{"Longitude", "", slow, 6.0, 14.8},
    range_rule{"Luminance", "", daily, 50, 300, 13},
    range_rule{"Luminosity", "", walk, 5, 60},
    range_rule{"LuminousFlux", "", walk, 400, 1600},
    range_rule{"LuminousIntensity", "", walk, 50, 400},
    range_rule{"MagneticFlux", "", walk, 1e-4, 1e-3},
    range_rule{"MagneticInduction", "", normal, -5e-5, 5e-5},
    range_rule{"Mass", "", walk, 1, 80},
    range_rule{"MassFlowRate", "", walk, 0.05, 2},
    range_rule{"Power", "", daily, 80, 2500, 19},
    range_rule{"Pressure", "water", walk, 120, 220},
    range_rule{"Pressure", "refrigerant", walk, 600, 2400},
    range_rule{"Pressure", "tire", walk, 210, 260},
    range_rule{"Pressure", "", walk, 98, 104},
    range_rule{"RelativeHumidity", "", daily, 35, 65, 5},
    range_rule{"Resistance", "", walk, 90, 120},
    range_rule{"SoundPressure", "", walk, 35, 75},
    range_rule{"Temperature", "flow", walk, 32, 45},
    range_rule{"Temperature", "supply", walk, 32, 45},
    range_rule{"Temperature", "return", walk, 27, 38},
    range_rule{"Temperature", "water", walk, 45, 58},
    range_rule{"Temperature", "outdoor", daily, 2, 14, 15},
    range_rule{"Temperature", "outside", daily, 2, 14, 15},
    range_rule{"Temperature", "cpu", walk, 40, 70},
    range_rule{"Temperature", "board", walk, 35, 60},
    range_rule{"Temperature", "freezer", walk, -22, -16},
    range_rule{"Temperature", "", daily, 15, 28, 15},
    range_rule{"Thrust", "", walk, 10, 2000},
    range_rule{"TimeSpan", "uptime", ticker, 0, 1e9, 60},
    range_rule{"TimeSpan", "runtime", counter, 0, 1e9, 60},
    range_rule{"TimeSpan", "interval", walk, 30, 90},
    range_rule{"TimeSpan", "", walk, 5, 600},
    range_rule{"Torque", "", walk, 2, 60},
    range_rule{"Velocity", "wind", walk, 0, 15},
    range_rule{"Velocity", "", walk, 0, 25},
    range_rule{"Voltage", "battery", slow, 2.9, 3.6},
    range_rule{"Voltage", "supply", normal, 11.7, 12.3},
    range_rule{"Voltage", "", normal, 225, 235},
    range_rule{"Volume", "", walk, 0.05, 1.2},
    range_rule{"VolumeFlowRate", "", walk, 0.05, 1.5},
};

// Numbers without a semantic type, by name alone; the first that fits is taken, so the special
// stand before the usual.
constexpr std::array name_rules{
    range_rule{"", "imei", fixed, 356'938'035'643'809.0, 356'938'035'643'809.0},
    range_rule{"", "serial number", fixed, 100'001, 100'001},
    range_rule{"", "battery voltage", slow, 2.9, 3.6},
    range_rule{"", "battery", slow, 20, 100},
    range_rule{"", "state of charge", slow, 20, 100},
    range_rule{"", "rssi cdbm", walk, -7000, -4500},
    range_rule{"", "power cdbm", walk, 1000, 3000},
    range_rule{"", "rssi", walk, -92, -48},
    range_rule{"", "signal strength", walk, -92, -48},
    range_rule{"", "snr", walk, 4, 24},
    range_rule{"", "hdop", walk, 0.6, 2.4},
    range_rule{"", "satellites", walk, 5, 14},
    range_rule{"", "nsat", walk, 5, 14},
    range_rule{"", "fix", walk, 2, 3},
    range_rule{"", "course", walk, 0, 359},
    range_rule{"", "heading", walk, 0, 359},
    range_rule{"", "direction", walk, 0, 359},
    range_rule{"", "altitude", slow, 20, 600},
    range_rule{"", "heart rate", walk, 58, 105},
    range_rule{"", "co 2", walk, 420, 1400},
    range_rule{"", "pm 25", walk, 3, 40},
    range_rule{"", "pm 10", walk, 5, 60},
    range_rule{"", "voc", walk, 20, 250},
    range_rule{"", "storage", walk, 1'024'000, 4'096'000},
    range_rule{"", "memory", walk, 128'000, 1'024'000},
    range_rule{"", "apparent power", walk, 100, 2800},
    range_rule{"", "active power", walk, 80, 2500},
    range_rule{"", "power factor", walk, 0.82, 0.99},
    range_rule{"", "imbalance", walk, 0, 5},
    range_rule{"", "torque level", walk, 20, 80},
    range_rule{"", "broker port", fixed, 1883, 1883},
    range_rule{"", "offset", drawn, 0, 64},
    range_rule{"", "port", drawn, 1, 4},
    range_rule{"", "analog", walk, 600, 3400},
    range_rule{"", "acceleration z", walk, 0.97, 1.03},
    range_rule{"", "accel z", walk, 0.97, 1.03},
    range_rule{"", "accelerometer z", walk, 0.97, 1.03},
    range_rule{"", "acceleration", normal, -0.05, 0.05},
    range_rule{"", "accel", normal, -0.05, 0.05},
    range_rule{"", "accelerometer", normal, -0.05, 0.05},
    range_rule{"", "magnetometer", walk, -50, 50},
    range_rule{"", "magnetic", walk, -50, 50},
    range_rule{"", "gyroscope", normal, -3, 3},
    range_rule{"", "gyro", normal, -3, 3},
    range_rule{"", "limit", walk, 60, 600},
    range_rule{"", "heartbeat", ticker, 0, 65'536, 1},
    range_rule{"", "uptime", ticker, 0, 1e9, 60},
    range_rule{"", "up time", ticker, 0, 1e9, 60},
    range_rule{"", "runtime", counter, 0, 1e9, 60},
    range_rule{"", "on time", counter, 0, 1e9, 60},
    range_rule{"", "off time", counter, 0, 1e9, 60},
    range_rule{"", "energy", counter, 0, 1e9, 5},
    range_rule{"", "starts", counter, 0, 1e6, 0.2},
    range_rule{"", "cleans", counter, 0, 1e6, 0.2},
    range_rule{"", "cycles", counter, 0, 1e6, 0.2},
    range_rule{"", "counts", counter, 0, 1e9, 2},
    range_rule{"", "count", counter, 0, 1e9, 2},
    range_rule{"", "counter", counter, 0, 1e9, 2},
    range_rule{"", "total", counter, 0, 1e9, 2},
    range_rule{"", "purged", counter, 0, 1e9, 0.2},
    range_rule{"", "remaining", walk, 0, 20},
    range_rule{"", "grade", walk, 12, 22},
    range_rule{"", "concentration", walk, 0, 40},
    range_rule{"", "confidence", walk, 70, 99},
    range_rule{"", "percent", walk, 5, 95},
    range_rule{"", "percentage", walk, 5, 95},
    range_rule{"", "interval", walk, 30, 90},
    range_rule{"", "timeout", walk, 20, 40},
    range_rule{"", "delay", walk, 1, 30},
    range_rule{"", "version", fixed, 1, 1},
    range_rule{"", "state", fixed, 0, 0},
    range_rule{"", "action", fixed, 0, 0},
    range_rule{"", "extended result code", fixed, 0, 0},
    range_rule{"", "result code", fixed, 200, 200},
    range_rule{"", "status code", fixed, 200, 200},
};

/// A name that tells the semantic type as well as a co-type would.
struct alias {
    std::string_view phrase;
    std::string_view semantic;
};

constexpr std::array aliases{
    alias{"latitude", "Latitude"},   alias{"lat", "Latitude"},
    alias{"longitude", "Longitude"}, alias{"lon", "Longitude"},
    alias{"lng", "Longitude"},       alias{"temperature", "Temperature"},
    alias{"temp", "Temperature"},    alias{"humidity", "RelativeHumidity"},
    alias{"rh", "RelativeHumidity"}, alias{"pressure", "Pressure"},
    alias{"barometer", "Pressure"},  alias{"voltage", "Voltage"},
    alias{"power", "Power"},         alias{"current", "Current"},
    alias{"frequency", "Frequency"}, alias{"illuminance", "Illuminance"},
    alias{"lux", "Illuminance"},     alias{"light", "Illuminance"},
    alias{"noise", "SoundPressure"}, alias{"sound", "SoundPressure"},
    alias{"rpm", "AngularVelocity"}, alias{"velocity", "Velocity"},
    alias{"speed", "Velocity"},      alias{"torque", "Torque"},
    alias{"weight", "Mass"},         alias{"mass", "Mass"},
    alias{"flow", "VolumeFlowRate"}, alias{"volume", "Volume"},
    alias{"distance", "Distance"},   alias{"length", "Length"},
};

constexpr range_rule unknown{"", "", walk, 0, 100};

const range_rule* semantic_rule(std::string_view semantic, const std::vector<std::string>& words) {
    for (const auto& rule : semantic_rules) {
        if (rule.semantic == semantic && has_phrase(words, rule.phrase)) return &rule;
    }
    return nullptr;
}

const range_rule* name_rule(const std::vector<std::string>& words,
                            const std::vector<std::string>& all) {
    for (const auto& rule : name_rules) {
        if (has_phrase(words, rule.phrase)) return &rule;
    }
    for (const auto& [phrase, semantic] : aliases) {
        if (has_phrase(words, phrase)) return semantic_rule(semantic, all);
    }
    return nullptr;
}

}  // namespace

const range_rule& range_rule_for(std::string_view semantic, const name_words& name) {
    if (!semantic.empty()) {
        const auto* rule = semantic_rule(semantic, name.own);
        return rule ? *rule : unknown;
    }
    if (const auto* rule = name_rule(name.own, name.all)) return *rule;
    const auto* rule = name_rule(name.all, name.all);
    return rule ? *rule : unknown;
}

}  // namespace muster::models
