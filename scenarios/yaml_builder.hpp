#pragma once

#include <yaml-cpp/eventhandler.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/yaml_source.hpp"
#include "scenarios/yaml_tree.hpp"

namespace muster::yaml {

/// Thrown by the builder to leave the YAML library once a limit is crossed; the reason is already
/// among the problems.
struct limit_crossed {};

/// Makes nodes of the YAML library's events and refuses what the scenario language does not have.
class builder final : public YAML::EventHandler {
public:
    builder(const source& text, diagnostics& problems) : text_(text), problems_(problems) {}

    std::optional<node> take_root() { return std::move(root_); }
    /// Where the innermost collection that is still open begins; empty where none is.
    std::optional<place> innermost_open() const;
    /// Where the last plain or quoted scalar began.
    const place& last_scalar() const { return last_scalar_; }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }

private:
    struct frame {
        node value;
        bool flow = false;
        bool has_key = false;
        bool key_is_good = false;
        std::string key;
        place key_place;
        std::map<std::string, place> seen;
    };

    void count_event(const place& where);
    void refuse_marks(const place& where, const std::string& tag, YAML::anchor_t anchor);
    void open(node::kind what, const YAML::Mark& mark, const std::string& tag,
              YAML::anchor_t anchor, YAML::EmitterStyle::value style);
    void close();
    void attach(node value);
    void take_key(frame& map, const node& key);
    void empty_value(const YAML::Mark& mark);
    bool expects_key() const;
    void note_text_place(node& scalar) const;

    const source& text_;
    diagnostics& problems_;
    std::vector<frame> open_;
    std::optional<node> root_;
    place last_scalar_;
    std::size_t events_ = 0;
};

}  // namespace muster::yaml
