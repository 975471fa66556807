#include "scenarios/write_values.hpp"

#include <algorithm>

#include "scenarios/format.hpp"

namespace muster {

namespace {

std::string one_value(double x, value_kind kind) {
    bool span = kind == value_kind::time_span || kind == value_kind::instant;
    if (!span) return format_number(x);
    auto d = duration(static_cast<std::int64_t>(x));
    return d < duration{} ? '-' + format_duration(-d) : format_duration(d);
}

}  // namespace

std::string list_text(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : ", ") + yaml_text(word);
    return '[' + out + ']';
}

std::string truth(bool value) {
    return value ? "true" : "false";
}

std::string key_of(const std::string& component, const std::string& name) {
    return yaml_text(component.empty() ? name : component + '.' + name);
}

std::string value_text(const plain_value& value, value_kind kind) {
    if (const auto* flag = std::get_if<bool>(&value)) return truth(*flag);
    if (const auto* text = std::get_if<std::string>(&value)) return yaml_text(*text);
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr) return "\"\"";
    return one_value(*number, kind);
}

std::string choices_text(const std::vector<weighted_value>& choices) {
    yaml_flow shares;
    std::int64_t left = share::whole;
    for (const auto& choice : choices) {
        bool last = &choice == &choices.back();
        auto part = last ? left : std::min(left, choice.part.ppb);
        shares.add(yaml_text(choice.text), format_share(share{part}));
        left -= part;
    }
    return shares.text();
}

void add_values(yaml_flow& flow, const distribution& values, value_kind kind) {
    auto a = one_value(values.a, kind), b = one_value(values.b, kind);
    if (values.kind == distribution::shape::log_normal)
        flow.add("p50", a).add("p99", b);
    else if (values.kind == distribution::shape::exponential)
        flow.add("exponential", a);
    else if (values.kind == distribution::shape::poisson)
        flow.add("poisson", a);
    else if (values.kind == distribution::shape::uniform)
        flow.add("uniform", a + ".." + b);
    else
        flow.add("constant", a);
}

}  // namespace muster
