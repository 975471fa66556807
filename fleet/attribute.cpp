#include "fleet/attribute.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fleet/hash.hpp"
#include "fleet/math.hpp"
#include "fleet/permutation.hpp"

namespace muster {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

double power_of_ten(int n) {
    double p = 1;
    for (int i = 0; i < std::min(n, 15); ++i)
        p *= 10;
    return p;
}

double word_index(const std::vector<std::string>& words, std::string_view text) {
    const auto at = std::find(words.begin(), words.end(), text);
    return at == words.end() ? no_value : static_cast<double>(at - words.begin());
}

}  // namespace

attribute::attribute(std::string name, value_kind kind, std::vector<std::string> words,
                     const attribute_source& source, std::uint64_t index, std::uint64_t population,
                     std::uint64_t seed, dictionary& texts, const std::vector<attribute>& siblings,
                     row_choice rows)
    : name_(std::move(name)),
      kind_(kind),
      words_(std::move(words)),
      form_(source.kind),
      values_(source.values),
      mean_(source.mean),
      sd_(source.sd),
      min_(source.min),
      max_(source.max),
      scale_(source.decimals ? power_of_ten(*source.decimals) : 0),
      pattern_(source.pattern),
      each_(std::max<std::uint64_t>(1, source.each)),
      index_(index),
      population_(population),
      seed_(seed),
      column_(source.column),
      rows_(std::move(rows)) {
    if (!source.by.empty()) {
        const auto at = std::find_if(siblings.begin(), siblings.end(),
                                     [&](const auto& a) { return a.name_ == source.by; });
        if (at != siblings.end()) cluster_ = std::make_shared<const attribute>(*at);
    }
    if (cluster_) population_ = cluster_->cardinality().value_or(population);
    if (form_ == attribute_source::form::constant) fixed_ = encode(source.fixed, texts);
    if (form_ == attribute_source::form::pick) compile_pick(source, texts);
    if (form_ == attribute_source::form::column) compile_column(source, texts);
}

void attribute::compile_column(const attribute_source& source, dictionary& texts) {
    choices_ = source.numbers;
    choices_.reserve(column_->texts.size());
    for (auto i = choices_.size(); i < column_->texts.size(); ++i)
        choices_.push_back(encode(plain_value(std::string(column_->texts[i])), texts));
}

void attribute::compile_pick(const attribute_source& source, dictionary& texts) {
    // Who gets what must not follow the order in which choices are written.
    auto in_order = source.choices;
    std::sort(in_order.begin(), in_order.end(),
              [](const auto& a, const auto& b) { return a.text < b.text; });
    std::vector<std::uint64_t> weights;
    for (const auto& choice : in_order) {
        choices_.push_back(encode(plain_value(choice.text), texts));
        weights.push_back(static_cast<std::uint64_t>(choice.part.ppb));
    }
    std::uint64_t end = 0;
    for (const auto part : split_by_largest_remainder(population_, weights))
        bounds_.push_back(end += part);
}

double attribute::encode(const plain_value& v, dictionary& texts) const {
    if (const auto* truth = std::get_if<bool>(&v)) return *truth ? 1 : 0;
    if (const auto* number = std::get_if<double>(&v)) return *number;
    const auto* text = std::get_if<std::string>(&v);
    if (text == nullptr) return no_value;
    switch (kind_) {
        case value_kind::word:
            return word_index(words_, *text);
        case value_kind::text:
            return static_cast<double>(texts.add(*text));
        case value_kind::boolean:
            return *text == "true" ? 1 : 0;
        default:
            return std::strtod(text->c_str(), nullptr);
    }
}

double attribute::value_for(const attribute_subject& who) const {
    using form = attribute_source::form;
    if (form_ == form::constant) return fixed_;
    if (form_ == form::sequence) return static_cast<double>(who.ordinal / each_);
    if (form_ == form::column) {
        const auto cell = cell_of(who);
        return cell == no_cell ? no_value : choices_[cell];
    }
    const auto cluster = cluster_ ? cluster_->cluster_of(who) : 0;
    if (form_ == form::pick)
        return bounds_.empty() ? no_value : choices_[pick(cluster_ ? cluster : who.ordinal)];
    const auto random =
        cluster_ ? random_source{mix(mix(seed_, index_), cluster_->cluster_key(who))} : who.random;
    const double u = random.unit(stream::attribute, index_, 0);
    return shape(form_ == form::normal ? mean_ + sd_ * math::normal_quantile(u) : values_.at(u));
}

/// Which choice the position gets.
std::size_t attribute::pick(std::uint64_t position) const {
    const auto place =
        permutation(population_, mix(seed_, index_))(std::min(position, population_ - 1));
    const auto at = std::upper_bound(bounds_.begin(), bounds_.end(), place) - bounds_.begin();
    return std::min(static_cast<std::size_t>(at), choices_.size() - 1);
}

/// The number of the cluster that the device is in, where this attribute says who belongs together.
std::uint64_t attribute::cluster_of(const attribute_subject& who) const {
    using form = attribute_source::form;
    if (form_ == form::sequence) return who.ordinal / each_;
    if (form_ == form::pick && !bounds_.empty())
        return pick(cluster_ ? cluster_->cluster_of(who) : who.ordinal);
    if (form_ == form::column) return std::min<std::uint64_t>(cell_of(who), choices_.size());
    return form_ == form::constant ? 0 : value_bits(value_for(who));
}

/// What the draws of a cluster hang on. A cell's number would move with the rows before it.
std::uint64_t attribute::cluster_key(const attribute_subject& who) const {
    if (form_ != attribute_source::form::column) return cluster_of(who);
    const auto cell = cell_of(who);
    return cell == no_cell ? no_cell : device_key(column_->texts[cell]);
}

std::uint32_t attribute::cell_of(const attribute_subject& who) const {
    return column_->codes[rows_ ? (*rows_)[who.ordinal] : who.ordinal];
}

double attribute::shape(double x) const {
    if (min_) x = std::max(x, *min_);
    if (max_) x = std::min(x, *max_);
    if (kind_ == value_kind::integer) return std::nearbyint(x);
    return scale_ > 0 ? std::nearbyint(x * scale_) / scale_ : x;
}

std::vector<double> attribute::values() const {
    return form_ == attribute_source::form::constant ? std::vector<double>{fixed_} : choices_;
}

void attribute::add_texts(const dictionary& texts, std::vector<std::string>& to) const {
    std::string buffer;
    for (const auto value : values())
        if (!std::isnan(value)) to.emplace_back(text_of(value, texts, buffer));
    for (std::uint64_t i = 0; is_sequence() && i < *cardinality(); ++i)
        to.emplace_back(text_of(static_cast<double>(i), texts, buffer));
}

std::optional<std::uint64_t> attribute::cardinality() const {
    using form = attribute_source::form;
    if (form_ == form::constant) return 1;
    if (form_ == form::sequence) return (population_ + each_ - 1) / each_;
    if (form_ == form::pick) return choices_.size();
    if (form_ == form::column) return choices_.size() + (column_->gaps ? 1 : 0);
    return std::nullopt;
}

bool attribute::follows_position() const {
    if (form_ != attribute_source::form::pick) return computed();
    return !cluster_ || cluster_->follows_position();
}

std::string_view attribute::text_of(double value, const dictionary& texts,
                                    std::string& buffer) const {
    if (std::isnan(value)) return {};
    const auto code = static_cast<std::uint64_t>(value);
    if (is_sequence()) {
        pattern_.write(code + 1, buffer);
        return buffer;
    }
    if (kind_ == value_kind::word)
        return code < words_.size() ? std::string_view(words_[code]) : std::string_view{};
    return texts.text(static_cast<dictionary::code>(code));
}

}  // namespace muster
