#include "fleet/find_named.hpp"
#include "scenarios/read_job_parts.hpp"
#include "scenarios/read_schedule.hpp"
#include "scenarios/sections.hpp"

/// Jobs that take another one back, or do it again where it failed: they do what that one does.
namespace muster::sections {

namespace {

class origins {
public:
    origins(reading& r, const yaml::node& section)
        : r_(r), section_(section), stages_(r.out.jobs.size(), stage::fresh) {}

    void settle_all() {
        for (std::uint32_t j = 0; j < stages_.size(); ++j)
            settle(j);
    }

private:
    enum class stage : std::uint8_t { fresh, under_way, settled };

    const yaml::node* written(const job_spec& job) const {
        return section_.find(job.written_name());
    }
    /// Whether the job has the key at its top.
    bool has(const job_spec& job, const char* key) const {
        const auto* map = written(job);
        return map != nullptr && map->find(key) != nullptr;
    }
    bool begins_at(const job_spec& job) const {
        const auto* map = written(job);
        const auto* start = map == nullptr ? nullptr : map->find("start");
        return start != nullptr && start->find("at") != nullptr;
    }
    bool is_rollback(const job_spec& job) const {
        for (const auto& other : r_.out.jobs)
            if (other.on_cancel == job.name) return true;
        return false;
    }

    void settle(std::uint32_t index) {
        auto& job = r_.out.jobs[index];
        const bool again = !job.reruns.empty();
        const auto& name = again ? job.reruns : job.reverts;
        if (name.empty() || stages_[index] != stage::fresh) return;
        stages_[index] = stage::under_way;
        const auto* map = written(job);
        const auto* key = again ? "rerun" : "revert";
        const auto* found = map == nullptr ? nullptr : map->find(key);
        const auto where = found == nullptr ? job.where : found->where;
        const auto origin = index_of(r_.out.jobs, name);
        // Of a scheduled job its runs are said.
        const bool recurs = origin == none && found != nullptr && is_run(r_, *found, key);
        if (!recurs && known(job, name, origin, where)) {
            settle(origin);
            take(job, r_.out.jobs[origin], again, where);
        }
        stages_[index] = stage::settled;
    }

    bool known(const job_spec& job, const std::string& name, std::uint32_t origin,
               const place& where) {
        const auto names = other_jobs(r_, job.name);
        if (origin != none && stages_[origin] != stage::under_way) return true;
        if (name == job.name)
            r_.error("circle", where, "a job can't name itself", "name the job that it follows");
        else if (origin == none)
            r_.error("unknown-job", where, "there is no job " + ticked(name),
                     r_.suggestion(name, names));
        else
            r_.error("circle", where, "the job " + ticked(job.name) + " goes back to itself",
                     "let one job of the circle say itself what it does");
        return false;
    }

    void take(job_spec& job, const job_spec& origin, bool again, const place& where) {
        const bool is_wrong_itself = !origin.reverts.empty() || !origin.reruns.empty();
        if (!again && origin.sets.empty() && is_wrong_itself) return;
        if (!again && origin.sets.empty())
            return r_.error("nothing-to-revert", where,
                            "the job " + ticked(origin.name) + " sets no property",
                            "write a job that undoes it, and `on_cancel: " + job.name + "`");
        job.sets = origin.sets;
        if (again) {
            job.command = origin.command;
            job.request = origin.request;
            job.into = origin.into;
            job.update = origin.update;
            job.reverts = origin.reverts;
        }
        if (again && !has(job, "reach")) job.reach = origin.reach;
        if (again && !has(job, "finish")) job.finish = origin.finish;
        if (job.scheduled_by.empty() && job.after.empty() && !begins_at(job) && !is_rollback(job))
            job.after = origin.name;
    }

    reading& r_;
    const yaml::node& section_;
    std::vector<stage> stages_;
};

}  // namespace

void read_job_origins(reading& r, const yaml::node& section) {
    origins(r, section).settle_all();
}

}  // namespace muster::sections
