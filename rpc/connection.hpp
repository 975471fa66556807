#pragma once

#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>

#include "rpc/defaults.hpp"

namespace muster {

/// What both ends accept.
inline capnp::ReaderOptions reader_options() {
    capnp::ReaderOptions o;
    o.traversalLimitInWords = wire_limits::message_words;
    o.nestingLimit = wire_limits::nesting;
    return o;
}

}  // namespace muster
