#pragma once

#include <cstdint>
#include <vector>

#include "models/model_graph.hpp"

namespace muster::models {

/// How deep schemas lie within each other, and whether there is an array among them. Keeps what it
/// has found.
class schema_depth {
public:
    schema_depth(const model_graph& graph, diagnostics& problems);

    /// Reports a schema that is one level too deep, or that contains itself.
    void check(element_index index);
    bool has_array(const model_element& schema);

private:
    enum class state : std::uint8_t { fresh, open, done };
    struct facts {
        state how = state::fresh;
        int levels = 0;
        bool array = false;
    };

    /// Goes no further than `walk_depth_max` steps: what is as deep is refused in any case.
    const facts& visit(element_index index, int steps = 0);
    void refuse_cycle(const model_link& link, int version);

    const model_graph& graph_;
    diagnostics& problems_;
    std::vector<facts> found_;
};

}  // namespace muster::models
