#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/device_table.hpp"
#include "fleet/device_template.hpp"
#include "fleet/dictionary.hpp"
#include "fleet/random.hpp"
#include "fleet/text_pattern.hpp"

namespace muster {

/// Which device of a fleet an attribute is computed for.
struct attribute_subject {
    std::uint64_t ordinal = 0;  ///< position in the fleet from 0
    random_source random{};     ///< the device's own
};

/// A tag or property of one fleet, ready to compute: its value for a device is a function of the
/// device's position and randomness, so it needs no storage until something changes it. Values are
/// doubles: numbers themselves, codes of the dictionary for texts, indices for enum words, the
/// running number from 0 for a sequence. NaN is "no value".
class attribute {
public:
    /// `index` tells apart the attributes of a fleet and does not change when others come or go;
    /// `population` is the number of its devices; `siblings` are the attributes compiled before,
    /// among which `by` is found; `rows` are those of the fleet's file that its devices are made
    /// of.
    attribute(std::string name, value_kind kind, std::vector<std::string> words,
              const attribute_source& source, std::uint64_t index, std::uint64_t population,
              std::uint64_t seed, dictionary& texts, const std::vector<attribute>& siblings,
              row_choice rows = {});

    const std::string& name() const { return name_; }
    value_kind kind() const { return kind_; }
    /// What tells it apart from the fleet's other attributes.
    std::uint64_t key() const { return index_; }
    const std::vector<std::string>& words() const { return words_; }

    double value_for(const attribute_subject& who) const;

    /// Whether every device has its value from its position alone, cheaply: not worth a column.
    bool computed() const {
        return form_ == attribute_source::form::constant ||
               form_ == attribute_source::form::sequence || form_ == attribute_source::form::column;
    }
    /// Whether every device has its value from its position alone, however costly that is.
    bool follows_position() const;
    bool is_sequence() const { return form_ == attribute_source::form::sequence; }
    /// The values that it can have, where they are listed: of a constant, a pick, a column.
    std::vector<double> values() const;
    /// Adds the texts of all values that it can have. Requires a kind of text that is not drawn.
    void add_texts(const dictionary& texts, std::vector<std::string>& to) const;
    /// How many different values there are, where that is known: clusters for `by`.
    std::optional<std::uint64_t> cardinality() const;
    /// The text of a value; `buffer` holds it where it is made on the spot. Requires a kind of text
    /// or word.
    std::string_view text_of(double value, const dictionary& texts, std::string& buffer) const;

private:
    void compile_column(const attribute_source& source, dictionary& texts);
    void compile_pick(const attribute_source& source, dictionary& texts);
    std::size_t pick(std::uint64_t position) const;
    std::uint64_t cluster_of(const attribute_subject& who) const;
    std::uint64_t cluster_key(const attribute_subject& who) const;
    std::uint32_t cell_of(const attribute_subject& who) const;
    double encode(const plain_value& v, dictionary& texts) const;
    double shape(double x) const;

    std::string name_;
    value_kind kind_;
    std::vector<std::string> words_;
    attribute_source::form form_;
    double fixed_ = 0;
    distribution values_;
    double mean_ = 0, sd_ = 0;
    std::optional<double> min_, max_;
    double scale_ = 0;  ///< 10^decimals; 0: not rounded
    text_pattern pattern_;
    std::uint64_t each_ = 1;
    std::vector<double> choices_;        ///< of pick, or by code of the column
    std::vector<std::uint64_t> bounds_;  ///< end of each choice's part of the population
    std::uint64_t index_, population_, seed_;
    std::shared_ptr<const table_column> column_;
    row_choice rows_;
    std::shared_ptr<const attribute> cluster_;  ///< of `by`; empty: every device its own draw
};

}  // namespace muster
