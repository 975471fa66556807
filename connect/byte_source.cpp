#include "connect/byte_source.hpp"

#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

namespace {

constexpr std::string_view zstd_magic("\x28\xb5\x2f\xfd", 4);

class plain_source final : public byte_source {
public:
    explicit plain_source(const std::string& path)
        : path_(path), file_(std::fopen(path.c_str(), "re")) {
        if (!file_) throw std::runtime_error("cannot read " + path + ": " + std::strerror(errno));
    }
    std::size_t read(char* to, std::size_t size) override {
        errno = 0;
        const auto got = std::fread(to, 1, size, file_.get());
        if (got == 0 && std::ferror(file_.get()) != 0)
            error_ = "cannot read " + path_ + ": " + std::strerror(errno);
        return got;
    }
    const std::string& error() const override { return error_; }

    /// Whether the file begins with these bytes. Before anything was read.
    bool begins_with(std::string_view bytes) {
        std::vector<char> first(bytes.size());
        const auto got = std::fread(first.data(), 1, first.size(), file_.get());
        std::rewind(file_.get());
        return std::string_view(first.data(), got) == bytes;
    }

private:
    struct closer {
        void operator()(std::FILE* f) const { std::fclose(f); }
    };
    std::string path_, error_;
    std::unique_ptr<std::FILE, closer> file_;
};

/// One Zstandard frame after the other.
class compressed_source final : public byte_source {
public:
    compressed_source(std::string path, std::unique_ptr<plain_source> file)
        : path_(std::move(path)),
          file_(std::move(file)),
          context_(ZSTD_createDCtx()),
          buffer_(ZSTD_DStreamInSize()) {
        if (!context_) throw std::bad_alloc();
    }
    std::size_t read(char* to, std::size_t size) override {
        ZSTD_outBuffer out{to, size, 0};
        while (out.pos == 0 && error_.empty()) {
            if (in_.pos == in_.size && !refill()) break;
            left_ = ZSTD_decompressStream(context_.get(), &out, &in_);
            if (ZSTD_isError(left_) != 0)
                error_ = path_ + " is damaged: " + ZSTD_getErrorName(left_);
        }
        return out.pos;
    }
    const std::string& error() const override { return error_; }

private:
    struct freer {
        void operator()(ZSTD_DCtx* c) const { ZSTD_freeDCtx(c); }
    };

    bool refill() {
        in_ = {buffer_.data(), file_->read(buffer_.data(), buffer_.size()), 0};
        if (in_.size > 0) return true;
        error_ = file_->error();
        if (error_.empty() && left_ != 0)
            error_ = path_ + " ends in the middle of what was compressed";
        return false;
    }

    std::string path_, error_;
    std::unique_ptr<plain_source> file_;
    std::unique_ptr<ZSTD_DCtx, freer> context_;
    std::vector<char> buffer_;
    ZSTD_inBuffer in_{nullptr, 0, 0};
    std::size_t left_ = 0;
};

}  // namespace

std::unique_ptr<byte_source> open_source(const std::string& path) {
    auto file = std::make_unique<plain_source>(path);
    if (!file->begins_with(zstd_magic)) return file;
    return std::make_unique<compressed_source>(path, std::move(file));
}

}  // namespace muster
