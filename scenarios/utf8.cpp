#include "scenarios/utf8.hpp"

namespace muster {

std::size_t utf8_length(std::string_view text, std::size_t i) {
    auto byte = [&text](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    auto follows = [&byte](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
    unsigned first = byte(i);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(i + 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        bool overlong = first == 0xE0 && byte(i + 1) < 0xA0;
        bool surrogate = first == 0xED && byte(i + 1) > 0x9F;
        return follows(i + 1) && follows(i + 2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        bool overlong = first == 0xF0 && byte(i + 1) < 0x90;
        bool beyond = first == 0xF4 && byte(i + 1) > 0x8F;
        bool complete = follows(i + 1) && follows(i + 2) && follows(i + 3);
        return complete && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

}  // namespace muster
