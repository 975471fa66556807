#pragma once

#include <capnp/list.h>

#include <cstddef>
#include <string>
#include <vector>

#include "rpc/wire.hpp"

/// Lists and texts between Cap'n Proto and the standard library. Everything is copied: nothing of a
/// message outlives its connection, and nothing of it is read by another thread.
namespace muster {

/// The length of a list on the wire, which has 29 bits.
inline unsigned list_size(std::size_t n) {
    return checked(n, 1U << 29, "a list length");
}

/// A list of numbers.
template <class To, class From>
void write_numbers(To to, const From& from) {
    unsigned i = 0;
    for (const auto& x : from)
        to.set(i++, x);
}
template <class T, class From>
std::vector<T> read_numbers(From from) {
    std::vector<T> all;
    all.reserve(from.size());
    for (const auto x : from)
        all.push_back(x);
    return all;
}

/// A list of structs.
template <class To, class From, class Each>
void write_each(To to, const From& from, Each each) {
    unsigned i = 0;
    for (const auto& x : from)
        each(to[i++], x);
}
template <class From, class Each>
auto read_each(From from, Each each) {
    std::vector<decltype(each(from[0]))> all;
    all.reserve(from.size());
    for (const auto x : from)
        all.push_back(each(x));
    return all;
}

inline std::string text_of(capnp::Text::Reader text) {
    return {text.begin(), text.size()};
}

}  // namespace muster
