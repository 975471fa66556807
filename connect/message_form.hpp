#pragma once

#include <memory>
#include <string>

#include "fleet/reading_batch.hpp"
#include "fleet/world.hpp"

namespace muster {

/// How messages are written to a file. Immutable, so that any number of workers may share it.
class message_form {
public:
    virtual ~message_form() = default;
    /// What the file begins with.
    virtual std::string head() const { return {}; }
    /// Adds the message that the readings [first, end) of the batch make up as it arrives, with its
    /// line ends.
    virtual void append(std::string& to, const reading_batch& batch, std::size_t first,
                        std::size_t end) const = 0;
};

/// One JSON object a line, in the form of `json_encoder`. The world has to outlive it.
std::unique_ptr<const message_form> json_lines(const world& w);

/// RFC 4180 with a head; one row for each reading: time, device, fleet, message, tick, signal,
/// value. Words and truths are written as such, a value that is none is empty, as those of garbage
/// are. The world has to outlive it.
std::unique_ptr<const message_form> csv_rows(const world& w);

std::unique_ptr<const message_form> message_form_of(const output_spec& output, const world& w);

}  // namespace muster
