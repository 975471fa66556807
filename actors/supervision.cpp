#include "actors/supervision.hpp"

#include <caf/sec.hpp>

#include <exception>

namespace muster {

void install_quiet_handlers(caf::scheduled_actor* self) {
    self->set_default_handler(caf::drop);
    self->set_down_handler([](caf::scheduled_actor*, caf::down_msg&) {});
    self->set_error_handler([](caf::scheduled_actor*, caf::error&) {});
    self->set_exception_handler(
        [](caf::scheduled_actor*, std::exception_ptr& thrown) -> caf::error {
            try {
                std::rethrow_exception(thrown);
            } catch (const std::exception& e) {
                return caf::make_error(caf::sec::runtime_error, e.what());
            }
        });
}

}  // namespace muster
