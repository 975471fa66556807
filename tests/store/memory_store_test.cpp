#include <boost/test/unit_test.hpp>

#include "fleet/shard_state.hpp"
#include "store/memory_store.hpp"

using namespace muster;

namespace {

struct opened {
    memory_store db;
};

change crash(slot device, step_index step = 0) {
    return {{step, 0, 0}, lifecycle_change{slot_set::of({device}), lifecycle::crashed}};
}

document doc(std::string id, std::uint64_t version, std::string body = {}) {
    return {"job", std::move(id), std::move(body), version};
}

append_batch records(std::uint32_t shard, std::uint64_t epoch, std::vector<change> all) {
    append_batch batch;
    batch.shards.push_back({shard, epoch, std::move(all)});
    return batch;
}

append_batch documents(std::vector<document> all) {
    append_batch batch;
    batch.documents = std::move(all);
    return batch;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(memory_store_test, opened)

BOOST_AUTO_TEST_CASE(gives_back_the_changes_of_a_shard_in_the_order_written) {
    const auto epoch = db.take_over(3);
    BOOST_TEST(db.append(records(3, epoch, {crash(1, 0), crash(2, 1)})).done());
    BOOST_TEST(db.append(records(3, epoch, {crash(3, 2)})).done());
    const auto all = db.load(3);
    BOOST_REQUIRE(all.size() == 3u);
    for (std::size_t i = 0; i < all.size(); ++i)
        BOOST_TEST(all[i].stamp.step == static_cast<step_index>(i));
    shard_state state;
    for (const auto& c : all)
        apply(state, c);
    BOOST_TEST((state.crashed == slot_set::of({1, 2, 3})));
    BOOST_TEST(db.load(4).empty());
}

BOOST_AUTO_TEST_CASE(positions_rise_with_every_append) {
    const auto epoch = db.take_over(0);
    const auto first = db.append(records(0, epoch, {crash(1)})).position;
    const auto second = db.append(records(0, epoch, {})).position;
    BOOST_TEST(second > first);
    BOOST_TEST(db.append(records(0, epoch + 1, {})).position == second);
}

BOOST_AUTO_TEST_CASE(refuses_by_name_who_no_longer_owns_a_shard) {
    const auto old = db.take_over(0);
    const auto other = db.take_over(1);
    const auto now = db.take_over(0);
    BOOST_TEST(now > old);
    auto batch = records(0, old, {crash(1)});
    batch.shards.push_back({1, other, {crash(2)}});
    batch.shards.push_back({7, 1, {crash(3)}});
    const auto result = db.append(batch);
    BOOST_TEST(!result.done());
    BOOST_TEST(result.stale_shards == (std::vector<std::uint32_t>{0, 7}),
               boost::test_tools::per_element());
    BOOST_TEST(db.append(records(0, now, {crash(1)})).done());
}

BOOST_AUTO_TEST_CASE(writes_all_of_a_batch_or_nothing) {
    const auto epoch = db.take_over(0);
    auto batch = records(0, epoch, {crash(1)});
    batch.documents = {doc("fw", 1), doc("other", 5)};
    batch.audit.push_back({{}, "ann", "job.start", "fw", ""});
    const auto result = db.append(batch);
    BOOST_TEST(result.stale_documents == std::vector<std::string>{"job/other"},
               boost::test_tools::per_element());
    BOOST_TEST((db.load(0).empty() && db.audit().empty() && result.position == 0));
    batch.documents = {doc("fw", 1), doc("other", 1)};
    BOOST_TEST(db.append(batch).done());
    BOOST_TEST((db.load(0).size() == 1 && db.audit().size() == 1));
    BOOST_TEST(db.audit().front().principal == "ann");
}

BOOST_AUTO_TEST_CASE(a_document_is_written_over_the_version_that_was_read) {
    BOOST_TEST(db.append(documents({doc("fw", 1)})).done());
    BOOST_TEST(!db.append(documents({doc("fw", 1)})).done());
    BOOST_TEST(!db.append(documents({doc("fw", 3)})).done());
    BOOST_TEST(db.append(documents({doc("fw", 2)})).done());
}

BOOST_AUTO_TEST_CASE(two_writers_of_one_version_do_not_pass_in_one_batch) {
    BOOST_TEST(!db.append(documents({doc("fw", 1, "mine"), doc("fw", 1, "yours")})).done());
    BOOST_TEST(db.append(documents({doc("fw", 1), doc("fw", 2)})).done());
    BOOST_TEST(db.append(documents({doc("fw", 3)})).done());
}

BOOST_AUTO_TEST_SUITE_END()
