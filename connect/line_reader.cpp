#include "connect/line_reader.hpp"

#include <cstring>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t first_size = std::size_t{1} << 18;

}  // namespace

line_reader::line_reader(std::unique_ptr<byte_source> from)
    : from_(std::move(from)), buffer_(first_size) {}

std::optional<std::string_view> line_reader::next() {
    std::size_t searched = 0;
    for (;;) {
        const auto* data = buffer_.data() + begin_;
        const auto size = end_ - begin_;
        const auto* found = std::memchr(data + searched, '\n', size - searched);
        if (found != nullptr) {
            const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - data);
            begin_ += length + 1;
            const bool has_return = length > 0 && data[length - 1] == '\r';
            return std::string_view(data, length - (has_return ? 1 : 0));
        }
        searched = size;
        if (!at_end_ && refill()) continue;
        if (!error_.empty() || size == 0) return std::nullopt;
        begin_ = end_;
        return std::string_view(buffer_.data() + end_ - size, size);
    }
}

/// False at the end.
bool line_reader::refill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) {
        if (buffer_.size() >= longest) {
            error_ = "a line has more than " + std::to_string(longest >> 20) + " MiB";
            return !(at_end_ = true);
        }
        buffer_.resize(buffer_.size() * 2);
    }
    const auto got = from_->read(buffer_.data() + end_, buffer_.size() - end_);
    end_ += got;
    error_ = from_->error();
    at_end_ = got == 0;
    return got > 0;
}

}  // namespace muster
