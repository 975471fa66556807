#include "tests/tidy/source.hpp"

#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

namespace muster::tidy {

namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Walks over C++ text and copies each character into the view it belongs to, a blank into the
/// other.
class splitter {
public:
    explicit splitter(std::string_view text) : text_(text) {
        code_.reserve(text.size());
        comments_.reserve(text.size());
    }

    void run() {
        while (at_ < text_.size()) {
            if (starts("//")) {
                comment_until("\n");
            } else if (starts("/*")) {
                comment_until("*/");
            } else if (text_[at_] == '"') {
                quoted();
            } else if (text_[at_] == '\'' && !is_digit_separator()) {
                literal_until('\'');
            } else {
                emit(1, code_, comments_);
            }
        }
    }

    std::string code_, comments_;

private:
    bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }

    bool is_digit_separator() const {
        std::size_t begin = at_;
        while (begin > 0 && (is_word(text_[begin - 1]) || text_[begin - 1] == '\''))
            --begin;
        return begin < at_ && std::isdigit(static_cast<unsigned char>(text_[begin])) != 0;
    }

    void emit(std::size_t count, std::string& into, std::string& blank) {
        for (; count > 0 && at_ < text_.size(); --count, ++at_) {
            into += text_[at_];
            blank += text_[at_] == '\n' ? '\n' : ' ';
        }
    }

    void blank_both(std::size_t count) {
        for (; count > 0 && at_ < text_.size(); --count, ++at_) {
            code_ += text_[at_] == '\n' ? '\n' : ' ';
            comments_ += text_[at_] == '\n' ? '\n' : ' ';
        }
    }

    void comment_until(std::string_view end) {
        const std::size_t found = text_.find(end, at_ + 2);
        const std::size_t stop = found == std::string_view::npos ? text_.size() : found;
        emit(stop - at_, comments_, code_);
        if (end != "\n") emit(end.size(), comments_, code_);
    }

    void quoted() {
        if (at_ == 0 || text_[at_ - 1] != 'R') {
            literal_until('"');
            return;
        }
        const std::size_t open = text_.find('(', at_);
        const std::string end = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
        const std::size_t close = text_.find(end, open);
        emit(1, code_, comments_);
        const std::size_t stop =
            close == std::string_view::npos ? text_.size() : close + end.size() - 1;
        blank_both(stop - at_);
        emit(1, code_, comments_);
    }

    void literal_until(char quote) {
        emit(1, code_, comments_);
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            blank_both(text_[at_] == '\\' ? 2 : 1);
        }
        emit(1, code_, comments_);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<std::string> tracked_paths(const std::string& root) {
    // The tree may belong to another user than the one who tests it.
    const std::string command =
        "git -c safe.directory='*' -C '" + root + "' ls-files -z 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string listing;
    std::array<char, 4096> buffer{};
    while (pipe != nullptr) {
        const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe.get());
        if (got == 0) break;
        listing.append(buffer.data(), got);
    }
    std::vector<std::string> paths;
    for (std::size_t at = 0; at < listing.size(); at += paths.back().size() + 1) {
        paths.emplace_back(listing.c_str() + at);
    }
    return paths;
}

std::vector<std::string> all_paths(const std::string& root) {
    namespace fs = std::filesystem;
    std::vector<std::string> paths;
    for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator();
         ++it) {
        const std::string path = fs::relative(it->path(), root).generic_string();
        if (path == "build" || path == "out" || path == ".git") it.disable_recursion_pending();
        if (it->is_regular_file()) paths.push_back(path);
    }
    return paths;
}

}  // namespace

bool source_file::is_cpp() const {
    return path.ends_with(".cpp") || path.ends_with(".hpp");
}

bool source_file::is_cmake() const {
    return path.ends_with("CMakeLists.txt") || path.ends_with(".cmake") ||
           path == "CMakePresets.json";
}

bool source_file::is_script() const {
    return path.ends_with(".sh") || path == "dev" || path == ".ci/run";
}

std::string source_file::stem() const {
    return path.substr(0, path.find_last_of('.'));
}

source_file parse_source(std::string path, std::string_view text) {
    source_file file{std::move(path), split_lines(text), {}, {}};
    if (file.is_cpp()) {
        splitter views(text);
        views.run();
        file.code = split_lines(views.code_);
        file.comments = split_lines(views.comments_);
    } else {
        file.code = file.comments = file.lines;
    }
    return file;
}

tree read_tree(const std::string& root) {
    std::vector<std::string> paths = tracked_paths(root);
    if (paths.empty()) paths = all_paths(root);
    tree files;
    for (std::string& path : paths) {
        std::ifstream in(root + "/" + path, std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        if (!in.is_open() || text.find('\0') != std::string::npos) continue;
        files.push_back(parse_source(std::move(path), text));
    }
    return files;
}

}  // namespace muster::tidy
