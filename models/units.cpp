#include "models/units.hpp"

#include <algorithm>
#include <array>

namespace muster::models {
namespace {

constexpr double kibi = 1024.0;
constexpr double mebi = kibi * kibi;
constexpr double gibi = mebi * kibi;
constexpr double tebi = gibi * kibi;
constexpr double exbi = tebi * mebi;
constexpr double zebi = exbi * kibi;
constexpr double yobi = zebi * kibi;

constexpr double hour = 3600.0;
constexpr double year = 31'557'600.0;  // of 365.25 days
constexpr double degrees_per_radian = 57.295779513082320876798;
constexpr double electronvolt = 1.602176634e-19;

// The first unit of a type is its base.
constexpr std::array units{
    unit{"metrePerSecondSquared", "AccelerationUnit"},
    unit{"centimetrePerSecondSquared", "AccelerationUnit", 0.01},
    unit{"gForce", "AccelerationUnit", 9.80665},

    unit{"degreeOfArc", "AngleUnit"},
    unit{"minuteOfArc", "AngleUnit", 1.0 / 60.0},
    unit{"secondOfArc", "AngleUnit", 1.0 / 3600.0},
    unit{"radian", "AngleUnit", degrees_per_radian},
    unit{"turn", "AngleUnit", 360.0},

    unit{"radianPerSecondSquared", "AngularAccelerationUnit"},

    unit{"degreePerSecond", "AngularVelocityUnit"},
    unit{"radianPerSecond", "AngularVelocityUnit", degrees_per_radian},
    unit{"revolutionPerMinute", "AngularVelocityUnit", 6.0},
    unit{"revolutionPerSecond", "AngularVelocityUnit", 360.0},

    unit{"squareMetre", "AreaUnit"},
    unit{"acre", "AreaUnit", 4046.8564224},
    unit{"hectare", "AreaUnit", 1e4},
    unit{"squareCentimetre", "AreaUnit", 1e-4},
    unit{"squareFoot", "AreaUnit", 0.09290304},
    unit{"squareInch", "AreaUnit", 0.00064516},
    unit{"squareKilometre", "AreaUnit", 1e6},
    unit{"squareMillimetre", "AreaUnit", 1e-6},

    unit{"farad", "CapacitanceUnit"},
    unit{"millifarad", "CapacitanceUnit", 1e-3},
    unit{"microfarad", "CapacitanceUnit", 1e-6},
    unit{"nanofarad", "CapacitanceUnit", 1e-9},
    unit{"picofarad", "CapacitanceUnit", 1e-12},

    unit{"coulomb", "ChargeUnit"},

    unit{"ampere", "CurrentUnit"},
    unit{"milliampere", "CurrentUnit", 1e-3},
    unit{"microampere", "CurrentUnit", 1e-6},

    unit{"bitPerSecond", "DataRateUnit"},
    unit{"bytePerSecond", "DataRateUnit", 8.0},
    unit{"kibibitPerSecond", "DataRateUnit", kibi},
    unit{"kibibytePerSecond", "DataRateUnit", kibi * 8.0},
    unit{"mebibitPerSecond", "DataRateUnit", mebi},
    unit{"mebibytePerSecond", "DataRateUnit", mebi * 8.0},
    unit{"gibibitPerSecond", "DataRateUnit", gibi},
    unit{"gibibytePerSecond", "DataRateUnit", gibi * 8.0},
    unit{"tebibitPerSecond", "DataRateUnit", tebi},
    unit{"tebibytePerSecond", "DataRateUnit", tebi * 8.0},
    unit{"exbibitPerSecond", "DataRateUnit", exbi},
    unit{"exbibytePerSecond", "DataRateUnit", exbi * 8.0},
    unit{"zebibitPerSecond", "DataRateUnit", zebi},
    unit{"zebibytePerSecond", "DataRateUnit", zebi * 8.0},
    unit{"yobibitPerSecond", "DataRateUnit", yobi},
    unit{"yobibytePerSecond", "DataRateUnit", yobi * 8.0},

    unit{"byte", "DataSizeUnit"},
    unit{"bit", "DataSizeUnit", 0.125},
    unit{"kibibit", "DataSizeUnit", kibi * 0.125},
    unit{"kibibyte", "DataSizeUnit", kibi},
    unit{"mebibit", "DataSizeUnit", mebi * 0.125},
    unit{"mebibyte", "DataSizeUnit", mebi},
    unit{"gibibit", "DataSizeUnit", gibi * 0.125},
    unit{"gibibyte", "DataSizeUnit", gibi},
    unit{"tebibit", "DataSizeUnit", tebi * 0.125},
    unit{"tebibyte", "DataSizeUnit", tebi},
    unit{"exbibit", "DataSizeUnit", exbi * 0.125},
    unit{"exbibyte", "DataSizeUnit", exbi},
    unit{"zebibit", "DataSizeUnit", zebi * 0.125},
    unit{"zebibyte", "DataSizeUnit", zebi},
    unit{"yobibit", "DataSizeUnit", yobi * 0.125},
    unit{"yobibyte", "DataSizeUnit", yobi},

    unit{"kilogramPerCubicMetre", "DensityUnit"},
    unit{"gramPerCubicMetre", "DensityUnit", 1e-3},

    unit{"joule", "EnergyUnit"},
    unit{"electronvolt", "EnergyUnit", electronvolt},
    unit{"megaelectronvolt", "EnergyUnit", electronvolt * 1e6},
    unit{"kilojoule", "EnergyUnit", 1e3},
    unit{"megajoule", "EnergyUnit", 1e6},
    unit{"gigajoule", "EnergyUnit", 1e9},
    unit{"kilowattHour", "EnergyUnit", 3.6e6},

    unit{"newton", "ForceUnit"},
    unit{"ounce", "ForceUnit", 0.27801385095378125},
    unit{"pound", "ForceUnit", 4.4482216152605},
    unit{"ton", "ForceUnit", 8896.443230521},

    unit{"hertz", "FrequencyUnit"},
    unit{"kilohertz", "FrequencyUnit", 1e3},
    unit{"megahertz", "FrequencyUnit", 1e6},
    unit{"gigahertz", "FrequencyUnit", 1e9},

    unit{"lux", "IlluminanceUnit"},
    unit{"footcandle", "IlluminanceUnit", 10.763910416709722},

    unit{"henry", "InductanceUnit"},
    unit{"millihenry", "InductanceUnit", 1e-3},
    unit{"microhenry", "InductanceUnit", 1e-6},

    unit{"metre", "LengthUnit"},
    unit{"astronomicalUnit", "LengthUnit", 149'597'870'700.0},
    unit{"centimetre", "LengthUnit", 0.01},
    unit{"foot", "LengthUnit", 0.3048},
    unit{"inch", "LengthUnit", 0.0254},
    unit{"kilometre", "LengthUnit", 1e3},
    unit{"micrometre", "LengthUnit", 1e-6},
    unit{"mile", "LengthUnit", 1609.344},
    unit{"millimetre", "LengthUnit", 1e-3},
    unit{"nanometre", "LengthUnit", 1e-9},
    unit{"nauticalMile", "LengthUnit", 1852.0},

    unit{"candelaPerSquareMetre", "LuminanceUnit"},
    unit{"lumen", "LuminousFluxUnit"},
    unit{"candela", "LuminousIntensityUnit"},

    unit{"weber", "MagneticFluxUnit"},
    unit{"maxwell", "MagneticFluxUnit", 1e-8},
    unit{"tesla", "MagneticInductionUnit"},

    unit{"kilogram", "MassUnit"},
    unit{"gram", "MassUnit", 1e-3},
    unit{"microgram", "MassUnit", 1e-9},
    unit{"milligram", "MassUnit", 1e-6},
    unit{"slug", "MassUnit", 14.593902937206364},
    unit{"tonne", "MassUnit", 1e3},

    unit{"kilogramPerSecond", "MassFlowRateUnit"},
    unit{"gramPerHour", "MassFlowRateUnit", 1e-3 / hour},
    unit{"gramPerSecond", "MassFlowRateUnit", 1e-3},
    unit{"kilogramPerHour", "MassFlowRateUnit", 1.0 / hour},

    unit{"watt", "PowerUnit"},
    unit{"gigawatt", "PowerUnit", 1e9},
    unit{"horsepower", "PowerUnit", 745.69987158227022},
    unit{"kilowatt", "PowerUnit", 1e3},
    unit{"kilowattHourPerYear", "PowerUnit", 3.6e6 / year},
    unit{"megawatt", "PowerUnit", 1e6},
    unit{"microwatt", "PowerUnit", 1e-6},
    unit{"milliwatt", "PowerUnit", 1e-3},

    unit{"kilopascal", "PressureUnit"},
    unit{"bar", "PressureUnit", 100.0},
    unit{"inchesOfMercury", "PressureUnit", 3.38638866667},
    unit{"inchesOfWater", "PressureUnit", 0.24908891},
    unit{"millibar", "PressureUnit", 0.1},
    unit{"millimetresOfMercury", "PressureUnit", 0.133322387415},
    unit{"pascal", "PressureUnit", 1e-3},
    unit{"poundPerSquareInch", "PressureUnit", 6.894757293168361},

    unit{"ohm", "ResistanceUnit"},
    unit{"kiloohm", "ResistanceUnit", 1e3},
    unit{"megaohm", "ResistanceUnit", 1e6},
    unit{"milliohm", "ResistanceUnit", 1e-3},

    unit{"decibel", "SoundPressureUnit"},
    unit{"bel", "SoundPressureUnit", 10.0},

    unit{"degreeCelsius", "TemperatureUnit"},
    unit{"degreeFahrenheit", "TemperatureUnit", 5.0 / 9.0, -160.0 / 9.0},
    unit{"kelvin", "TemperatureUnit", 1.0, -273.15},

    unit{"second", "TimeUnit"},
    unit{"day", "TimeUnit", 24.0 * hour},
    unit{"hour", "TimeUnit", hour},
    unit{"microsecond", "TimeUnit", 1e-6},
    unit{"millisecond", "TimeUnit", 1e-3},
    unit{"minute", "TimeUnit", 60.0},
    unit{"nanosecond", "TimeUnit", 1e-9},
    unit{"year", "TimeUnit", year},

    unit{"newtonMetre", "TorqueUnit"},

    unit{"percent", "Unitless"},
    unit{"unity", "Unitless", 100.0},

    unit{"metrePerSecond", "VelocityUnit"},
    unit{"centimetrePerSecond", "VelocityUnit", 0.01},
    unit{"kilometrePerHour", "VelocityUnit", 1e3 / hour},
    unit{"kilometrePerSecond", "VelocityUnit", 1e3},
    unit{"knot", "VelocityUnit", 1852.0 / hour},
    unit{"metrePerHour", "VelocityUnit", 1.0 / hour},
    unit{"milePerHour", "VelocityUnit", 0.44704},
    unit{"milePerSecond", "VelocityUnit", 1609.344},

    unit{"volt", "VoltageUnit"},
    unit{"kilovolt", "VoltageUnit", 1e3},
    unit{"megavolt", "VoltageUnit", 1e6},
    unit{"microvolt", "VoltageUnit", 1e-6},
    unit{"millivolt", "VoltageUnit", 1e-3},

    unit{"cubicMetre", "VolumeUnit"},
    unit{"cubicCentimetre", "VolumeUnit", 1e-6},
    unit{"cubicFoot", "VolumeUnit", 0.028316846592},
    unit{"cubicInch", "VolumeUnit", 1.6387064e-5},
    unit{"fluidOunce", "VolumeUnit", 2.95735295625e-5},
    unit{"gallon", "VolumeUnit", 0.003785411784},
    unit{"litre", "VolumeUnit", 1e-3},
    unit{"millilitre", "VolumeUnit", 1e-6},

    unit{"litrePerSecond", "VolumeFlowRateUnit"},
    unit{"litrePerHour", "VolumeFlowRateUnit", 1.0 / hour},
    unit{"millilitrePerHour", "VolumeFlowRateUnit", 1e-3 / hour},
    unit{"millilitrePerSecond", "VolumeFlowRateUnit", 1e-3},
};

constexpr std::array semantic_types{
    semantic_type{"Acceleration", "AccelerationUnit"},
    semantic_type{"Angle", "AngleUnit"},
    semantic_type{"AngularAcceleration", "AngularAccelerationUnit"},
    semantic_type{"AngularVelocity", "AngularVelocityUnit"},
    semantic_type{"Area", "AreaUnit"},
    semantic_type{"Capacitance", "CapacitanceUnit"},
    semantic_type{"Current", "CurrentUnit"},
    semantic_type{"DataRate", "DataRateUnit"},
    semantic_type{"DataSize", "DataSizeUnit"},
    semantic_type{"Density", "DensityUnit"},
    semantic_type{"Distance", "LengthUnit"},
    semantic_type{"ElectricCharge", "ChargeUnit"},
    semantic_type{"Energy", "EnergyUnit"},
    semantic_type{"Force", "ForceUnit"},
    semantic_type{"Frequency", "FrequencyUnit"},
    semantic_type{"Humidity", "DensityUnit"},
    semantic_type{"Illuminance", "IlluminanceUnit"},
    semantic_type{"Inductance", "InductanceUnit"},
    semantic_type{"Latitude", "AngleUnit"},
    semantic_type{"Length", "LengthUnit"},
    semantic_type{"Longitude", "AngleUnit"},
    semantic_type{"Luminance", "LuminanceUnit"},
    semantic_type{"Luminosity", "PowerUnit"},
    semantic_type{"LuminousFlux", "LuminousFluxUnit"},
    semantic_type{"LuminousIntensity", "LuminousIntensityUnit"},
    semantic_type{"MagneticFlux", "MagneticFluxUnit"},
    semantic_type{"MagneticInduction", "MagneticInductionUnit"},
    semantic_type{"Mass", "MassUnit"},
    semantic_type{"MassFlowRate", "MassFlowRateUnit"},
    semantic_type{"Power", "PowerUnit"},
    semantic_type{"Pressure", "PressureUnit"},
    semantic_type{"RelativeHumidity", "Unitless"},
    semantic_type{"Resistance", "ResistanceUnit"},
    semantic_type{"SoundPressure", "SoundPressureUnit"},
    semantic_type{"Temperature", "TemperatureUnit"},
    semantic_type{"Thrust", "ForceUnit"},
    semantic_type{"TimeSpan", "TimeUnit"},
    semantic_type{"Torque", "TorqueUnit"},
    semantic_type{"Velocity", "VelocityUnit"},
    semantic_type{"Voltage", "VoltageUnit"},
    semantic_type{"Volume", "VolumeUnit"},
    semantic_type{"VolumeFlowRate", "VolumeFlowRateUnit"},
};

std::string_view unit_type_of(std::string_view semantic) {
    const auto found =
        std::find_if(semantic_types.begin(), semantic_types.end(),
                     [semantic](const semantic_type& type) { return type.name == semantic; });
    return found == semantic_types.end() ? std::string_view{} : found->unit_type;
}

}  // namespace

std::span<const unit> all_units() {
    return units;
}

std::span<const semantic_type> all_semantic_types() {
    return semantic_types;
}

bool is_semantic_type(std::string_view name) {
    return !unit_type_of(name).empty();
}

const unit* find_unit(std::string_view name) {
    const auto found = std::find_if(units.begin(), units.end(), [name](const unit& candidate) {
        return candidate.name == name;
    });
    return found == units.end() ? nullptr : &*found;
}

bool unit_fits(std::string_view unit_name, std::string_view semantic) {
    const auto* found = find_unit(unit_name);
    return found && found->type == unit_type_of(semantic);
}

std::string_view base_unit(std::string_view semantic) {
    const auto type = unit_type_of(semantic);
    const auto found = std::find_if(units.begin(), units.end(), [type](const unit& candidate) {
        return candidate.type == type;
    });
    return found == units.end() ? std::string_view{} : found->name;
}

std::string units_of(std::string_view semantic) {
    const auto type = unit_type_of(semantic);
    std::string names;
    for (const auto& candidate : units) {
        if (candidate.type != type) continue;
        names += (names.empty() ? "" : ", ") + std::string(candidate.name);
    }
    return names;
}

}  // namespace muster::models
