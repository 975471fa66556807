#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/value.hpp"

namespace muster::models {

/// A value within a JSON document, together with its place; what is missing or of another type
/// becomes a diagnostic there. Valid as long as the document and the diagnostics it was made with.
class json_cursor {
public:
    json_cursor(const boost::json::value& at, std::string pointer, const std::string& file,
                diagnostics& problems);

    const boost::json::value& get() const { return *at_; }
    place where() const;
    void error(std::string code, std::string text, std::string remedy = {}) const;
    void warn(std::string code, std::string text, std::string remedy = {}) const;

    /// A member of an object; empty where this is not an object or has no such member.
    std::optional<json_cursor> find(std::string_view key) const;
    /// As `find`, with a diagnostic `missing-member`.
    std::optional<json_cursor> require(std::string_view key) const;
    /// The items of the member `key`: JSON-LD lets a set of one stand without its brackets.
    std::vector<json_cursor> items(std::string_view key) const;
    /// The items of an array, or the value itself.
    std::vector<json_cursor> items() const;

    /// The text here; anything else is a `wrong-type`.
    std::optional<std::string> text() const;
    /// The member's text, empty where it is missing or wrong; both are reported.
    std::string required_text(std::string_view key) const;
    /// A member that may be a text or a map of languages: the English one, else the first.
    std::string localized(std::string_view key) const;
    std::optional<double> number(std::string_view key) const;
    bool truth(std::string_view key) const;
    /// A number, a truth value or a text; empty for anything else.
    plain_value literal() const;

private:
    const boost::json::value* at_;
    std::string pointer_;
    const std::string* file_;
    diagnostics* problems_;
};

}  // namespace muster::models
