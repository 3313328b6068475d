#include "join.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "lsr/package.hpp"

namespace lsr {

namespace {

std::string item_key(std::string_view order_id, std::string_view item_id) {
  std::string key{order_id};
  key.push_back('\0');
  key += item_id;
  return key;
}

}  // namespace

Join::Join(const LogSources& sources, const Policy& policy, Instant as_of, LogSink& sink)
    : sources_(sources),
      policy_(policy),
      as_of_(as_of),
      sink_(sink),
      holding_(!sources.shipments.empty()),
      scanning_(!sources.scans.empty()),
      scans_(as_of),
      rejected_(sources.size()),
      times_(sources.size()) {}

void Join::accept(OrderRow& row, const std::vector<Warning>& warnings) {
  if (holding_) {
    note_item(row.order_id, row.item_id);
    held_.add(row, warnings);
    return;
  }
  for (const auto& warning : warnings) sink_.warning(warning);
  note(row);
  if (scanning_) add_scan(row, scans_);
  sink_.row({&row, 1});
}

void Join::accept_pending(const OrderRow& row, const std::vector<Warning>& warnings, const Reject* if_shipped) {
  note_item(row.order_id, row.item_id);
  HeldRow& held = held_.add(row, warnings);
  held.unshipped = HeldRow::Unshipped::pending;
  if (if_shipped != nullptr) held.if_shipped = std::make_unique<Reject>(*if_shipped);
}

void Join::accept_if_shipped(const OrderRow& row, const std::vector<Warning>& warnings, std::string_view status) {
  note_item(row.order_id, row.item_id);
  HeldRow& held = held_.add(row, warnings);
  held.unshipped = HeldRow::Unshipped::rejected;
  held.status = held_.kept(status);
}

void Join::reject(const Reject& reject) {
  const bool of_row = reject.file < sources_.orders.size();
  if (holding_ && of_row) note_item(reject.order_id, reject.item_id);
  ++rejected_[reject.file];
  sink_.reject(reject);
}

void Join::finish(const std::vector<std::string>& status_columns) {
  for (const HeldRow& held : held_.rows()) settle(held, status_columns);
  match_shipments();
  warn_of_old_scans();
}

void Join::add_apart(std::size_t file, const LogTimes& times, std::uint64_t rejected) {
  times_[file] += times;
  rejected_[file] += rejected;
}

LogTimes Join::times() const {
  return std::accumulate(times_.begin(), times_.end(), LogTimes{},
                         [](LogTimes sum, const LogTimes& each) { return sum += each; });
}

std::optional<Instant> Join::latest() const { return std::max(times().happened(), scans_.latest_matched()); }

void Join::settle(const HeldRow& held, const std::vector<std::string>& status_columns) {
  OrderRow row = held.row;
  const auto shipments = shipments_of(row);
  if (shipments.empty() && held.unshipped == HeldRow::Unshipped::rejected) {
    ++rejected_[row.file];
    sink_.reject({row.file, row.line, status_columns[row.file], shipped_without_confirm(), std::string{held.status},
                  std::string{row.order_id}, std::string{row.item_id}});
    return;
  }
  if (!shipments.empty() && held.if_shipped) {
    ++rejected_[row.file];
    sink_.reject(*held.if_shipped);
    return;
  }
  if (held.unshipped == HeldRow::Unshipped::pending) row.pending = shipments.empty();
  if (held.warnings != nullptr) {
    for (const auto& warning : *held.warnings) sink_.warning(warning);
  }
  note(row);
  auto packages = packages_of(row, shipments);
  for (OrderRow& package : packages) {
    if (scanning_) add_scan(package, scans_);
  }
  if (scanning_ && !scans_.has(row.tracking_number)) packages.front().row_never_scanned = row.tracking_number;
  sink_.row(packages);
}

/// What is known of the log as a whole from an accepted row.
void Join::note(const OrderRow& row) {
  times_[row.file].note(row, as_of_);
  if (scanning_) scans_.match(row.tracking_number);
  if (may_be_shipped(row.order_id)) accepted_.insert(row.order_id);
}

void Join::note_item(std::string_view order_id, std::string_view item_id) {
  if (item_id.empty() || !shipments_.has(order_id)) return;
  with_items_.insert(order_id);
  items_.insert(item_key(order_id, item_id));
}

bool Join::has_item(const Shipment& shipment) const {
  return items_.find(item_key(shipment.order_id, shipment.item_id)).has_value();
}

std::vector<Shipment> Join::shipments_of(const OrderRow& row) const {
  auto shipments = shipments_.of(row.order_id);
  std::erase_if(shipments, [&](const Shipment& each) { return !belongs(each, row) && has_item(each); });
  return shipments;
}

void Join::match_shipments() {
  for (const Shipment& shipment : shipments_.all()) {
    if (!accepted_.find(shipment.order_id)) {
      ++unmatched_shipments_;
      continue;
    }
    times_[shipment.file].note_confirm(shipment.confirmed, as_of_);
    if (scanning_) scans_.match(shipment.tracking_number);
    if (!shipment.item_id.empty() && with_items_.find(shipment.order_id) && !has_item(shipment)) {
      sink_.warning({shipment.file, shipment.line,
                     fmt::format("order {}: no row of it has the item-id {}; the shipment is taken for all of them",
                                 shipment.order_id, shipment.item_id)});
    }
  }
}

void Join::warn_of_old_scans() {
  const auto latest_scan = scans_.latest();
  const auto latest_confirm = times().confirmed();
  if (policy_.scan_check == ScanCheck::off || !latest_scan || !latest_confirm) return;
  if (*latest_confirm - *latest_scan <= std::chrono::hours{48}) return;
  sink_.warning({sources_.size() - 1, 0,
                 fmt::format("the latest scan ({}) is more than 48 hours older than the latest confirm ({}); what was "
                             "scanned since counts as unscanned: take a newer export of the scans",
                             to_text(*latest_scan, policy_.zone), to_text(*latest_confirm, policy_.zone))});
}

}  // namespace lsr
