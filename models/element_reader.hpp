#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/json_spot.hpp"
#include "models/limits.hpp"
#include "models/model_context.hpp"
#include "models/model_graph.hpp"

namespace muster::models {

/// Reads documents into a graph of elements by the tables of `metamodel` and `vocabulary`, and
/// reports what breaks a rule within an element. What is between elements is left to
/// `resolve_references` and `check_structure`.
class element_reader {
public:
    element_reader(model_graph& into, extension_policy policy, diagnostics& problems)
        : graph_(into), policy_(policy), problems_(problems), before_(problems.items.size()) {}

    /// `root` is an interface or a list of them.
    void read(const boost::json::value& root, const std::string& file);

private:
    /// Where an element stands. `member` is null at the top.
    struct slot {
        const member_rule* member = nullptr;
        element_index parent = no_element;
    };
    struct types_found {
        element_class kind = element_class::none;
        std::vector<co_type> co_types;
        bool has_undefined = false;
        bool sound = true;
    };

    void read_top(const boost::json::value& value, const json_spot& at);
    element_index read_element(const boost::json::object& object, const json_spot& at,
                               const slot& stands, const model_context& outer);
    bool check_shape(const boost::json::object& object, const json_spot& at, const slot& stands,
                     const model_context& context);
    std::string read_id(const boost::json::object& object, const json_spot& at, const slot& stands,
                        const model_context& context);
    std::string made_up_id(const boost::json::object& object, const json_spot& at,
                           const slot& stands);
    bool is_new(const std::string& id, const boost::json::object& object, const json_spot& at,
                const slot& stands);
    types_found read_types(const boost::json::object& object, const json_spot& at,
                           element_class expected, const model_context& context);
    void read_type(std::string_view word, const json_spot& at, element_class expected,
                   const model_context& context, types_found& found);
    void check_co_types(types_found& found, const json_spot& at, int version);
    void read_members(const boost::json::object& object, const json_spot& at, element_index index,
                      const types_found& types, const model_context& context);
    void read_member(const member_rule& rule, const boost::json::value& held, const json_spot& at,
                     element_index index, const model_context& context);
    void read_elements(const member_rule& rule, const boost::json::value& held, const json_spot& at,
                       element_index index, const model_context& context);
    void read_reference(const member_rule& rule, std::string_view written, const json_spot& at,
                        element_index index, const model_context& context);
    void read_unit(const boost::json::value& held, const json_spot& at, element_index index,
                   const model_context& context);
    void check_undefined_member(std::string_view name, const json_spot& at,
                                const types_found& types, const model_context& context);
    void check_required(const std::set<const member_rule*>& seen, const json_spot& at,
                        element_index index, const types_found& types, bool has_unit);
    element_index add_built_in(const built_in& known);
    /// Whether so much is wrong with the document that it is not read on.
    bool is_hopeless() const { return problems_.items.size() - before_ > problems_max; }
    void error(const char* code, const json_spot& at, std::string text, std::string remedy = {});

    model_graph& graph_;
    extension_policy policy_;
    diagnostics& problems_;
    std::size_t before_;  ///< problems of other documents
};

}  // namespace muster::models
