#include "report/digest.hpp"

#include <openssl/sha.h>

#include <array>

namespace muster::report {

std::string digest(std::string_view canonical_result) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> bytes{};
    SHA256(reinterpret_cast<const unsigned char*>(canonical_result.data()), canonical_result.size(),
           bytes.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const unsigned char byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 0xF];
    }
    return out;
}

}  // namespace muster::report
