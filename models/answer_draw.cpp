#include "models/answer_draw.hpp"

#include "fleet/hash.hpp"

namespace muster::models {

answer_draw::answer_draw(random_source device, std::string_view command, std::uint64_t number)
    : device_(device), prefix_("answer." + std::string(command) + "."), number_(number) {}

answer_draw answer_draw::of_device() const {
    auto own = *this;
    own.prefix_ = "answer.";
    own.number_ = 0;
    return own;
}

std::uint64_t answer_draw::bits(std::string_view path) const {
    return device_.bits(stream::command, device_key(prefix_ + std::string(path)), number_);
}

double answer_draw::unit(std::string_view path) const {
    return unit_interval(bits(path));
}

std::size_t answer_draw::pick(std::string_view path, std::size_t count) const {
    return static_cast<std::size_t>(unit(path) * static_cast<double>(count));
}

}  // namespace muster::models
