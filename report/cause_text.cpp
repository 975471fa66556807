#include "report/cause_text.hpp"

#include "report/format.hpp"

namespace muster::report {

std::string what_text(const job_cause& cause) {
    std::string text;
    for (const auto& [name, value] : cause.what)
        text += (text.empty() ? "" : " and ") + name + " " + value;
    return text;
}

std::string cause_text(const job_cause& cause) {
    return count_text(cause.failed_with) + " of " + count_text(cause.failed) +
           " that did not succeed have " + what_text(cause) + ", which " +
           percent_text(cause.with, cause.devices) + " of the " +
           count_text(cause.devices, "device") + " with an outcome have";
}

double lift_of(const job_cause& cause) {
    return static_cast<double>(cause.failed_with) * static_cast<double>(cause.devices) /
           (static_cast<double>(cause.failed) * static_cast<double>(cause.with));
}

}  // namespace muster::report
