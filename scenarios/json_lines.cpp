#include "scenarios/json_lines.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>

#include "scenarios/fleet_table_builder.hpp"
#include "scenarios/format.hpp"

namespace muster {

namespace json = boost::json;

namespace {

class line_reader {
public:
    line_reader(fleet_file& file, diagnostics& problems)
        : file_(file), problems_(problems), builder_(file, problems) {}

    void read() {
        const auto text = file_.text();
        std::size_t at = 0;
        for (std::uint32_t line = 1; at < text.size(); ++line) {
            const auto end = std::min(text.find('\n', at), text.size());
            auto one = text.substr(at, end - at);
            if (one.ends_with('\r')) one.remove_suffix(1);
            if (one.find_first_not_of(" \t") != std::string_view::npos) {
                if (!builder_.has_room()) return;
                builder_.begin_row(at, line);
                if (!read_line(one, {file_.path(), line, 1, ""}) || !builder_.end_row()) return;
            }
            at = end + 1;
        }
        builder_.finish();
    }

private:
    bool read_line(std::string_view line, const place& where) {
        unsigned char space[8192];
        json::monotonic_resource memory(space, sizeof space);
        json::stream_parser parser(&memory);
        json::error_code bad;
        const auto taken = parser.write(line.data(), line.size(), bad);
        if (!bad) parser.finish(bad);
        if (bad) {
            auto there = where;
            there.column = static_cast<std::uint32_t>(taken + 1);
            return refuse("bad-json", there, "this line is no JSON: " + bad.message(),
                          "write one object a line, such as `{\"id\": \"m-1\"}`");
        }
        const auto value = parser.release();
        if (!value.is_object())
            return refuse("bad-json", where, "the line is no object",
                          "write one object a line, such as `{\"id\": \"m-1\"}`");
        return read_object(value.get_object(), "", where);
    }

    bool read_object(const json::object& object, const std::string& prefix, const place& where) {
        for (const auto& item : object) {
            const auto name = prefix + std::string(item.key());
            if (item.value().is_object()) {
                if (!read_object(item.value().get_object(), name + '.', where)) return false;
                continue;
            }
            if (item.value().is_array())
                return refuse("bad-value", where, ticked(name) + " is a list",
                              "a device has one value of each name");
            const auto column =
                name == "id" ? fleet_table_builder::id_column : builder_.column(name);
            builder_.set(column, text_of(item.value()), where);
        }
        return true;
    }

    // The text of a value, until the next one.
    std::string_view text_of(const json::value& value) {
        switch (value.kind()) {
            case json::kind::string:
                return value.get_string();
            case json::kind::bool_:
                return value.get_bool() ? "true" : "false";
            case json::kind::int64:
                return keep(std::to_string(value.get_int64()));
            case json::kind::uint64:
                return keep(std::to_string(value.get_uint64()));
            case json::kind::double_:
                return keep(format_number(value.get_double()));
            default:
                return {};
        }
    }

    std::string_view keep(std::string text) { return made_ = std::move(text); }

    bool refuse(const char* code, const place& where, std::string text, std::string remedy) {
        problems_.error(code, where, std::move(text), std::move(remedy));
        return false;
    }

    fleet_file& file_;
    diagnostics& problems_;
    fleet_table_builder builder_;
    std::string made_;
};

}  // namespace

void read_json_lines(fleet_file& file, diagnostics& problems) {
    line_reader(file, problems).read();
}

}  // namespace muster
