#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/device_template.hpp"

namespace muster {

/// Whether its behaviour draws a number of its own for each reading: what noise is added to.
bool draws_each_reading(const signal_spec& s);
bool is_noisy(const signal_spec& s);
/// Whether anything of it is drawn at all: else it has nothing to share with others.
bool draws_anything(const signal_spec& s);

/// The signals of the template that a formula or condition names.
std::vector<std::uint32_t> signals_named(const device_template& t, const condition& c);
/// The other signals whose values the signal is made of: a formula's, an integral's, those of
/// cases.
std::vector<std::uint32_t> signals_read(const device_template& t, std::uint32_t signal);

/// The signals of the template, each after those that it reads, and a state machine after those
/// that its exits look at, as far as these do not wait for it; else in their own order. Those that
/// lie on a circle, or behind one, are left out.
std::vector<std::uint32_t> in_order_of_reading(const device_template& t);

}  // namespace muster
