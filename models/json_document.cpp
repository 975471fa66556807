#include "models/json_document.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <vector>

#include "models/limits.hpp"
#include "models/utf8.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;
using boost::system::error_code;

place place_of_offset(const std::string& file, std::string_view text, std::size_t offset) {
    place where{.file = file, .line = 1, .column = 1, .pointer = {}};
    for (const char c : text.substr(0, offset)) {
        where.column = c == '\n' ? 1 : where.column + 1;
        where.line += c == '\n' ? 1 : 0;
    }
    return where;
}

/// Boost's parser keeps the last of two equal keys, counts nothing and says no pointers. This
/// handler builds the same tree, and knows at each event where in the document it is.
class checking_handler {
public:
    static constexpr std::size_t max_object_size = set_bytes_max;
    static constexpr std::size_t max_array_size = set_bytes_max;
    static constexpr std::size_t max_key_size = set_bytes_max;
    static constexpr std::size_t max_string_size = set_bytes_max;

    checking_handler(std::string file, diagnostics& problems, const json_limits& limits)
        : file_(std::move(file)), problems_(problems), limits_(limits) {
        values_.reset();
    }

    json::value release() { return values_.release(); }
    bool has_reported() const { return reported_; }
    std::string pointer() const {
        std::string steps;
        for (const auto& at : frames_) {
            if (at.is_object) {
                if (at.has_key) steps += pointer_step(at.key);
            } else if (at.items > 0) {
                steps += "/" + std::to_string(at.items - 1);
            }
        }
        return steps;
    }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code& ec) { return open(true, ec); }
    bool on_array_begin(error_code& ec) { return open(false, ec); }
    bool on_object_end(std::size_t n, error_code&) {
        frames_.pop_back();
        values_.push_object(n);
        return true;
    }
    bool on_array_end(std::size_t n, error_code&) {
        frames_.pop_back();
        values_.push_array(n);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, error_code&) {
        key_.append(part.data(), part.size());
        values_.push_chars(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, error_code& ec) {
        key_.append(part.data(), part.size());
        values_.push_key(part);
        return accept_key(std::exchange(key_, {}), ec);
    }
    bool on_string_part(json::string_view part, std::size_t, error_code&) {
        values_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, error_code& ec) {
        values_.push_string(part);
        return begin_value(ec);
    }
    bool on_number_part(json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, error_code& ec) {
        values_.push_int64(number);
        return begin_value(ec);
    }
    bool on_uint64(std::uint64_t number, json::string_view, error_code& ec) {
        values_.push_uint64(number);
        return begin_value(ec);
    }
    bool on_double(double number, json::string_view digits, error_code& ec) {
        // Boost's own conversion is off by a bit now and then. The parser has all of the text, so
        // `digits` are all of the number.
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        values_.push_double(number);
        if (!begin_value(ec)) return false;
        if (std::isfinite(number)) return true;
        return refuse("json-number-range", "a number beyond the range of a double",
                      "write a number below 1.8e308", ec);
    }
    bool on_bool(bool truth, error_code& ec) {
        values_.push_bool(truth);
        return begin_value(ec);
    }
    bool on_null(error_code& ec) {
        values_.push_null();
        return begin_value(ec);
    }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

private:
    struct frame {
        bool is_object = false;
        bool has_key = false;
        std::string key;
        std::set<std::string> keys;
        std::size_t items = 0;
    };

    bool open(bool is_object, error_code& ec) {
        if (!begin_value(ec)) return false;
        frames_.push_back({.is_object = is_object, .has_key = false, .key = {}, .keys = {}});
        return true;
    }

    bool begin_value(error_code& ec) {
        if (frames_.empty() || frames_.back().is_object) return true;
        ++frames_.back().items;
        return count_member(ec);
    }

    bool accept_key(std::string key, error_code& ec) {
        auto& top = frames_.back();
        top.key = std::move(key);
        top.has_key = true;
        if (!top.keys.insert(top.key).second) {
            if (++twice_ > problems_max) {
                return refuse("too-many-problems",
                              "more than " + std::to_string(problems_max) + " keys stand twice",
                              "mend these first", ec);
            }
            reported_ = true;
            problems_.error("json-duplicate-key", {file_, 0, 0, pointer()},
                            "the key '" + shortened(top.key) + "' stands twice in one object",
                            "keep one of the two");
        }
        return count_member(ec);
    }

    bool count_member(error_code& ec) {
        if (++members_ <= limits_.members) return true;
        return refuse("json-too-many-members",
                      "more than " + std::to_string(limits_.members) + " members and items",
                      "split the model into several interfaces", ec);
    }

    bool refuse(const char* code, std::string text, std::string remedy, error_code& ec) {
        reported_ = true;
        problems_.error(code, {file_, 0, 0, pointer()}, std::move(text), std::move(remedy));
        ec = make_error_code(boost::system::errc::value_too_large);
        return false;
    }

    std::string file_;
    diagnostics& problems_;
    const json_limits& limits_;
    json::value_stack values_;
    std::vector<frame> frames_;
    std::string key_;
    std::size_t members_ = 0, twice_ = 0;
    bool reported_ = false;
};

void report_syntax(const error_code& ec, place where, const json_limits& limits,
                   diagnostics& problems) {
    if (ec == json::error::too_deep) {
        problems.error(
            "json-too-deep", std::move(where),
            "objects and arrays nested more than " + std::to_string(limits.depth) + " deep",
            limits.when_deep);
        return;
    }
    const bool cut = ec == json::error::incomplete;
    problems.error("json-syntax", std::move(where),
                   cut ? "the text ends in the middle of a value" : "not JSON: " + ec.message(),
                   cut ? "close what is open" : "");
}

bool check_text(std::string_view text, const std::string& file, const json_limits& limits,
                diagnostics& problems) {
    if (text.size() > limits.bytes) {
        problems.error("json-too-large", {file, 0, 0, {}},
                       "a " + std::string(limits.noun) + " of more than " +
                           std::to_string(limits.bytes) + " bytes",
                       limits.when_large);
        return false;
    }
    const auto valid = valid_utf8_prefix(text);
    if (valid == text.size()) return true;
    problems.error("json-encoding", place_of_offset(file, text, valid), "a byte that is not UTF-8",
                   "save the file as UTF-8");
    return false;
}

std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

}  // namespace

std::string shortened(std::string_view text) {
    if (text.size() <= quoted_bytes_max) return std::string(text);
    const auto start = text.substr(0, quoted_bytes_max);
    return std::string(start.substr(0, valid_utf8_prefix(start))) + "...";
}

std::string pointer_step(std::string_view key) {
    std::string step = "/";
    for (const char c : shortened(key)) {
        if (c == '~') {
            step += "~0";
        } else if (c == '/') {
            step += "~1";
        } else {
            step += c;
        }
    }
    return step;
}

const json_limits limits_of_model{json_bytes_max, json_depth_max, json_members_max};
const json_limits limits_of_set{set_bytes_max, set_depth_max, set_members_max};
const json_limits limits_of_patch{
    .bytes = patch_bytes_max,
    .depth = patch_depth_max,
    .members = patch_members_max,
    .noun = "patch",
    .when_missing = "give the path of a file, or - for standard input",
    .when_large = "send it in parts",
    .when_deep = "no property of a model is that deep",
    .when_many = "send it in parts",
};
const json_limits limits_of_twin{
    .bytes = twin_bytes_max,
    .depth = twin_depth_max,
    .members = twin_members_max,
    .noun = "twin",
    .when_missing = limits_of_patch.when_missing,
    .when_large = "no twin is that large",
    .when_deep = limits_of_patch.when_deep,
    .when_many = "no twin is that large",
};

std::optional<json_document> parse_json(std::string_view text, const std::string& file,
                                        diagnostics& problems, const json_limits& limits) {
    text = without_byte_order_mark(text);
    if (!check_text(text, file, limits, problems)) return std::nullopt;
    json::parse_options options;
    options.max_depth = limits.depth;
    json::basic_parser<checking_handler> parser(options, file, problems, limits);
    error_code ec;
    const auto used = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos) {
        ec = json::error::extra_data;
    }
    if (ec && !parser.handler().has_reported()) {
        auto where = place_of_offset(file, text, used);
        where.pointer = parser.handler().pointer();
        report_syntax(ec, std::move(where), limits, problems);
    }
    if (ec || parser.handler().has_reported()) return std::nullopt;
    return json_document{file, parser.handler().release()};
}

namespace {

void refuse_file(const std::string& name, std::filesystem::file_type what,
                 const json_limits& limits, diagnostics& problems) {
    using enum std::filesystem::file_type;
    const char* text = "this is a device or a pipe, not a file";
    const char* remedy = "give the path of a file";
    if (what == directory) text = "this is a folder", remedy = "give the path of a file in it";
    if (what == not_found || what == none) {
        text = "there is no file of this name";
        remedy = limits.when_missing;
    }
    problems.error("file-unreadable", {name, 0, 0, {}}, text, remedy);
}

}  // namespace

std::optional<json_document> read_json_file(const std::filesystem::path& file,
                                            diagnostics& problems, const json_limits& limits) {
    const auto name = file.generic_string();
    std::error_code failure;
    if (const auto what = std::filesystem::status(file, failure).type();
        what != std::filesystem::file_type::regular) {
        refuse_file(name, what, limits, problems);
        return std::nullopt;
    }
    // One byte more than allowed is read at most, so that the parser refuses the size.
    const auto size =
        std::min<std::uintmax_t>(std::filesystem::file_size(file, failure), limits.bytes);
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad() || (!stream && !stream.eof())) {
        problems.error("file-unreadable", {name, 0, 0, {}}, "the file cannot be read",
                       "check its permissions");
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return parse_json(text, name, problems, limits);
}

}  // namespace muster::models
