#include "lsr/judged_log.hpp"

#include <fmt/format.h>

namespace lsr {

namespace {

/// Judges rows as they come, and puts them into the book.
class JudgingSink : public LogSink {
 public:
  JudgingSink(std::size_t files, const Policy& policy, Instant as_of, OrderBook::Keep keep, LogObserver& observer)
      : files_(files),
        policy_(policy),
        as_of_(as_of),
        known_from_(policy.zone.first_second(Day{holiday_years.first / 1 / 1})),
        known_until_(policy.zone.last_second(Day{holiday_years.last / 12 / 31})),
        keep_(keep),
        observer_(observer),
        result_(fresh()) {}

  void restart() override {
    result_ = fresh();
    observer_.restart();
  }

  void row(const OrderRow& row) override {
    result_.book.expect(row.order_id);
    const Judgement judgement = judge_row(row, as_of_, policy_);
    for (const auto what : oddities(row, judgement, as_of_, policy_)) {
      warning({row.file, row.line, fmt::format("order {}: {}", row.order_id, what)});
    }
    for (const auto* moment : {&row.purchased, &row.confirmed, &row.first_scan, &row.cancelled}) note_latest(*moment);
    note_years(row, judgement);
    if (keep_ == OrderBook::Keep::lines) {
      const OrderLine line = line_of(row, judgement, as_of_, policy_);
      result_.book.add(row, judgement, &line);
    } else {
      result_.book.add(row, judgement, nullptr);
    }
  }

  void reject(const Reject& reject) override {
    result_.book.add_rejected(reject);
    observer_.reject(reject);
  }

  void warning(const Warning& warning) override {
    ++result_.warnings;
    observer_.warning(warning);
  }

  JudgedLog take(LogFacts facts) {
    result_.facts = std::move(facts);
    return std::move(result_);
  }

 private:
  [[nodiscard]] JudgedLog fresh() const { return {{}, OrderBook{files_, keep_}, 0, std::nullopt, false}; }

  void note_latest(const std::optional<Moment>& moment) {
    if (moment && moment->first <= as_of_ && (!result_.latest || *result_.latest < moment->first)) {
      result_.latest = moment->first;
    }
  }

  void note_years(const OrderRow& row, const Judgement& judgement) {
    if (!policy_.holiday_years || !is_judged(judgement.outcome)) return;
    const auto outside = [&](Instant at) { return at < known_from_ || at > known_until_; };
    const bool purchase_outside = row.purchased && outside(row.purchased->first);
    if (purchase_outside || outside(judgement.ship_by->at)) result_.beyond_holiday_years = true;
  }

  std::size_t files_;
  const Policy& policy_;
  Instant as_of_;
  Instant known_from_;   // holidays are known from here …
  Instant known_until_;  // … to here
  OrderBook::Keep keep_;
  LogObserver& observer_;
  JudgedLog result_;
};

}  // namespace

JudgedLog judge_log(const std::vector<Source>& sources, const Policy& policy, const ReadingOptions& options,
                    Instant as_of, OrderBook::Keep keep, LogObserver& observer) {
  JudgingSink sink{sources.size(), policy, as_of, keep, observer};
  LogFacts facts = read_log(sources, policy, options, sink);
  return sink.take(std::move(facts));
}

}  // namespace lsr
