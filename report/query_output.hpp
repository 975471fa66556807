#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "fleet/query/table.hpp"
#include "report/style.hpp"

namespace muster::report {

/// How the rows of a query are written.
enum class row_form : std::uint8_t { table, json, ndjson, csv };

/// Writes the rows of a query, one after the other. Times are RFC 3339; time spans are seconds, in
/// a table as a query writes them; a NULL is null in JSON and nothing elsewhere.
class row_writer {
public:
    virtual ~row_writer() = default;
    /// The values are parallel to the columns.
    virtual void add(const std::vector<query::value>& row) = 0;
    /// Writes what is still kept back. Once, at the end.
    virtual void finish() = 0;
    virtual std::uint64_t rows() const = 0;
};

/// `ndjson`: an object a line. `json`: `{"results":[...]}`, as IoT Central answers. `csv`: RFC 4180
/// with a head. `table`: aligned for people; its columns are as wide as the first thousand rows
/// want. The stream and the columns have to outlive it.
std::unique_ptr<row_writer> make_row_writer(std::ostream& out, row_form form,
                                            const std::vector<query::column>& columns,
                                            const style& look);

}  // namespace muster::report
