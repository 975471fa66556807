#pragma once

#include "actors/shard_news.hpp"
#include "rpc/wire.hpp"
#include "schemas/news.capnp.h"

namespace muster {

void write_news(const shard_news& n, wire::News::Builder to);
/// Throws wire_error. Whether the shard is the sender's is for `read_answer` to check.
shard_news read_news(wire::News::Reader from, const wire_bounds& within);
/// About how many bytes it takes on the wire.
std::size_t wire_bytes(const shard_news& n);

}  // namespace muster
