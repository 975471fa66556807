#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/model_graph.hpp"

namespace muster::models {

/// What interfaces have from those that they extend.
class inherited_contents {
public:
    inherited_contents(const model_graph& graph, diagnostics& problems);

    /// Reports names that two interfaces of one line have, too many contents, and `extends` that
    /// is too deep, too wide or leads back.
    void check(element_index interface);
    /// A component among the contents of an interface, its own and inherited; null: there is none.
    const model_element* first_component(element_index interface, int steps = 0);

private:
    enum class state : std::uint8_t { fresh, open, done };
    struct facts {
        state how = state::fresh;
        int depth = 0;
        std::uint64_t bases = 0;  ///< one that is reached twice counts twice
        /// Each once, in order; none where they are too deep or too many anyway.
        std::vector<element_index> ancestors;
    };

    /// Neither goes further than `walk_depth_max` steps: what is as deep is refused in any case.
    const facts& visit(element_index interface, int steps = 0);
    static bool is_sound(const facts& of);
    void check_contents(element_index interface);
    void check_size(element_index interface);
    std::uint64_t size_of(element_index index, int steps = 0);

    const model_graph& graph_;
    diagnostics& problems_;
    std::map<element_index, facts> found_;
    std::map<element_index, std::uint64_t> sizes_;
    std::map<element_index, const model_element*> components_;
    std::set<element_index> crowded_;  ///< have too many contents themselves
};

}  // namespace muster::models
