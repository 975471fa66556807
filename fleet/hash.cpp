#include "fleet/hash.hpp"

#include <bit>
#include <cstring>

namespace muster {

namespace {

struct sip_state {
    std::uint64_t v0, v1, v2, v3;

    void round() {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    }

    void absorb(std::uint64_t word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }
};

std::uint64_t little_endian(const char* bytes, std::size_t count) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, count);  // x86-64 is little-endian
    return word;
}

}  // namespace

std::uint64_t keyed_hash(std::string_view text, std::uint64_t key0, std::uint64_t key1) {
    sip_state s{key0 ^ 0x736f6d6570736575ULL, key1 ^ 0x646f72616e646f6dULL,
                key0 ^ 0x6c7967656e657261ULL, key1 ^ 0x7465646279746573ULL};
    const std::size_t whole = text.size() & ~std::size_t{7};
    for (std::size_t i = 0; i < whole; i += 8)
        s.absorb(little_endian(text.data() + i, 8));
    s.absorb(little_endian(text.data() + whole, text.size() - whole) |
             (std::uint64_t{text.size()} << 56));
    s.v2 ^= 0xff;
    s.round();
    s.round();
    s.round();
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

std::uint64_t device_key(std::string_view device_id) {
    return keyed_hash(device_id, 0x6d75737465722031ULL, 0x64657669636520ffULL);
}

}  // namespace muster
