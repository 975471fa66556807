#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/device_template.hpp"
#include "scenarios/reading.hpp"

namespace muster::sections {

/// Reads one signal of a template into a spec that may come from a model. Its parts are in
/// `read_signals.cpp` (what every signal has), `read_generators.cpp`, `read_states.cpp`,
/// `read_recordings.cpp` and `read_movement.cpp`.
class signal_reader {
public:
    signal_reader(reading& r, signal_spec& signal, bool fresh)
        : r_(r), signal_(signal), fresh_(fresh) {}

    void read(const yaml::node& found);
    /// What a position says of each of its signals.
    void read_position_part(const yaml::node& map);
    static std::vector<std::string> generator_keys();

private:
    using read_part = void (signal_reader::*)(const yaml::node& map, const yaml::node& value);
    struct generator {
        const char* key;
        read_part read;
        bool of_words = false;  ///< can make words too
    };
    static const std::vector<generator>& generators();

    void fresh_behaviour();
    void describe(const yaml::node& map);
    const generator* generator_of(const yaml::node& map);
    void read_generator(const yaml::node& map, const generator& how);
    void modifiers(const yaml::node& map);
    void refuse_number_keys(const yaml::node& map);
    void noise(const yaml::node& map);
    void drift(const yaml::node& value);
    void rounding(const yaml::node& map);
    void together(const yaml::node& value);
    void correlates(const yaml::node& value);

    void one_value(const yaml::node& found);
    void drawn(const yaml::node& found);
    void constant_word(const yaml::node& found);
    void choose(const std::vector<weighted_value>& choices, const yaml::node& found);

    void constant(const yaml::node& map, const yaml::node& value);
    void uniform(const yaml::node& map, const yaml::node& value);
    void drawn_beside(const yaml::node& map, const yaml::node& value);
    void normal(const yaml::node& map, const yaml::node& value);
    void walk(const yaml::node& map, const yaml::node& value);
    template <wave_signal::form Form>
    void wave(const yaml::node& map, const yaml::node& value);
    void read_wave(const yaml::node& map, const yaml::node& value, wave_signal::form form);
    void daily(const yaml::node& map, const yaml::node& value);
    void counter(const yaml::node& map, const yaml::node& value);
    void formula(const yaml::node& map, const yaml::node& value);
    void integral(const yaml::node& map, const yaml::node& value);
    void approach(const yaml::node& map, const yaml::node& value);
    void cases(const yaml::node& map, const yaml::node& value);
    bool read_signal_case(const yaml::node& map, cases_signal& shape);
    void pick(const yaml::node& map, const yaml::node& value);

    void states(const yaml::node& map, const yaml::node& value);
    bool read_state(const yaml::node& value, state_spec& state);
    bool read_way_on(const yaml::node& map, std::size_t state, states_signal& shape);
    bool shares_of_states(const yaml::node& found, const states_signal& shape,
                          std::vector<share>& parts);
    void name_states(const yaml::node& value, states_signal& shape);
    void read_start(const yaml::node& map, const yaml::node& value, states_signal& shape);
    bool read_exits(const yaml::node& map, const states_signal& shape, state_spec& state);

    void sequence(const yaml::node& map, const yaml::node& value);
    void replay(const yaml::node& map, const yaml::node& value);

    void speed_of(const yaml::node& map, const yaml::node& value);
    void heading_of(const yaml::node& map, const yaml::node& value);
    void motion(const yaml::node& value, moving_signal::part what, const char* unit);

    void not_negative(const yaml::node& map, const char* key, double value);
    void ordered(const yaml::node& value, double low, double high);
    bool holds_words() const;
    /// What the signal holds was said before its behaviour: by a model, `type` or `values`.
    bool declared(const yaml::node& map) const;
    /// Neither that nor a key that only numbers have says what its written values are.
    bool may_turn_out_words(const yaml::node& map) const;
    /// The signal's words, as they are written in a `pick`: of a boolean false, then true.
    std::vector<std::string> written_words() const;

    reading& r_;
    signal_spec& signal_;
    bool fresh_;
};

}  // namespace muster::sections
