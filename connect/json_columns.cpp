#include "connect/json_columns.hpp"

#include <set>

#include "connect/json_scanner.hpp"

namespace muster {

namespace {

using kind = json_scanner::kind;
using found_columns = std::vector<found_column>;

class collector {
public:
    void add(std::string_view line) {
        scratch_.clear();
        scratch_.reserve(line.size());
        json_scanner in(line, scratch_);
        const auto before = out_.size();
        if (!object(in)) {
            while (out_.size() > before) {
                seen_.erase(out_.back().path);
                out_.pop_back();
            }
        }
        path_.clear();
    }
    found_columns take() { return std::move(out_); }

private:
    bool object(json_scanner& in) {
        if (path_.size() > deepest || !in.open_object()) return false;
        while (const auto key = in.next_key()) {
            path_.emplace_back(*key);
            const auto what = in.here();
            if (what == kind::object ? !object(in) : !leaf(in, what)) return false;
            path_.pop_back();
        }
        return !in.broken();
    }

    bool leaf(json_scanner& in, kind what) {
        if (!in.skip()) return false;
        if (what == kind::array || what == kind::null || seen_.size() >= most_columns) return true;
        if (!seen_.insert(path_).second) return true;
        const auto type = what == kind::text    ? query::type::text
                          : what == kind::truth ? query::type::boolean
                                                : query::type::number;
        out_.push_back({path_, type});
        return true;
    }

    static constexpr std::size_t deepest = 16, most_columns = 10'000;
    std::vector<std::string> path_;
    std::set<std::vector<std::string>> seen_;
    found_columns out_;
    std::string scratch_;
};

}  // namespace

found_columns columns_in(line_reader lines, std::size_t most) {
    collector all;
    for (std::size_t i = 0; i < most; ++i) {
        const auto line = lines.next();
        if (!line) break;
        all.add(*line);
    }
    return all.take();
}

}  // namespace muster
