#include "rpc/statistics_codec.hpp"

#include "rpc/lists.hpp"

namespace muster {

void write_statistics(const accumulator& a, wire::Statistics::Builder to) {
    to.setCount(a.count());
    to.setSum(a.sum());
    to.setMin(a.min());
    to.setMax(a.max());
    to.setFirstBucket(a.quantiles().first_bucket());
    write_numbers(to.initCounts(list_size(a.quantiles().counts().size())), a.quantiles().counts());
}

accumulator read_statistics(wire::Statistics::Reader from) {
    constexpr std::int64_t margin = 64;  // a sketch has room on both sides of what it has seen
    constexpr std::int64_t end = sketch::last_bucket + margin;
    const std::int64_t first = from.getFirstBucket();
    const auto counts = from.getCounts();
    if (first < -end || first + counts.size() > end)
        throw wire_error("a message has a histogram whose buckets no value falls into");
    return accumulator::of(from.getCount(), from.getSum(), from.getMin(), from.getMax(),
                           sketch::of(from.getFirstBucket(), read_numbers<std::uint64_t>(counts)));
}

}  // namespace muster
