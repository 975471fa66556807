#pragma once

#include <string>
#include <string_view>

namespace muster {

/// A text as a YAML scalar for any place: plain where that is safe, else in double quotes.
std::string yaml_text(std::string_view text);

/// Lines of YAML with their indentation.
class yaml_lines {
public:
    void line(const std::string& text) { text_ += std::string(indent_ * 2, ' ') + text + '\n'; }
    void open(const std::string& key) { line(key + ':'), ++indent_; }
    void close() { --indent_; }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
    std::size_t indent_ = 0;
};

/// The entries of a mapping in one line: `{a: 1, b: 2}`.
class yaml_flow {
public:
    yaml_flow& add(const std::string& key, const std::string& value) {
        text_ += (text_.empty() ? "" : ", ") + key + ": " + value;
        return *this;
    }
    /// Only where there is something to say.
    yaml_flow& add_text(const std::string& key, const std::string& value) {
        return value.empty() ? *this : add(key, yaml_text(value));
    }
    bool empty() const { return text_.empty(); }
    std::string text() const { return '{' + text_ + '}'; }

private:
    std::string text_;
};

}  // namespace muster
