#include "connect/byte_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <stdexcept>
#include <vector>

namespace muster {

namespace {

/// Standard output is taken as it is, at the place that it has come to: opening its name anew would
/// empty the file that it leads to.
std::FILE* opened(const std::string& path) {
    if (path != "/dev/stdout") return std::fopen(path.c_str(), "we");
    const int own = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    return own < 0 ? nullptr : ::fdopen(own, "w");
}

class plain_file final : public byte_file {
public:
    explicit plain_file(const std::string& path) : file_(opened(path)) {
        if (!file_) throw std::runtime_error("cannot write " + path + ": " + std::strerror(errno));
        struct stat facts {};
        is_plain_ = ::fstat(::fileno(file_.get()), &facts) == 0 && S_ISREG(facts.st_mode);
    }
    bool write(std::string_view bytes) override {
        return std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size();
    }
    bool pass_on() override { return is_plain_ || finish(); }
    bool finish() override { return std::fflush(file_.get()) == 0; }

private:
    struct closer {
        void operator()(std::FILE* f) const { std::fclose(f); }
    };
    std::unique_ptr<std::FILE, closer> file_;
    bool is_plain_ = true;
};

/// One Zstandard frame. The same bytes come out however the input was cut into pieces.
class compressed_file final : public byte_file {
public:
    explicit compressed_file(const std::string& path)
        : file_(path), context_(ZSTD_createCCtx()), out_(ZSTD_CStreamOutSize()) {
        if (!context_) throw std::bad_alloc();
    }
    bool write(std::string_view bytes) override {
        ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
        while (in.pos < in.size)
            if (!compress(in, ZSTD_e_continue)) return false;
        return true;
    }
    bool finish() override {
        ZSTD_inBuffer nothing{nullptr, 0, 0};
        do
            if (!compress(nothing, ZSTD_e_end)) return false;
        while (left_ > 0);
        return file_.finish();
    }

private:
    struct freer {
        void operator()(ZSTD_CCtx* c) const { ZSTD_freeCCtx(c); }
    };

    bool compress(ZSTD_inBuffer& in, ZSTD_EndDirective how) {
        ZSTD_outBuffer out{out_.data(), out_.size(), 0};
        left_ = ZSTD_compressStream2(context_.get(), &out, &in, how);
        if (ZSTD_isError(left_) != 0) {
            errno = ENOMEM;  // the only thing that can go wrong with buffers of its own size
            return false;
        }
        return file_.write({out_.data(), out.pos});
    }

    plain_file file_;
    std::unique_ptr<ZSTD_CCtx, freer> context_;
    std::vector<char> out_;
    std::size_t left_ = 0;
};

}  // namespace

std::unique_ptr<byte_file> create_file(const std::string& path) {
    if (path.ends_with(".zst")) return std::make_unique<compressed_file>(path);
    return std::make_unique<plain_file>(path);
}

}  // namespace muster
