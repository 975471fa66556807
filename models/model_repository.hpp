#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/dtdl_model.hpp"
#include "models/json_document.hpp"

namespace muster::models {

/// Interfaces by DTMI, read on demand from files below root folders. A root holds a file either
/// where the public rule puts it (`dtmi/com/example/thermostat-1.json`) or flat under the last part
/// of that path
/// (`thermostat-1.json`; a dash may stand for `_`). Pointers handed out live as long as the
/// repository.
class model_repository {
public:
    void add_root(std::filesystem::path root);

    /// Adds all interfaces of a document. Gives the DTMI of its first, empty after a diagnostic.
    std::string add(const json_document& document, diagnostics& problems);

    /// As `add`; the root folder that the file's place and id imply is added too, so that its
    /// dependencies are found.
    std::string add_file(const std::filesystem::path& file, diagnostics& problems);

    /// Null for an interface that was not loaded.
    const interface* find(const std::string& dtmi) const;

    /// As `find`, and looks below the roots. What is not there is an `unresolved-model` at
    /// `asked_from`, once.
    const interface* resolve(const std::string& dtmi, const place& asked_from,
                             diagnostics& problems);

    /// Resolves everything that `dtmi` is made of: what it extends, its components, theirs. Checks
    /// that nothing contains itself and that no line of `extends` is too long. False after a
    /// diagnostic.
    bool load_dependencies(const std::string& dtmi, diagnostics& problems);

private:
    bool load(const std::filesystem::path& file, const std::string& dtmi, bool flat,
              diagnostics& problems);

    std::vector<std::filesystem::path> roots_;
    std::map<std::string, interface> interfaces_;
    std::set<std::string> missing_;
};

}  // namespace muster::models
