#include <boost/test/unit_test.hpp>

#include <capnp/message.h>
#include <capnp/serialize.h>

#include "rpc/call_codec.hpp"
#include "rpc/connection.hpp"
#include "rpc/mail_codec.hpp"
#include "rpc/news_codec.hpp"
#include "tests/rpc/random_values.hpp"
#include "tests/rpc/same_values.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

constexpr int rounds = 60;
constexpr std::uint64_t seed = 20'260'621;

/// A world in which the random property acts make sense.
const world& small_world() {
    static const world w(scenario_of(R"(muster: 1
templates:
  room:
    telemetry: {temperature: {walk: 20, step: 0.5}}
    properties: {limit: {type: number, initial: 5, writable: true}}
    messages: {status: {every: 5s}}
    commands: {reboot: {}}
fleets:
  rooms: {template: room, count: 10, id: room-##, tags: {region: {pick: {north: 40%, south: rest}}}}
time: {for: 1h}
)"),
                         16);
    return w;
}

mail there_and_back(const mail& m, const wire_bounds& within) {
    capnp::MallocMessageBuilder message;
    write_mail(m, message.initRoot<wire::Mail>());
    return read_mail(message.getRoot<wire::Mail>().asReader(), within);
}

template <class Body>
void try_mail(std::size_t index) {
    randomizer random(seed + index, small_world());
    const auto within = wide_bounds(small_world());
    for (int i = 0; i < rounds; ++i) {
        auto m = random.make<mail>();
        m.body = random.make<Body>();
        BOOST_TEST(same(m, there_and_back(m, within)), "mail of kind " << index << ", " << i);
    }
}

template <class... Bodies>
void try_all_mail(const std::variant<Bodies...>&) {
    std::size_t index = 0;
    (try_mail<Bodies>(index++), ...);
}

shard_news there_and_back(const shard_news& n, const wire_bounds& within) {
    capnp::MallocMessageBuilder message;
    write_news(n, message.initRoot<wire::News>());
    return read_news(message.getRoot<wire::News>().asReader(), within);
}

template <class Item>
void try_news(std::size_t index) {
    randomizer random(seed + index, small_world());
    auto within = wide_bounds(small_world());
    for (int i = 0; i < rounds; ++i) {
        const shard_news n = random.make<Item>();
        BOOST_TEST(same(n, there_and_back(n, within)), "news of kind " << index << ", " << i);
    }
}

template <class... Items>
void try_all_news(const std::variant<Items...>&) {
    std::size_t index = 0;
    (try_news<Items>(index++), ...);
}

/// What the decoder says of a message that it should refuse.
template <class Root, class Write, class Read>
std::string refusal(Write write, Read read) {
    capnp::MallocMessageBuilder message;
    write(message.initRoot<Root>());
    try {
        read(message.getRoot<Root>().asReader());
    } catch (const wire_error& e) {
        return e.what();
    }
    return "it was taken";
}

template <class Write>
std::string refused_mail(Write write) {
    const wire_bounds within(small_world());
    return refusal<wire::Mail>(write, [&](auto from) { read_mail(from, within); });
}

template <class Write>
std::string refused_news(Write write) {
    const wire_bounds within(small_world());
    return refusal<wire::News>(write, [&](auto from) { read_news(from, within); });
}

template <class Write>
std::string refused_call(Write write) {
    const wire_bounds within(small_world());
    return refusal<wire::Call>(write, [&](auto from) { read_call(from, within, {1, 3, 5}); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec_test)

BOOST_AUTO_TEST_CASE(every_kind_of_mail_comes_out_as_it_went_in) {
    try_all_mail(mail_body{});
}

BOOST_AUTO_TEST_CASE(every_kind_of_news_comes_out_as_it_went_in) {
    try_all_news(shard_news{});
}

BOOST_AUTO_TEST_CASE(every_call_comes_out_as_it_went_in) {
    wire_bounds within(small_world());
    within.jobs = 1;
    const std::vector<std::uint32_t> mine{1, 3, 5};
    const mail wake{sim_time(7), 2, 3, 5, wake_mail{9}};
    const std::vector<host_call> calls{
        populate_call{},
        visit_request{-1, 77, {3, 5}, {{}, {wake, wake}}},
        look_call{
            sim_time(5), true, false, true, false, true, {sim_time(5), sim_time(6)}, true, {}, {}},
        look_call{sim_time(5),
                  false,
                  false,
                  false,
                  false,
                  false,
                  {},
                  false,
                  {0},
                  target_question{0, 16, 32}},
        question_call{3, "region = 'north'", 4, 101, true, sim_time(8)},
        describe_call{5, "room-07"},
        end_request{mine},
        rest_call{12}};
    for (const auto& call : calls) {
        capnp::MallocMessageBuilder message;
        write_call(call, message.initRoot<wire::Call>());
        const auto back = read_call(message.getRoot<wire::Call>().asReader(), within, mine);
        BOOST_TEST(!back.is_post);
        BOOST_TEST(same(call, back.what), "call of kind " << call.index());
    }
}

BOOST_AUTO_TEST_CASE(the_deepest_request_is_not_too_deep_for_the_wire) {
    command_act told;
    told.device = "room-01";
    told.command = "reboot";
    told.id = "deep";
    request_value nested(std::string("leaf"));
    for (std::size_t level = 1; level < request_levels_max; ++level)
        nested = request_value(request_value::form::object, {{"a", nested}});
    told.request = {{"a", nested}};
    const auto order = std::make_shared<const command_order>(small_world(), told);
    BOOST_TEST(order->problem() == "");
    const std::vector<std::uint32_t> mine{order->shard()};
    const mail m{sim_time(7), outside, 3, order->shard(), command_act_mail{9, order}};
    capnp::MallocMessageBuilder message;
    write_call(visit_request{-1, 77, mine, {{m}}}, message.initRoot<wire::Call>());
    auto words = capnp::messageToFlatArray(message);
    auto limits = reader_options();
    limits.nestingLimit -= 8;  // what calls are wrapped in
    capnp::FlatArrayMessageReader reader(words, limits);
    const auto back = read_call(reader.getRoot<wire::Call>(), wire_bounds(small_world()), mine);
    const auto& arrived = std::get<visit_request>(back.what).inboxes.at(0).at(0);
    BOOST_TEST((std::get<command_act_mail>(arrived.body).order->wanted() == told));
}

BOOST_AUTO_TEST_CASE(numbers_that_name_nothing_are_refused_by_name) {
    BOOST_TEST(refused_mail([](wire::Mail::Builder m) {
                   m.getBody().initFaultStart().setFault(4);
               }) == "a message names fault 4, but there are only 0");
    BOOST_TEST(refused_mail([](wire::Mail::Builder m) {
                   m.getBody().initQuarantine().initMembers(1).set(0, 10);
               }) == "a message names device 10, but there are only 10");
    BOOST_TEST(refused_news([](wire::News::Builder n) {
                   n.setShard(16);
                   n.getWhat().setSize(1);
               }) == "a message names shard 16, but there are only 16");
    BOOST_TEST(refused_news([](wire::News::Builder n) { n.getWhat().initSeries().setSeries(1); }) ==
               "a message names series 1, but there are only 1");
    BOOST_TEST(refused_call([](wire::Call::Builder c) { c.initDescribe().setShard(2); }) ==
               "a message is about shard 2, which is another node's");
}

BOOST_AUTO_TEST_CASE(enumerants_of_another_version_are_refused_by_name) {
    BOOST_TEST(refused_news([](wire::News::Builder n) {
                   n.getWhat().initEvents(1)[0].setKind(900);
               }).starts_with("a message names kind of event 900"));
    BOOST_TEST(refused_mail([](wire::Mail::Builder m) {
                   m.getBody().initJobAct().setVerb(static_cast<wire::JobAct::Verb>(9));
               }) == "a message names verb 9, but there are only 4");
}

BOOST_AUTO_TEST_CASE(columns_that_do_not_fit_together_are_refused) {
    BOOST_TEST(refused_news([](wire::News::Builder n) {
                   auto r = n.getWhat().initReadings();
                   r.initKey(2);
                   r.initOrdinal(1);
               }) == "a message has columns of different lengths");
    BOOST_TEST(refused_news([](wire::News::Builder n) {
                   n.getWhat().initReadings().initKey(513);
               }) == "a message names a batch length 513, but there are only 513");
    BOOST_TEST(refused_news([](wire::News::Builder n) {
                   auto w = n.getWhat().initSeries().initWindow();
                   w.setFirstBucket(33'000);
                   w.initCounts(5'000);
               }) == "a message has a histogram whose buckets no value falls into");
    BOOST_TEST(refused_call([](wire::Call::Builder c) {
                   auto v = c.initVisit();
                   v.initShards(1).set(0, 3);
                   auto m = v.initMail(1)[0];
                   m.setTo(5);
                   m.getBody().setWake(1);
               }) == "a message has mail for a shard that it does not visit");
    BOOST_TEST(refused_call([](wire::Call::Builder c) {
                   auto shards = c.initVisit().initShards(2);
                   shards.set(0, 3);
                   shards.set(1, 3);
               }) == "a message names shards that are not in ascending order");
}

BOOST_AUTO_TEST_CASE(a_shard_speaks_for_itself_only) {
    BOOST_TEST(refused_news([](wire::News::Builder n) {
                   n.setShard(3);
                   auto m = n.getWhat().initVisited().initOutbox(1)[0];
                   m.setSource(4);
                   m.setTo(16);
                   m.getBody().setWake(1);
               }) == "a message has mail that its shard can't have sent");
}

/// Whatever stands in a message, the decoder takes it or refuses it.
BOOST_AUTO_TEST_CASE(flipped_bits_end_in_a_value_or_in_a_refusal) {
    randomizer random(seed, small_world());
    sim::dice flips(seed);
    const wire_bounds within(small_world());
    int taken = 0, refused = 0;
    for (int i = 0; i < 6'000; ++i) {
        capnp::MallocMessageBuilder message;
        write_news(random.make<shard_news>(), message.initRoot<wire::News>());
        auto words = capnp::messageToFlatArray(message);
        auto bytes = words.asBytes();
        for (auto n = flips.between(1, 8); n > 0; --n)
            bytes[flips.below(bytes.size())] ^= static_cast<kj::byte>(1U << flips.below(8));
        try {
            capnp::FlatArrayMessageReader reader(words);
            read_news(reader.getRoot<wire::News>(), within);
            ++taken;
        } catch (const std::exception&) {
            ++refused;
        }
    }
    BOOST_TEST(taken > 100);
    BOOST_TEST(refused > 100);
}

BOOST_AUTO_TEST_CASE(parts_hold_as_much_as_fits_and_one_item_at_least) {
    const std::vector<std::size_t> sizes{40, 40, 40, 500, 1};
    const auto bytes = [](std::size_t n) { return n; };
    const std::span<const std::size_t> all(sizes);
    BOOST_TEST(part_of(all, 100, bytes) == 2u);
    BOOST_TEST(part_of(all.subspan(2), 100, bytes) == 1u);
    BOOST_TEST(part_of(all.subspan(3), 100, bytes) == 1u);
    BOOST_TEST(part_of(all.subspan(5), 100, bytes) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
