#pragma once

#include <span>

#include "actors/shard_host.hpp"
#include "rpc/wire.hpp"
#include "schemas/node.capnp.h"

namespace muster {

/// Mail for the next visit, sent ahead of it.
struct post_call {
    std::vector<mail> mails;
};

/// What a session is called for: `host_call`, and what only the wire needs.
struct wire_call {
    host_call what;
    post_call posted;  ///< instead of `what`, where it is `is_post`
    bool is_post = false;
};

/// Requires inboxes that are short enough for one message.
void write_call(const host_call& c, wire::Call::Builder to);
void write_post(std::span<const mail> mails, wire::Call::Builder to);
/// Mail of a visit goes into the inboxes by address. Throws wire_error, also where a shard is none
/// of `mine`, which is ascending.
wire_call read_call(wire::Call::Reader from, const wire_bounds& within,
                    const std::vector<std::uint32_t>& mine);

/// `news` is the part of the answer that fits.
void write_answer(const std::string& failure, std::uint64_t rest, std::span<const shard_news> news,
                  wire::Answer::Builder to);
/// Throws wire_error, also where a shard is none of `theirs`, which is ascending.
host_answer read_answer(wire::Answer::Reader from, const wire_bounds& within,
                        const std::vector<std::uint32_t>& theirs);

/// How many items from the first one on make a part: at least one, where there is any.
template <class Item, class Measure>
std::size_t part_of(std::span<const Item> items, std::size_t bytes_most, Measure bytes_of) {
    std::size_t bytes = 0;
    std::size_t count = 0;
    while (count < items.size()) {
        bytes += bytes_of(items[count]);
        if (count > 0 && bytes > bytes_most) break;
        ++count;
    }
    return count;
}

}  // namespace muster
