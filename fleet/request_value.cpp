#include "fleet/request_value.hpp"

#include <algorithm>

namespace muster {

namespace {

bool fits_in(const command_request_fields& some, std::size_t levels) {
    return levels > 0 && std::all_of(some.begin(), some.end(), [levels](const auto& one) {
               return one.second.kind == request_value::form::plain ||
                      fits_in(one.second.inner, levels - 1);
           });
}

}  // namespace

bool operator==(const request_value& a, const request_value& b) {
    return a.kind == b.kind && a.plain == b.plain && a.inner == b.inner;
}

bool is_shallow(const command_request_fields& request) {
    return fits_in(request, request_levels_max);
}

}  // namespace muster
