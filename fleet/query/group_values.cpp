#include "fleet/query/group_values.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "fleet/query/limits.hpp"

namespace muster::query {

using kind = aggregate::kind;

bool percentile_values::add(double x) {
    if (histogram_) {
        histogram_->add(x);
        return false;
    }
    exact_.push_back(x);
    if (exact_.size() <= limits::exact_values) return false;
    spread();
    return true;
}

/// From here on buckets are finest where the first values lie.
void percentile_values::spread() {
    const double center = at(0.5);
    const double width = std::fabs(at(0.95) - at(0.05));
    sketch_scale scale;
    scale.center = center;
    if (width > 0 && std::isfinite(width)) scale.unit = std::ldexp(1.0, std::ilogb(width));
    histogram_ = std::make_unique<sketch>(scale);
    for (const double x : exact_)
        histogram_->add(x);
    exact_ = {};
}

double percentile_values::at(double share) const {
    if (histogram_) return histogram_->quantile(share);
    std::sort(exact_.begin(), exact_.end());
    const double place = share * static_cast<double>(exact_.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= exact_.size()) return exact_.back();
    const double part = place - static_cast<double>(below);
    return exact_[below] + part * (exact_[below + 1] - exact_[below]);
}

bool group_value::add(const aggregate& how, const value& x) {
    ++count_;
    switch (how.what) {
        case kind::rows:
        case kind::count:
            return false;
        case kind::sum:
        case kind::avg:
            number_ += x.number();
            return false;
        case kind::min:
            number_ = count_ == 1 ? x.number() : std::min(number_, x.number());
            return false;
        case kind::max:
            number_ = count_ == 1 ? x.number() : std::max(number_, x.number());
            return false;
        case kind::first:
            if (count_ == 1) kept_ = x;
            return false;
        case kind::last:
            kept_ = x;
            return false;
        case kind::percentile:
            break;
    }
    if (!values_) values_ = std::make_unique<percentile_values>();
    return values_->add(x.number());
}

value group_value::result(const aggregate& how) const {
    if (how.what == kind::rows || how.what == kind::count) return static_cast<double>(count_);
    if (count_ == 0) return {};
    switch (how.what) {
        case kind::avg:
            return number_ / static_cast<double>(count_);
        case kind::first:
        case kind::last:
            return kept_.get();
        case kind::percentile:
            return values_->at(how.share);
        default:
            return number_;
    }
}

}  // namespace muster::query
