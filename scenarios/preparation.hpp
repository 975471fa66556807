#pragma once

#include <string>
#include <vector>

#include "scenarios/reading.hpp"
#include "scenarios/yaml_tree.hpp"

/// What is done to the tree of a file before its values are read, in this order.
namespace muster::preparation {

/// Adds the sections of the files that the root includes, and takes away the marks of what takes
/// the place of something there.
void resolve_includes(yaml::node& root, const read_options& options, diagnostics& problems);

/// Puts the values of `--set PATH=VALUE` into the tree.
void apply_sets(yaml::node& root, const std::vector<std::string>& sets, diagnostics& problems);

/// Puts the values of parameters where `params.x` stands for a whole value.
void resolve_params(yaml::node& root, diagnostics& problems);

/// Reports keys that the language does not have, or not yet, and takes them out of the tree.
void check_keys(yaml::node& root, diagnostics& problems);

/// Replaces `like: OTHER` by the keys of the sibling.
void resolve_likes(yaml::node& root, diagnostics& problems);

/// The number of values in a tree, itself included.
std::size_t tree_size(const yaml::node& root);

}  // namespace muster::preparation
