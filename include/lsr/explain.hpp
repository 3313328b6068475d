/// One order's story, and one purchase's deadline: the numbers behind `lsr explain` and `lsr deadline` (SPEC §8).
///
///     const OrderStory story = explain_order("111-1234567-1234567", {sources}, policy, {}, as_of, observer);
///     story.rows[*story.deciding].days                                   // each day counted or skipped, and why
///
///     deadline_of(exactly(saturday_afternoon), 2, policy).ship_by       // Tuesday 23:59:59
///
/// Edges: an order that no row names has a story without rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/judgement.hpp"
#include "lsr/order_book.hpp"
#include "lsr/order_log.hpp"
#include "lsr/policy.hpp"
#include "lsr/ship_by.hpp"

namespace lsr {

/// A row of the order, or one of its packages, with all that led to its outcome.
struct RowStory {
  std::string file;
  std::uint64_t line = 0;
  std::string shipment_file;        ///< where its confirm comes from, if not from the row itself …
  std::uint64_t shipment_line = 0;  ///< … and the line there
  std::string item_id;
  Judgement judgement;
  OrderLine shown;  ///< what had happened by as-of
  bool purchase_day_only = false;
  bool confirm_day_only = false;
  bool scan_day_only = false;
  bool scans_checked = false;
  bool stands = true;  ///< false: a later FILE replaced it
  std::optional<Instant> cancelled;
  std::vector<CountedDay> days;  ///< from the purchase day to the ship-by day; empty where either is unknown
};

struct OrderStory {
  std::string order_id;
  Instant as_of;
  std::vector<RowStory> rows;           ///< in the order of the log
  std::optional<std::size_t> deciding;  ///< the row whose outcome is the order's
  std::vector<Reject> rejected;         ///< rows of the order that could not be read
  std::vector<std::string> notes;       ///< sentences that have to be said
  LogFacts facts;
};

/// Reads the log for that order alone.
OrderStory explain_order(std::string_view order_id, const LogSources&, const Policy&, const ReadingOptions&,
                         Instant as_of, LogObserver&);

/// What one purchase means.
struct Deadline {
  Moment purchased;
  int handling_time = 0;  ///< business days
  bool assumed = false;   ///< nobody gave the handling time
  Instant ship_by;
  std::optional<Instant> scan_by;  ///< the latest first scan for a confirm at the last second; none with scans off
  std::vector<CountedDay> days;
  std::vector<std::string> notes;  ///< sentences that have to be said
};

Deadline deadline_of(const Moment& purchased, int handling_time, const Policy&);

}  // namespace lsr
