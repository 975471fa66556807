#pragma once

#include <deque>
#include <map>
#include <string>
#include <unordered_map>

#include "scenarios/fleet_file.hpp"

namespace muster {

/// Makes a fleet file's table of its rows: codes for texts, a check of each id.
class fleet_table_builder {
public:
    fleet_table_builder(fleet_file& file, diagnostics& problems);

    /// The number of a column, which is added where it is new; cells of earlier rows are empty.
    std::size_t column(std::string_view name);
    void begin_row(std::size_t position, std::uint32_t line);
    /// Sets a cell of the row; empty text is none. `column` is of `column()` or `id_column`.
    void set(std::size_t column, std::string_view text, const place& where);
    /// Ends the row. False where so much is wrong that reading on says nothing.
    bool end_row();
    /// Whether the rows are fewer than the limit; reports it otherwise.
    bool has_room();
    /// Checks that there is a row.
    void finish();

    static constexpr std::size_t id_column = static_cast<std::size_t>(-1);

private:
    struct growing {
        std::unordered_map<std::string_view, std::uint32_t> code_of;  ///< looked up, never iterated
        std::string_view last;
        std::uint32_t last_code = no_cell;
    };

    void set_id(std::string_view text, const place& where);
    std::string_view keep(std::string_view text) { return kept_.emplace_back(text); }
    void fill(std::size_t column, std::uint64_t rows);

    fleet_file& file_;
    device_table& table_;
    diagnostics& problems_;
    std::map<std::string, std::size_t, std::less<>> names_;
    std::deque<std::string> kept_;  ///< a deque: the views of the dictionaries stay valid
    std::vector<growing> columns_;
    std::unordered_map<std::string_view, std::uint32_t> lines_;  ///< of ids
    std::uint64_t row_ = 0;                                      ///< of which cells are set
    bool has_id_ = false;
    std::uint32_t line_ = 0;
    std::size_t errors_ = 0;
};

}  // namespace muster
