#include "scenarios/input_file.hpp"

#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "scenarios/defaults.hpp"
#include "scenarios/utf8.hpp"

namespace muster {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool refuse(diagnostics& problems, const place& named, std::string text, std::string remedy) {
    problems.error("no-file", named, std::move(text), std::move(remedy));
    return false;
}

bool is_there(const std::string& path, const place& named, diagnostics& problems) {
    std::error_code bad;
    const auto what = fs::status(path, bad);
    if (what.type() == fs::file_type::not_found)
        return refuse(problems, named, "there is no file " + ticked(path),
                      "paths are relative to the file that names them");
    if (what.type() == fs::file_type::regular) return true;
    return refuse(problems, named, ticked(path) + " is no file that can be read",
                  "give the path of a text file");
}

std::optional<std::string> contents(const std::string& path, const place& named, std::size_t most,
                                    diagnostics& problems) {
    std::error_code bad;
    const auto size = fs::file_size(path, bad);
    if (!bad && size > most) {
        problems.error("too-large", named,
                       ticked(path) + " has " + std::to_string(size) +
                           " bytes, more than the limit of " + std::to_string(most));
        return std::nullopt;
    }
    std::string text(bad ? 0 : size, '\0');
    std::ifstream in(path, std::ios::binary);
    if (bad || !in.read(text.data(), static_cast<std::streamsize>(text.size()))) {
        refuse(problems, named, ticked(path) + " can't be read",
               "check its permissions and those of its folder");
        return std::nullopt;
    }
    return text;
}

bool is_text(unsigned char byte) {
    return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\r' || byte == '\t';
}

bool check_text(const input_file& file, diagnostics& problems) {
    const std::string_view text = file.text;
    std::uint32_t line = 1;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto length = is_text(byte) ? 1 : byte < 0x80 ? 0 : utf8_length(text, i);
        if (length == 0) {
            problems.error("not-text",
                           {file.path, line, static_cast<std::uint32_t>(i - begin + 1), ""},
                           byte < 0x80 ? "a control character" : "a byte that is no UTF-8",
                           "save the file as UTF-8 text");
            return false;
        }
        i += length;
        if (byte == '\n') ++line, begin = i;
    }
    return true;
}

}  // namespace

std::string folder_of(const read_options& options, const place& where) {
    const bool option = where.line == 0;
    return fs::path(option ? options.file : where.file).parent_path().string();
}

std::optional<input_file> read_input_file(const read_options& options, const std::string& path,
                                          const place& named, std::size_t most,
                                          diagnostics& problems) {
    if (!options.other_files) {
        refuse(problems, named, "other files can't be read here",
               "write what they say in the scenario");
        return std::nullopt;
    }
    if (path.empty()) {
        refuse(problems, named, "the path of the file is empty", "write the path of a text file");
        return std::nullopt;
    }
    if (path.find("://") != std::string::npos) {
        refuse(problems, named, "found " + ticked(path) + ", expected the path of a file",
               "files are never fetched from the network");
        return std::nullopt;
    }
    input_file file;
    file.path = (fs::path(folder_of(options, named)) / path).lexically_normal().string();
    if (!is_there(file.path, named, problems)) return std::nullopt;
    auto text = contents(file.path, named, most, problems);
    if (!text) return std::nullopt;
    if (options.inputs != nullptr) options.inputs->push_back(file.path);
    file.text = std::move(*text);
    if (file.text.starts_with(byte_order_mark)) file.text.erase(0, byte_order_mark.size());
    if (!check_text(file, problems)) return std::nullopt;
    return file;
}

}  // namespace muster
