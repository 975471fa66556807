#pragma once

#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "models/json_spot.hpp"
#include "models/metamodel.hpp"

namespace muster::models {

/// A text, a whole number of four bytes, another number, or a truth value.
using literal = std::variant<std::string, std::int32_t, double, bool>;

/// Checks what members hold that are no elements. JSON-LD lets a literal stand as an array of one,
/// and as a value object: `{"@value": 5, "@type": "xsd:integer"}`.
class literal_rules {
public:
    /// `version` is that of DTDL: from 3 on an object has no keywords but those that are wanted.
    literal_rules(int version, diagnostics& problems) : version_(version), problems_(problems) {}

    /// The text of a member; empty after a problem.
    std::optional<std::string> text(const member_rule& rule, const boost::json::value& held,
                                    const json_spot& at);
    /// The text of a name as it makes up an id, whatever it is; empty where it can be none.
    static std::optional<std::string> segment(const boost::json::value& held);
    std::optional<literal> any(const member_rule& rule, const boost::json::value& held,
                               const json_spot& at);
    void check(const member_rule& rule, const boost::json::value& held, const json_spot& at);

private:
    std::optional<literal> single(const member_rule& rule, const boost::json::value& held,
                                  const json_spot& at);
    std::optional<literal> value_object(const boost::json::object& held, const json_spot& at);
    std::optional<literal> typed(literal held, std::string_view type, const json_spot& at);
    void check_truth(const member_rule& rule, const boost::json::value& held, const json_spot& at);
    void check_whole_number(const member_rule& rule, const boost::json::value& held,
                            const json_spot& at);
    void check_identifier(const member_rule& rule, const boost::json::value& held,
                          const json_spot& at);
    void check_localized(const member_rule& rule, const boost::json::value& held,
                         const json_spot& at);
    void check_language_map(const boost::json::object& map, std::size_t length_max,
                            const json_spot& at);
    std::string check_language_item(const boost::json::value& item, std::size_t length_max,
                                    const json_spot& at);
    std::string check_tagged(const boost::json::object& item, std::size_t length_max,
                             const json_spot& at);
    void check_length(std::string_view text, std::size_t length_max, const json_spot& at);
    void wrong(const json_spot& at, std::string text, std::string remedy = {});

    int version_;
    diagnostics& problems_;
};

/// The length of a text as the limits of DTDL count it, in units of UTF-16.
std::size_t length_of(std::string_view utf8);
/// Two to four small letters, then a script and a region as in `zh-Hant-TW`, both optional.
bool is_language_code(std::string_view text);

}  // namespace muster::models
