#include "lsr/judged_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <utility>
#include <variant>

namespace lsr {

namespace {

/// Judges rows, and says what is odd about them.
class RowJudge {
 public:
  RowJudge(const Policy& policy, Instant as_of)
      : policy_(policy),
        as_of_(as_of),
        due_(policy),
        known_from_(policy.zone.first_second(Day{holiday_years.first / 1 / 1})),
        known_until_(policy.zone.last_second(Day{holiday_years.last / 12 / 31})) {}

  Judgement judge(const OrderRow& row) {
    const Judgement judgement = judge_row(row, as_of_, policy_, &due_);
    note_years(row, judgement);
    return judgement;
  }

  /// Of one that is_plainly_judged().
  PlainJudgement judge(const PlainRow& row) {
    const PlainJudgement judgement = judge_plain_row(row, as_of_, policy_, due_);
    // What may be odd is judged once more.
    const bool outside = row.purchased < known_from_ || judgement.ship_by > known_until_;
    if (outside && policy_.holiday_years && is_judged(judgement.outcome) && !judgement.may_be_odd) {
      beyond_holiday_years_ = true;
    }
    return judgement;
  }

  [[nodiscard]] OrderLine line(const OrderRow& row, const Judgement& judgement) const {
    return line_of(row, judgement, as_of_, policy_);
  }

  [[nodiscard]] std::vector<std::string_view> oddities(const OrderRow& row, const Judgement& judgement) const {
    return lsr::oddities(row, judgement, as_of_, policy_);
  }

  /// Forgets what it saw so far.
  void restart() { beyond_holiday_years_ = false; }

  /// A purchase or ship-by day lay outside the years of the holiday data.
  [[nodiscard]] bool beyond_holiday_years() const { return beyond_holiday_years_; }

 private:
  void note_years(const OrderRow& row, const Judgement& judgement) {
    if (!policy_.holiday_years || !is_judged(judgement.outcome)) return;
    const auto outside = [&](Instant at) { return at < known_from_ || at > known_until_; };
    const bool purchase_outside = row.purchased && outside(row.purchased->first);
    if (purchase_outside || outside(judgement.ship_by->at)) beyond_holiday_years_ = true;
  }

  const Policy& policy_;
  Instant as_of_;
  ShipByTable due_;
  Instant known_from_;   // holidays are known from here …
  Instant known_until_;  // … to here
  bool beyond_holiday_years_ = false;
};

Warning warning_of(const OrderRow& row, std::string_view what) {
  return {row.file, row.line, fmt::format("order {}: {}", row.order_id, what)};
}

/// Judges the rows of a block, for JudgingSink to take them in their turn.
class BlockSink : public LogSink {
 public:
  BlockSink(const RowJudge& judge, OrderBook::Keep keep)
      : judge_(judge), keeps_lines_(keep == OrderBook::Keep::lines) {}

  void restart() override {}

  void row(std::span<const OrderRow> packages) override {
    const OrderRow& row = packages.front();
    const Judgement judgement = judge_.judge(row);
    if (may_be_odd(row, judgement)) tell_oddities(row, judgement);
    if (keeps_lines_) {
      const OrderLine line = judge_.line(row, judgement);
      page_.add(row.order_id, judgement, line);
    } else {
      page_.add(row.order_id, judgement);
    }
  }
  void plain_rows(const PlainStretch& rows, std::size_t file) override {
    if (keeps_lines_) return LogSink::plain_rows(rows, file);
    const auto [page, first, end] = rows;
    std::size_t begin = first;
    for (std::size_t i = first; i < end; ++i) {
      if (judge_plainly(page.row(i), judgements_[i])) [[likely]]
        continue;
      take_judged({page, begin, i});
      LogSink::plain_rows({page, i, i + 1}, file);
      begin = i + 1;
    }
    take_judged({page, begin, end});
  }
  void reject(const Reject& reject) override { heard_.emplace_back(reject); }
  void warning(const Warning& warning) override { heard_.emplace_back(warning); }

  [[nodiscard]] const OrderPage& page() const { return page_; }
  /// In the order in which they came.
  [[nodiscard]] std::vector<std::variant<Reject, Warning>>& heard() { return heard_; }
  [[nodiscard]] bool beyond_holiday_years() const { return judge_.beyond_holiday_years(); }

 private:
  /// False where there is more to say of the row than what its times make of it.
  bool judge_plainly(const PlainRow& row, PlainJudgement& into) {
    if (!is_plainly_judged(row)) return false;
    into = judge_.judge(row);
    return !into.may_be_odd;
  }
  void take_judged(const PlainStretch& rows) {
    const std::size_t count = rows.end - rows.begin;
    page_.add(std::span{rows.page.order_ids}.subspan(rows.begin, count),
              std::span{judgements_}.subspan(rows.begin, count));
  }
  void tell_oddities(const OrderRow& row, const Judgement& judgement) {
    for (const auto what : judge_.oddities(row, judgement)) warning(warning_of(row, what));
  }

  RowJudge judge_;
  bool keeps_lines_;
  OrderPage page_;
  std::array<PlainJudgement, PlainRows::most> judgements_;  // of the page at hand
  std::vector<std::variant<Reject, Warning>> heard_;
};

/// Judges rows as they come, and puts them into the book.
class JudgingSink : public LogSink {
 public:
  JudgingSink(std::size_t files, const Policy& policy, Instant as_of, OrderBook::Keep keep, unsigned threads,
              LogObserver& observer, RowWatcher* watcher)
      : files_(files),
        judge_(policy, as_of),
        keep_(keep),
        threads_(threads),
        observer_(observer),
        watcher_(watcher),
        result_(fresh()) {}

  void restart() override {
    result_ = fresh();
    judge_.restart();
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
    for (const auto what : told_) warning(warning_of(row, what));
  }

  void reject(const Reject& reject) override {
    result_.book.add_rejected(reject);
    observer_.reject(reject);
  }

  void warning(const Warning& warning) override {
    ++result_.warnings;
    observer_.warning(warning);
  }

  [[nodiscard]] std::unique_ptr<LogSink> apart() const override {
    // Which row it is that decides an order, the book can only tell of rows that come one by one.
    const bool by_blocks = keep_ != OrderBook::Keep::outcomes && files_ == 1 && watcher_ == nullptr;
    return by_blocks ? std::make_unique<BlockSink>(judge_, keep_) : nullptr;
  }

  void add_block(LogSink& block, std::uint64_t line) override {
    // No other sink has come out of apart().
    auto& rows = static_cast<BlockSink&>(block);
    result_.book.add(rows.page());
    if (rows.beyond_holiday_years()) result_.beyond_holiday_years = true;
    for (auto& heard : rows.heard()) {
      std::visit([&](auto& each) { each.line += line - 1; }, heard);
      if (const auto* rejected = std::get_if<Reject>(&heard)) reject(*rejected);
      if (const auto* warned = std::get_if<Warning>(&heard)) warning(*warned);
    }
  }

  JudgedLog finish(LogFacts facts) {
    result_.facts = std::move(facts);
    if (judge_.beyond_holiday_years()) result_.beyond_holiday_years = true;
    result_.book.close();
    return std::move(result_);
  }

 private:
  [[nodiscard]] JudgedLog fresh() const { return {{}, OrderBook{files_, keep_, threads_}, 0, false}; }

  Outcome take(const OrderRow& package) {
    const Judgement judgement = judge_.judge(package);
    // What is odd about several packages of a row is one oddity of the row.
    if (may_be_odd(package, judgement)) {
      for (const auto what : judge_.oddities(package, judgement)) {
        if (std::find(told_.begin(), told_.end(), what) == told_.end()) told_.push_back(what);
      }
    }
    if (keep_ == OrderBook::Keep::lines) {
      const OrderLine line = judge_.line(package, judgement);
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

  std::size_t files_;
  RowJudge judge_;
  OrderBook::Keep keep_;
  unsigned threads_;
  LogObserver& observer_;
  RowWatcher* watcher_;                 // or none
  std::vector<std::string_view> told_;  // oddities of the row at hand
  JudgedLog result_;
};

}  // namespace

JudgedLog judge_log(const LogSources& sources, const Policy& policy, const ReadingOptions& options, Instant as_of,
                    OrderBook::Keep keep, LogObserver& observer, RowWatcher* watcher) {
  // Who watches rows asks which of them stand.
  if (watcher != nullptr && keep == OrderBook::Keep::counts) keep = OrderBook::Keep::outcomes;
  JudgingSink sink{sources.orders.size(), policy, as_of, keep, options.threads, observer, watcher};
  ReadingOptions reading = options;
  if (watcher != nullptr) reading.extra_columns = watcher->columns();
  LogFacts facts = read_log(sources, policy, reading, as_of, sink);
  return sink.finish(std::move(facts));
}

}  // namespace lsr
