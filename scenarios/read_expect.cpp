#include <algorithm>
#include <array>

#include "scenarios/defaults.hpp"
#include "scenarios/read_schedule.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

using form = expectation_spec::form;

class expectation_reader {
public:
    expectation_reader(reading& r, const yaml::node& found) : r_(r), found_(found) {}

    expectation_spec read(std::size_t index) {
        spec_.path = "expect." + std::to_string(index);
        spec_.where = found_.where;
        if (found_.is_scalar())
            check(found_);
        else if (found_.is_map())
            mapping();
        else
            r_.wrong_type(found_, "a condition or a mapping");
        return std::move(spec_);
    }

private:
    void check(const yaml::node& condition) {
        spec_.check = r_.condition_of(condition, condition_role::metrics);
        spec_.text = condition.text;
    }

    bool has(const char* key) const { return found_.find(key) != nullptr; }

    void mapping() {
        if (has("always"))
            always();
        else if (has("after"))
            after();
        else
            at();
        r_.scalar(found_, "abort", spec_.abort, scalars::parse_boolean);
        refuse_others();
    }

    void check_key() {
        r_.missing(found_, "check", "the expectation");
        if (const auto* condition = reading::get(found_, "check")) check(*condition);
    }

    void always() {
        spec_.kind = form::always;
        if (const auto* condition = reading::get(found_, "always")) check(*condition);
        r_.time(found_, "from", spec_.at);
        r_.scalar(found_, "grace", spec_.grace, scalars::parse_duration);
        const auto* except = reading::get(found_, "except");
        if (except == nullptr) return;
        for (const auto* name : r_.one_or_more(*except, "the name of a fault"))
            if (r_.known(*name, "unknown-fault", "fault", r_.names_in("faults")))
                spec_.except.push_back(name->text);
    }

    void after() {
        spec_.kind = form::after;
        const auto* thing = reading::get(found_, "after");
        if (thing != nullptr && r_.text(*thing, spec_.after)) after_what(*thing);
        r_.missing(found_, "within", "`after`");
        r_.scalar(found_, "within", spec_.within, scalars::parse_duration);
        check_key();
    }

    void after_what(const yaml::node& thing) {
        auto names = r_.names_in("faults");
        const bool fault = std::find(names.begin(), names.end(), thing.text) != names.end();
        if (fault || is_run(r_, thing, "after") || r_.names_incomplete) return;
        for (const auto& job : r_.out.jobs)
            names.push_back(job.name);
        r_.known(thing, "unknown-name", "fault or job", names);
    }

    // Without `at` it is a bare condition with options, such as `{check: ..., abort: true}`.
    void at() {
        spec_.kind = has("at") ? form::at : form::at_end;
        r_.time(found_, "at", spec_.at);
        check_key();
    }

    void refuse_others() {
        struct rule {
            const char* key;
            form of;
            const char* owner;
        };
        static constexpr std::array<rule, 5> rules{{{"from", form::always, "`always`"},
                                                    {"except", form::always, "`always`"},
                                                    {"grace", form::always, "`always`"},
                                                    {"within", form::after, "`after`"},
                                                    {"at", form::at, "an expectation of its own"}}};
        for (const auto& item : rules) {
            const auto* other = found_.find(item.key);
            if (other == nullptr || spec_.kind == item.of) continue;
            r_.error("misplaced-key", other->where, ticked(item.key) + " belongs to " + item.owner,
                     "remove it");
        }
        if (spec_.kind == form::always && has("grace") && !has("except"))
            r_.error("misplaced-key", found_.find("grace")->where,
                     "`grace` is a time after a fault of `except`",
                     "say which fault: `except: power_cut`");
        if (spec_.kind == form::always && has("check"))
            r_.error("misplaced-key", found_.find("check")->where,
                     "`always` holds the condition itself", "remove `check`");
        if (spec_.kind == form::always && has("after"))
            r_.error("misplaced-key", found_.find("after")->where, "`always` and `after` in one",
                     "write two expectations");
    }

    reading& r_;
    const yaml::node& found_;
    expectation_spec spec_;
};

}  // namespace

void read_expectations(reading& r) {
    const auto* section = reading::get(r.root(), "expect");
    if (section == nullptr) return;
    if (!section->is_list()) {
        r.error("wrong-type", section->where,
                "found " + found_text(*section) + ", expected a list of expectations",
                "write `expect: [jobs.fw.state = complete]`");
        return;
    }
    if (!r.fits(*section, section->items.size(), scenario_limits::things)) return;
    for (std::size_t i = 0; i < section->items.size(); ++i) {
        const auto& item = section->items[i];
        if (item.what == yaml::node::kind::nothing) continue;
        r.out.expect.push_back(expectation_reader(r, item).read(i));
    }
}

}  // namespace muster::sections
