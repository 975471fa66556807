#include "models/quantities.hpp"

#include <algorithm>
#include <array>

#include "models/units.hpp"

namespace muster::models {
namespace {

constexpr std::array quantities{
    later_quantity{"ApparentEnergy", "ApparentEnergyUnit", 1},
    later_quantity{"ApparentPower", "ApparentPowerUnit", 1},
    later_quantity{"Concentration", "Unitless", 1},
    later_quantity{"DynamicViscosity", "DynamicViscosityUnit", 3},
    later_quantity{"Efficiency", "Unitless", 3},
    later_quantity{"EnergyRate", "PowerUnit", 1},
    later_quantity{"GasLeakageRate", "GasLeakageRateUnit", 3},
    later_quantity{"IonizingRadiationDose", "IonizingRadiationDoseUnit", 1},
    later_quantity{"Irradiance", "IrradianceUnit", 1},
    later_quantity{"KinematicViscosity", "KinematicViscosityUnit", 3},
    later_quantity{"Radioactivity", "RadioactivityUnit", 1},
    later_quantity{"ReactiveEnergy", "ReactiveEnergyUnit", 1},
    later_quantity{"ReactivePower", "ReactivePowerUnit", 1},
    later_quantity{"ReciprocalLength", "ReciprocalLengthUnit", 3},
    later_quantity{"ReciprocalTime", "ReciprocalTimeUnit", 3},
    later_quantity{"RelativeDensity", "Unitless", 1},
    later_quantity{"RelativeMeasure", "Unitless", 3},
    later_quantity{"Scale", "Unitless", 3},
    later_quantity{"Throttle", "Unitless", 3},
};

constexpr std::array units{
    later_unit{"kilometrePerSecondSquared", "AccelerationUnit", 3},
    later_unit{"millimetrePerSecondSquared", "AccelerationUnit", 3},
    later_unit{"gigavoltAmpereHour", "ApparentEnergyUnit", 1},
    later_unit{"kilovoltAmpereHour", "ApparentEnergyUnit", 1},
    later_unit{"megavoltAmpereHour", "ApparentEnergyUnit", 1},
    later_unit{"millivoltAmpereHour", "ApparentEnergyUnit", 3},
    later_unit{"voltAmpereHour", "ApparentEnergyUnit", 1},
    later_unit{"gigavoltAmpere", "ApparentPowerUnit", 1},
    later_unit{"kilovoltAmpere", "ApparentPowerUnit", 1},
    later_unit{"megavoltAmpere", "ApparentPowerUnit", 1},
    later_unit{"millivoltAmpere", "ApparentPowerUnit", 1},
    later_unit{"voltAmpere", "ApparentPowerUnit", 1},
    later_unit{"ampereHour", "ChargeUnit", 1},
    later_unit{"milliampereHour", "ChargeUnit", 1},
    later_unit{"kiloampere", "CurrentUnit", 1},
    later_unit{"nanoampere", "CurrentUnit", 3},
    later_unit{"picoampere", "CurrentUnit", 3},
    later_unit{"microgramPerCubicMetre", "DensityUnit", 1},
    later_unit{"milligramPerCubicMetre", "DensityUnit", 1},
    later_unit{"centipoise", "DynamicViscosityUnit", 3},
    later_unit{"millipascalSecond", "DynamicViscosityUnit", 3},
    later_unit{"millipoise", "DynamicViscosityUnit", 3},
    later_unit{"pascalSecond", "DynamicViscosityUnit", 3},
    later_unit{"poise", "DynamicViscosityUnit", 3},
    later_unit{"britishThermalUnit", "EnergyUnit", 1},
    later_unit{"gigawattHour", "EnergyUnit", 1},
    later_unit{"kiloBritishThermalUnit", "EnergyUnit", 1},
    later_unit{"megawattHour", "EnergyUnit", 1},
    later_unit{"milliwattHour", "EnergyUnit", 1},
    later_unit{"terawattHour", "EnergyUnit", 1},
    later_unit{"wattHour", "EnergyUnit", 1},
    later_unit{"millihertz", "FrequencyUnit", 1},
    later_unit{"decapascalCubicMetrePerSecond", "GasLeakageRateUnit", 3},
    later_unit{"hectopascalCubicMetrePerSecond", "GasLeakageRateUnit", 3},
    later_unit{"kilopascalCubicMetrePerSecond", "GasLeakageRateUnit", 3},
    later_unit{"pascalCubicMetrePerSecond", "GasLeakageRateUnit", 3},
    later_unit{"gray", "IonizingRadiationDoseUnit", 1},
    later_unit{"microgray", "IonizingRadiationDoseUnit", 1},
    later_unit{"microsievert", "IonizingRadiationDoseUnit", 1},
    later_unit{"milligray", "IonizingRadiationDoseUnit", 1},
    later_unit{"millisievert", "IonizingRadiationDoseUnit", 1},
    later_unit{"sievert", "IonizingRadiationDoseUnit", 1},
    later_unit{"wattPerSquareMetre", "IrradianceUnit", 1},
    later_unit{"centistokes", "KinematicViscosityUnit", 3},
    later_unit{"squareMetrePerSecond", "KinematicViscosityUnit", 3},
    later_unit{"stokes", "KinematicViscosityUnit", 3},
    later_unit{"gauss", "MagneticInductionUnit", 1},
    later_unit{"massPoundPerHour", "MassFlowRateUnit", 1},
    later_unit{"massPound", "MassUnit", 1},
    later_unit{"britishThermalUnitPerHour", "PowerUnit", 1},
    later_unit{"gigajoulePerHour", "PowerUnit", 1},
    later_unit{"joulePerHour", "PowerUnit", 1},
    later_unit{"joulePerSecond", "PowerUnit", 1},
    later_unit{"kiloBritishThermalUnitPerHour", "PowerUnit", 1},
    later_unit{"kilojoulePerHour", "PowerUnit", 1},
    later_unit{"kilojoulePerSecond", "PowerUnit", 1},
    later_unit{"megajoulePerHour", "PowerUnit", 1},
    later_unit{"tonOfRefrigeration", "PowerUnit", 1},
    later_unit{"decapascal", "PressureUnit", 1},
    later_unit{"hectopascal", "PressureUnit", 1},
    later_unit{"becquerel", "RadioactivityUnit", 1},
    later_unit{"gigabecquerel", "RadioactivityUnit", 1},
    later_unit{"kilobecquerel", "RadioactivityUnit", 1},
    later_unit{"megabecquerel", "RadioactivityUnit", 1},
    later_unit{"gigavoltAmpereReactiveHour", "ReactiveEnergyUnit", 1},
    later_unit{"kilovoltAmpereReactiveHour", "ReactiveEnergyUnit", 1},
    later_unit{"megavoltAmpereReactiveHour", "ReactiveEnergyUnit", 1},
    later_unit{"voltAmpereReactiveHour", "ReactiveEnergyUnit", 1},
    later_unit{"gigavoltAmpereReactive", "ReactivePowerUnit", 1},
    later_unit{"kilovoltAmpereReactive", "ReactivePowerUnit", 1},
    later_unit{"megavoltAmpereReactive", "ReactivePowerUnit", 1},
    later_unit{"millivoltAmpereReactive", "ReactivePowerUnit", 1},
    later_unit{"voltAmpereReactive", "ReactivePowerUnit", 1},
    later_unit{"reciprocalCentimetre", "ReciprocalLengthUnit", 3},
    later_unit{"reciprocalKilometre", "ReciprocalLengthUnit", 3},
    later_unit{"reciprocalMetre", "ReciprocalLengthUnit", 3},
    later_unit{"reciprocalMicrometre", "ReciprocalLengthUnit", 3},
    later_unit{"reciprocalMillimetre", "ReciprocalLengthUnit", 3},
    later_unit{"reciprocalNanometre", "ReciprocalLengthUnit", 3},
    later_unit{"reciprocalMinute", "ReciprocalTimeUnit", 3},
    later_unit{"reciprocalSecond", "ReciprocalTimeUnit", 3},
    later_unit{"partsPerBillion", "Unitless", 1},
    later_unit{"partsPerMillion", "Unitless", 1},
    later_unit{"partsPerQuadrillion", "Unitless", 1},
    later_unit{"partsPerTrillion", "Unitless", 1},
    later_unit{"millimetrePerSecond", "VelocityUnit", 3},
    later_unit{"cubicCentimetrePerMinute", "VolumeFlowRateUnit", 3},
    later_unit{"cubicCentimetrePerSecond", "VolumeFlowRateUnit", 3},
    later_unit{"cubicFootPerMinute", "VolumeFlowRateUnit", 1},
    later_unit{"cubicMetrePerHour", "VolumeFlowRateUnit", 1},
    later_unit{"cubicMetrePerMinute", "VolumeFlowRateUnit", 1},
    later_unit{"cubicMetrePerSecond", "VolumeFlowRateUnit", 1},
    later_unit{"gallonPerHour", "VolumeFlowRateUnit", 1},
    later_unit{"gallonPerMinute", "VolumeFlowRateUnit", 1},
    later_unit{"litrePerMinute", "VolumeFlowRateUnit", 1},
    later_unit{"millilitrePerMinute", "VolumeFlowRateUnit", 1},
};

}  // namespace

std::span<const later_quantity> later_quantities() {
    return quantities;
}

std::span<const later_unit> later_units() {
    return units;
}

std::string_view unit_type_of(std::string_view name, int extension) {
    if (const auto* known = find_unit(name)) return known->type;
    const auto found = std::find_if(units.begin(), units.end(), [&](const later_unit& unit) {
        return unit.name == name && unit.since <= extension;
    });
    return found == units.end() ? std::string_view() : found->type;
}

std::optional<later_quantity> find_quantity(std::string_view semantic, int extension) {
    for (const auto& known : all_semantic_types())
        if (known.name == semantic) return later_quantity{known.name, known.unit_type};
    const auto found =
        std::find_if(quantities.begin(), quantities.end(), [&](const later_quantity& known) {
            return known.name == semantic && known.since <= extension;
        });
    return found == quantities.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::string> units_of_type(std::string_view type, int extension) {
    std::vector<std::string> names;
    for (const auto& known : all_units())
        if (known.type == type) names.emplace_back(known.name);
    for (const auto& known : units)
        if (known.type == type && known.since <= extension) names.emplace_back(known.name);
    return names;
}

std::string one_unit_of(std::string_view type, int extension) {
    std::string text;
    for (const auto& name : units_of_type(type, extension))
        text += (text.empty() ? "one of " : ", ") + name;
    return text;
}

bool takes_quantities(int version, int extension) {
    return version == (extension == 1 ? 3 : 4);
}

}  // namespace muster::models
