#include <exception>
#include <iostream>
#include <stdexcept>

#include <unistd.h>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/query_problems.hpp"
#include "apps/table_scan.hpp"
#include "apps/terminal.hpp"
#include "apps/why.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/select_run.hpp"
#include "fleet/query/select_text.hpp"
#include "report/query_output.hpp"

namespace muster::app {

namespace {

report::row_form form_of(const options& given) {
    using form = report::row_form;
    if (given.form == "json") return form::json;
    if (given.form == "csv") return form::csv;
    if (given.form == "table") return form::table;
    if (given.form == "ndjson") return form::ndjson;
    return isatty(STDOUT_FILENO) == 1 ? form::table : form::ndjson;
}

/// The table that a query reads; null, with the problem noted, where there is none.
const folder_table* table_of(const run_folder& folder, const query::select_query& query,
                             std::vector<query::problem>& problems) {
    constexpr const char* by_default = "messages";
    const std::string name = query.from ? query.from->name : by_default;
    if (const auto* found = folder.find(name)) return found;
    auto names = folder.table_names();
    auto remedy = query::nearest(name, names);
    if (remedy.empty()) remedy = "the tables are " + query::listed(names);
    if (!folder.find(by_default) || name == "devices" || name == "events")
        remedy += "; `muster run --out FOLDER --tables` writes what the devices send";
    problems.push_back({query.from ? query.from->where : query::span{}, "unknown-table",
                        "there is no table `" + name + "`", remedy});
    return nullptr;
}

int complain(const std::string& text, const std::vector<query::problem>& problems) {
    std::cerr << problems_text(text, problems);
    return bad_input;
}

void write_columns(std::ostream& out, const folder_table& table) {
    const std::vector<query::column> heads{
        {"column", query::type::text}, {"type", query::type::text}, {"about", query::type::text}};
    report::style plain;
    const auto rows = make_row_writer(out, report::row_form::table, heads, plain);
    for (const auto& c : table.columns.columns()) {
        const auto kind = c.is_instant ? std::string_view("time") : query::to_text(c.kind);
        rows->add({std::string_view(c.name), kind, std::string_view(c.about)});
    }
    rows->finish();
}

/// `--explain`: what would be done, without doing it.
int explain_plan(const query::select_query& query, const query::select_plan& plan,
                 const folder_table& table, const run_folder& folder) {
    std::cout << "table " << table.name << ", " << table.about << ": " << table.file << '\n';
    const auto fields = plan.fields();
    std::cout << "reads " << fields.size() << " of " << table.columns.columns().size()
              << " columns";
    for (std::size_t i = 0; i < fields.size(); ++i)
        std::cout << (i == 0 ? ": " : ", ") << table.columns.columns()[fields[i]].name;
    std::cout << "\n\n"
              << query::plan_text(query, plan, table.columns, folder.frame)
              << "\nThe columns of the table:\n";
    write_columns(std::cout, table);
    return all_held;
}

/// Says what may surprise about the rows that were read.
void tell_unreadable(const scan_end& end) {
    if (end.unreadable == 0) return;
    std::cerr << "muster: " << end.unreadable << (end.unreadable == 1 ? " line is" : " lines are")
              << " no row, as messages that a fault garbled are; left out\n";
}

int answer(const options& given, const query::select_plan& plan, const folder_table& table) {
    const auto out =
        report::make_row_writer(std::cout, form_of(given), plan.columns, style_for(STDOUT_FILENO));
    query::select_run run(plan, [&](const std::vector<query::value>& row) { out->add(row); });
    const auto end = scan(table, plan.fields(), [&](const query::slot_row& row) {
        // Nobody reads any more: the rest is work for nothing.
        return run.add(row) && std::cout.good();
    });
    auto error = end.error;
    if (error.empty() && run.failure().empty()) run.finish();
    if (error.empty()) error = run.failure();
    out->finish();
    tell_unreadable(end);
    if (error.empty()) return all_held;
    std::cerr << "muster: " << error << '\n';
    return failed;
}

int select_from(const options& given, const std::string& text, const run_folder& folder) {
    const auto parsed = query::parse_select(text);
    if (!parsed.query) return complain(text, parsed.problems);
    std::vector<query::problem> problems;
    const auto* table = table_of(folder, *parsed.query, problems);
    if (table == nullptr) return complain(text, problems);
    const auto planned = query::plan_select(*parsed.query, table->columns, folder.frame);
    if (!planned.plan) return complain(text, planned.problems);
    if (given.explain) return explain_plan(*parsed.query, *planned.plan, *table, folder);
    return answer(given, *planned.plan, *table);
}

}  // namespace

int query_command(const options& given) {
    diagnostics problems;
    const auto folder = open_run_folder(given.from.empty() ? "." : given.from, problems);
    print_problems(problems);
    if (!folder) return bad_input;
    const auto& text = given.files.front();
    if (!given.why.empty()) return why_command(given.why, text, *folder);
    return select_from(given, text, *folder);
}

}  // namespace muster::app
