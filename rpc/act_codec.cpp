#include "rpc/act_codec.hpp"

#include "fleet/command_order.hpp"
#include "fleet/property_order.hpp"
#include "fleet/question_order.hpp"
#include "rpc/lists.hpp"

namespace muster {

namespace {

void write_request(const command_request_fields& all, capnp::List<wire::NamedValue>::Builder to);

void write_request_value(const request_value& from, wire::Value::Builder to) {
    const auto size = list_size(from.inner.size());
    if (from.kind == request_value::form::plain) return write_value(from.plain, to);
    if (from.kind == request_value::form::object)
        return write_request(from.inner, to.initObject(size));
    write_each(to.initList(size), from.inner,
               [](auto item, const auto& member) { write_request_value(member.second, item); });
}

void write_request(const command_request_fields& all, capnp::List<wire::NamedValue>::Builder to) {
    write_each(to, all, [](auto n, const auto& from) {
        n.setName(from.first);
        write_request_value(from.second, n.initValue());
    });
}

command_request_fields read_request(capnp::List<wire::NamedValue>::Reader from);

request_value read_request_value(wire::Value::Reader from) {
    if (from.isObject()) return {request_value::form::object, read_request(from.getObject())};
    if (!from.isList()) return read_value(from);
    return {request_value::form::list, read_each(from.getList(), [](auto item) {
                return std::pair(std::string(), read_request_value(item));
            })};
}

/// No deeper than the wire's limit of nesting.
command_request_fields read_request(capnp::List<wire::NamedValue>::Reader from) {
    return read_each(from, [](auto n) {
        return std::pair(text_of(n.getName()), read_request_value(n.getValue()));
    });
}

template <class Act>
void write_target(const device_target& target, Act to) {
    unsigned i = 0;
    auto ids = to.initIds(list_size(target.ids.size()));
    for (const auto& id : target.ids)
        ids.set(i++, id);
    to.setWhere(target.where);
}

template <class Act>
device_target read_target(Act a) {
    return {read_each(a.getIds(), [](auto id) { return text_of(id); }), text_of(a.getWhere())};
}

}  // namespace

void write_act(const property_act_mail& m, wire::PropertyAct::Builder to) {
    const auto& wanted = m.order->wanted();
    to.setAct(m.act);
    write_target(wanted.target, to);
    write_each(to.initSets(list_size(wanted.sets.size())), wanted.sets,
               [](auto s, const property_setting& from) {
                   s.setName(from.property);
                   write_value(from.value, s.initValue());
               });
}

void write_act(const command_act_mail& m, wire::CommandAct::Builder to) {
    const auto& wanted = m.order->wanted();
    to.setAct(m.act);
    to.setDevice(wanted.device);
    to.setCommand(wanted.command);
    write_request(wanted.request, to.initRequest(list_size(wanted.request.size())));
    to.setId(wanted.id);
    to.setConnectWithin(wanted.connect_within.count());
    to.setAnswerWithin(wanted.answer_within.count());
    to.setQueueFor(wanted.queue_for.count());
}

void write_act(const lifecycle_act_mail& m, wire::LifecycleAct::Builder to) {
    to.setAct(m.act);
    write_target(m.who->wanted(), to);
    to.setVerb(static_cast<wire::LifecycleAct::Verb>(m.verb));
    to.setInto(m.into);
}

void write_act(const question_mail& m, wire::Question::Builder to) {
    const auto& wanted = m.order->wanted();
    to.setAct(m.act);
    write_target(wanted.target, to);
    to.setValue(wanted.what.value);
    to.setCommand(wanted.what.command);
    write_request(wanted.what.request, to.initRequest(list_size(wanted.what.request.size())));
    to.setWithin(wanted.what.within.count());
    to.setId(wanted.id);
}

question_mail read_act(wire::Question::Reader q, const wire_bounds& within) {
    question_act wanted{read_target(q),
                        {text_of(q.getValue()), text_of(q.getCommand()),
                         read_request(q.getRequest()), duration(q.getWithin())},
                        text_of(q.getId())};
    auto order = std::make_shared<const question_order>(*within.w, wanted);
    if (!order->problem().empty())
        throw wire_error("a message asks devices, but " + order->problem());
    return {q.getAct(), std::move(order)};
}

void write_act_report(const act_report_mail& m, wire::ActReport::Builder to) {
    to.setAct(m.act);
    to.setRefusal(m.refusal);
    to.setVersion(m.version);
    to.setMatched(m.matched);
    to.setChanged(m.changed);
    if (m.command) write_record(*m.command, to.initCommand());
}

property_act_mail read_act(wire::PropertyAct::Reader a, const wire_bounds& within) {
    property_act wanted{read_target(a), read_each(a.getSets(), [](auto s) -> property_setting {
                            return {text_of(s.getName()), read_value(s.getValue())};
                        })};
    auto order = std::make_shared<const property_order>(*within.w, wanted);
    if (!order->problem().empty())
        throw wire_error("a message sets a property, but " + order->problem());
    return {a.getAct(), std::move(order)};
}

command_act_mail read_act(wire::CommandAct::Reader a, const wire_bounds& within) {
    command_act wanted;
    wanted.device = text_of(a.getDevice());
    wanted.command = text_of(a.getCommand());
    wanted.request = read_request(a.getRequest());
    wanted.id = text_of(a.getId());
    wanted.connect_within = duration(a.getConnectWithin());
    wanted.answer_within = duration(a.getAnswerWithin());
    wanted.queue_for = duration(a.getQueueFor());
    auto order = std::make_shared<const command_order>(*within.w, wanted);
    if (!order->problem().empty())
        throw wire_error("a message tells a command, but " + order->problem());
    return {a.getAct(), std::move(order)};
}

lifecycle_act_mail read_act(wire::LifecycleAct::Reader a, const wire_bounds& within) {
    auto who = std::make_shared<const device_selection>(*within.w, read_target(a));
    if (!who->problem().empty())
        throw wire_error("a message chooses devices, but " + who->problem());
    return {a.getAct(), checked_enum(a.getVerb(), lifecycle_verb::migrate, "verb"), std::move(who),
            checked(a.getInto(), within.w->source().templates.size(), "template")};
}

act_report_mail read_act_report(wire::ActReport::Reader r, const wire_bounds& within) {
    act_report_mail m{r.getAct(),     text_of(r.getRefusal()), r.getVersion(),
                      r.getMatched(), r.getChanged(),          {}};
    if (r.hasCommand()) m.command = read_record(r.getCommand(), within);
    return m;
}

void write_record(const command_record& r, wire::CommandRecord::Builder to) {
    to.setNumber(r.number);
    to.setDevice(r.device);
    to.setId(r.id);
    to.setCommand(r.command);
    write_request(r.request, to.initRequest(list_size(r.request.size())));
    to.setState(static_cast<std::uint16_t>(r.state));
    to.setCode(r.code);
    to.setReason(r.reason);
    to.setAsked(r.asked.count());
    to.setSent(r.sent.count());
    to.setAnswered(r.answered.count());
    to.setAnswer(r.answer);
}

command_record read_record(wire::CommandRecord::Reader from, const wire_bounds& within) {
    command_record r;
    r.number = from.getNumber();
    r.device = checked(from.getDevice(), within.devices, "device");
    r.id = text_of(from.getId());
    r.command = text_of(from.getCommand());
    r.request = read_request(from.getRequest());
    r.state = checked_enum(from.getState(), command_state::refused, "state of a command");
    r.code = from.getCode();
    r.reason = text_of(from.getReason());
    r.asked = sim_time(from.getAsked());
    r.sent = sim_time(from.getSent());
    r.answered = sim_time(from.getAnswered());
    r.answer = text_of(from.getAnswer());
    return r;
}

namespace {

/// What is counted of a command with its texts and times: more than most have.
constexpr std::size_t command_bytes = 1024;

std::size_t bytes_of(const command_request_fields& request) {
    std::size_t bytes = 0;
    for (const auto& [name, value] : request)
        bytes += 48 + name.size() + (value.text() == nullptr ? 0 : value.text()->size()) +
                 bytes_of(value.inner);
    return bytes;
}

std::size_t bytes_of(const device_selection& who) {
    std::size_t bytes = 0;
    for (const auto& id : who.wanted().ids)
        bytes += 16 + id.size();
    return bytes;
}

std::size_t bytes_of(const shard_answers& all) {
    std::size_t bytes = 0;
    for (const auto& f : all.fleets)
        bytes += 64 + 25 * f.size();
    for (const auto& text : all.texts)
        bytes += 16 + text.size();
    return bytes;
}

}  // namespace

std::size_t wire_bytes_of_act(const mail_body& body) {
    if (const auto* act = std::get_if<property_act_mail>(&body)) return bytes_of(act->order->who());
    if (const auto* act = std::get_if<lifecycle_act_mail>(&body)) return bytes_of(*act->who);
    if (const auto* act = std::get_if<question_mail>(&body))
        return bytes_of(act->order->who()) + command_bytes +
               bytes_of(act->order->wanted().what.request);
    if (const auto* answers = std::get_if<answers_mail>(&body)) return bytes_of(answers->answers);
    if (const auto* report = std::get_if<act_report_mail>(&body))
        return report->command ? command_bytes + report->command->answer.size() +
                                     bytes_of(report->command->request)
                               : 0;
    if (const auto* act = std::get_if<command_act_mail>(&body))
        return command_bytes + bytes_of(act->order->wanted().request);
    return 0;
}

}  // namespace muster
