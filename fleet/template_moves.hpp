#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/scenario.hpp"

namespace muster {

/// A fleet whose devices may come to have a template that they do not begin with.
struct template_move {
    std::uint32_t fleet = 0;           ///< index within the scenario
    std::uint32_t template_index = 0;  ///< within the scenario
};

/// The moves that acts and jobs of the scenario name, and the templates that are assigned by hand;
/// by fleet, then by template.
std::vector<template_move> moves_of(const scenario& s);

}  // namespace muster
