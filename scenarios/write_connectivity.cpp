#include "scenarios/write_connectivity.hpp"

#include "scenarios/format.hpp"

namespace muster {

yaml_flow& add_back_off(yaml_flow& flow, const back_off& pauses) {
    flow.add("first", format_duration(pauses.first)).add("factor", format_number(pauses.factor));
    flow.add("most", format_duration(pauses.most));
    return flow.add("jitter", pauses.full_jitter ? "full" : "none");
}

namespace {

std::string reconnect_text(const reconnect_spec& again) {
    yaml_flow flow;
    flow.add("spread", format_duration(again.spread));
    return add_back_off(flow, again.pauses).text();
}

std::string buffer_text(const buffer_spec& buffer) {
    yaml_flow flow;
    flow.add("keep", buffer.keep_for ? format_duration(*buffer.keep_for)
                                     : std::to_string(buffer.keep_messages) + " messages");
    flow.add("when_full", buffer.drop_oldest ? "drop_oldest" : "drop_newest");
    return flow.add("flush", format_number(buffer.flush_per_second) + "/s").text();
}

}  // namespace

void write_connectivity(yaml_lines& out, const connectivity_spec& c) {
    yaml_flow flow;
    flow.add("online", format_share(c.online));
    if (c.outages && c.online < all_of_it) flow.add("outages", format_durations(*c.outages));
    if (c.latency) flow.add("latency", format_durations(*c.latency));
    flow.add("loss", format_share(c.loss));
    if (c.boot) flow.add("boot", format_durations(*c.boot));
    if (c.reconnect) flow.add("reconnect", reconnect_text(*c.reconnect));
    if (c.buffer) flow.add("buffer", buffer_text(*c.buffer));
    out.line("connectivity: " + flow.text());
}

}  // namespace muster
