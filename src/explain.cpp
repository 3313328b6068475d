#include "lsr/explain.hpp"

#include <algorithm>

#include "lsr/scan_check.hpp"

namespace lsr {

namespace {

/// Days are counted with weekends only where the holidays are not known.
bool beyond_holiday_years(const std::vector<CountedDay>& days, const Policy& policy) {
  if (!policy.holiday_years || days.empty()) return false;
  return !policy.holiday_years->contains(days.front().day) || !policy.holiday_years->contains(days.back().day);
}

/// Keeps the rows of one order, and lets all others pass.
class StorySink : public LogSink {
 public:
  StorySink(std::string_view order_id, const LogSources& sources, const Policy& policy, Instant as_of,
            LogObserver& observer)
      : sources_(sources), policy_(policy), observer_(observer) {
    story_.order_id = order_id;
    story_.as_of = as_of;
  }

  void restart() override {
    story_.rows.clear();
    story_.rejected.clear();
    files_.clear();
    observer_.restart();
  }

  void row(std::span<const OrderRow> packages) override {
    if (packages.front().order_id != story_.order_id) return;
    for (const OrderRow& package : packages) tell(package);
  }

  void reject(const Reject& reject) override {
    if (reject.order_id == story_.order_id) story_.rejected.push_back(reject);
    observer_.reject(reject);
  }

  void warning(const Warning& warning) override { observer_.warning(warning); }

  OrderStory take(LogFacts facts) {
    story_.notes = reading_notes(facts);
    story_.facts = std::move(facts);
    decide();
    return std::move(story_);
  }

 private:
  void tell(const OrderRow& row) {
    RowStory& told = story_.rows.emplace_back();
    told.file = sources_.at(row.file).name;
    told.line = row.line;
    if (row.shipment) {
      told.shipment_file = sources_.at(row.shipment->file).name;
      told.shipment_line = row.shipment->line;
    }
    told.item_id = row.item_id;
    told.judgement = judge_row(row, story_.as_of, policy_);
    told.shown = line_of(row, told.judgement, story_.as_of, policy_);
    told.purchase_day_only = row.purchased && row.purchased->day_only;
    told.confirm_day_only = row.confirmed && row.confirmed->day_only;
    told.scan_day_only = row.first_scan && row.first_scan->day_only;
    told.scans_checked = row.scans_checked;
    if (const auto cancelled = seen_by(row.cancelled, story_.as_of)) told.cancelled = cancelled->first;
    if (row.purchased && told.judgement.ship_by) {
      told.days =
          counted_days(policy_.zone.day_of(row.purchased->first), told.judgement.ship_by->day, policy_.calendar);
    }
    files_.push_back(row.file);
  }

  void decide() {
    std::vector<RowOrigin> origins;
    for (std::size_t i = 0; i < story_.rows.size(); ++i) origins.push_back({files_[i], story_.rows[i].item_id});
    const auto stands = standing(origins);
    for (std::size_t i = 0; i < story_.rows.size(); ++i) {
      RowStory& row = story_.rows[i];
      row.stands = stands[i];
      if (!row.stands) continue;
      const bool worse = !story_.deciding ||
                         decides_before(decider_of(row.judgement), decider_of(story_.rows[*story_.deciding].judgement));
      if (worse) story_.deciding = i;
    }
    const bool beyond = std::any_of(story_.rows.begin(), story_.rows.end(),
                                    [&](const RowStory& row) { return beyond_holiday_years(row.days, policy_); });
    if (beyond) story_.notes.push_back(beyond_holiday_years_note(*policy_.holiday_years));
  }

  const LogSources& sources_;
  const Policy& policy_;
  LogObserver& observer_;
  OrderStory story_;
  std::vector<std::size_t> files_;  // of each row of the story
};

}  // namespace

OrderStory explain_order(std::string_view order_id, const LogSources& sources, const Policy& policy,
                         const ReadingOptions& options, Instant as_of, LogObserver& observer) {
  StorySink sink{order_id, sources, policy, as_of, observer};
  LogFacts facts = read_log(sources, policy, options, as_of, sink);
  return sink.take(std::move(facts));
}

Deadline deadline_of(const Moment& purchased, int handling_time, const Policy& policy) {
  const Day ship_by_day = computed_ship_by_day(purchased, handling_time, policy);
  Deadline deadline;
  deadline.purchased = purchased;
  deadline.handling_time = handling_time;
  deadline.ship_by = policy.zone.last_second(ship_by_day);
  if (policy.scan_check != ScanCheck::off) {
    deadline.scan_by = scan_by(exactly(deadline.ship_by), policy.scan_window);
  }
  deadline.days = counted_days(policy.zone.day_of(purchased.first), ship_by_day, policy.calendar);
  if (beyond_holiday_years(deadline.days, policy)) {
    deadline.notes.push_back(beyond_holiday_years_note(*policy.holiday_years));
  }
  return deadline;
}

}  // namespace lsr
