#include "lsr/judged_log.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lsr {

namespace {

/// Judges rows as they come, and puts them into the book.
class JudgingSink : public LogSink {
 public:
  JudgingSink(std::size_t files, const Policy& policy, Instant as_of, OrderBook::Keep keep, LogObserver& observer,
              RowWatcher* watcher)
      : files_(files),
        policy_(policy),
        as_of_(as_of),
        known_from_(policy.zone.first_second(Day{holiday_years.first / 1 / 1})),
        known_until_(policy.zone.last_second(Day{holiday_years.last / 12 / 31})),
        keep_(keep),
        observer_(observer),
        watcher_(watcher),
        result_(fresh()) {}

  void restart() override {
    result_ = fresh();
    observer_.restart();
    if (watcher_ != nullptr) watcher_->restart();
  }

  void row(std::span<const OrderRow> packages) override {
    const OrderRow& row = packages.front();
    result_.book.expect(row.order_id);
    told_.clear();
    bool judged = false;
    for (const OrderRow& package : packages) judged = is_judged(take(package)) || judged;
    if (judged) note_never_scanned(packages);
    for (const auto what : told_) warning({row.file, row.line, fmt::format("order {}: {}", row.order_id, what)});
  }

  void reject(const Reject& reject) override {
    result_.book.add_rejected(reject);
    observer_.reject(reject);
  }

  void warning(const Warning& warning) override {
    ++result_.warnings;
    observer_.warning(warning);
  }

  JudgedLog finish(LogFacts facts) {
    result_.facts = std::move(facts);
    return std::move(result_);
  }

 private:
  [[nodiscard]] JudgedLog fresh() const { return {{}, OrderBook{files_, keep_}, 0, false}; }

  Outcome take(const OrderRow& package) {
    const Judgement judgement = judge_row(package, as_of_, policy_);
    // What is odd about several packages of a row is one oddity of the row.
    for (const auto what : oddities(package, judgement, as_of_, policy_)) {
      if (std::find(told_.begin(), told_.end(), what) == told_.end()) told_.push_back(what);
    }
    note_years(package, judgement);
    if (keep_ == OrderBook::Keep::lines) {
      const OrderLine line = line_of(package, judgement, as_of_, policy_);
      result_.book.add(package, judgement, &line);
    } else {
      result_.book.add(package, judgement, nullptr);
    }
    if (watcher_ != nullptr) watcher_->row(package, judgement, result_.book.rows() - 1);
    return judgement.outcome;
  }

  void note_never_scanned(std::span<const OrderRow> packages) {
    for (const OrderRow& package : packages) {
      if (!package.never_scanned.empty()) result_.book.add_never_scanned(package.never_scanned);
      if (!package.row_never_scanned.empty()) result_.book.add_never_scanned(package.row_never_scanned);
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
  RowWatcher* watcher_;                 // or none
  std::vector<std::string_view> told_;  // oddities of the row at hand
  JudgedLog result_;
};

}  // namespace

JudgedLog judge_log(const LogSources& sources, const Policy& policy, const ReadingOptions& options, Instant as_of,
                    OrderBook::Keep keep, LogObserver& observer, RowWatcher* watcher) {
  JudgingSink sink{sources.orders.size(), policy, as_of, keep, observer, watcher};
  ReadingOptions reading = options;
  if (watcher != nullptr) reading.extra_columns = watcher->columns();
  LogFacts facts = read_log(sources, policy, reading, as_of, sink);
  return sink.finish(std::move(facts));
}

}  // namespace lsr
