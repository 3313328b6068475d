/// Rows meet here in orders: the worst of an order's rows decides (SPEC §5).
///
///     OrderBook book{1, OrderBook::Keep::outcomes};
///     book.add(row, judge_row(row, as_of, policy), nullptr);
///
///     book.visit([&](const Order& order) { tally.add(order.decider.day, order.decider.outcome); });
///
/// The rows of an order may stand anywhere in the file. Of several FILEs, the rows in the latest that has any stand; a
/// row of an earlier one stands beside them only where all of them have item-ids and none has its own.
///
/// Edges: one FILE needs an order's worst row only, so that is all that is kept; of several FILEs every row is, until
/// visit() decides which of them stand.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/decider.hpp"
#include "lsr/judgement.hpp"
#include "lsr/order_page.hpp"

namespace lsr {

/// The FILE and the item-id of a row, for the question which of an order's rows stand.
struct RowOrigin {
  std::size_t file = 0;
  std::string_view item_id;
};

/// SPEC §5 on several FILEs: for each of an order's rows, in the order of the log, whether it stands.
std::vector<bool> standing(std::span<const RowOrigin> rows_of_one_order);

/// An order, once all rows are in.
struct Order {
  std::string_view id;
  Decider decider;                  ///< of the row that decides; its outcome is the order's
  std::size_t row = 0;              ///< the number of that row in the book
  bool incomplete = false;          ///< a row of it was rejected
  bool superseded = false;          ///< a row of it was replaced by a later FILE
  const OrderLine* line = nullptr;  ///< of the row that decides; only with Keep::lines
};

/// How many orders have that decider in common.
struct OrdersAlike {
  Decider decider;
  bool incomplete = false;
  bool superseded = false;
  std::uint64_t orders = 1;
};

class OrderBook {
 public:
  /// What is kept: how many orders have which outcome (of one FILE, 8 to 12 bytes an order); which row decides each
  /// order; and that row's OrderLine.
  enum class Keep : std::uint8_t { counts, outcomes, lines };

  /// So many `threads` help where many orders are settled at once.
  OrderBook(std::size_t files, Keep, unsigned threads = 1);
  OrderBook(OrderBook&&) noexcept;
  OrderBook& operator=(OrderBook&&) noexcept;
  OrderBook(const OrderBook&) = delete;
  OrderBook& operator=(const OrderBook&) = delete;
  ~OrderBook();

  [[nodiscard]] Keep keep() const;

  /// A row of that order comes next: where it stands is fetched while the row is judged. A hint, and nothing else.
  void expect(std::string_view order_id) const;

  /// A judged row; `line` is asked for only with Keep::lines. Rows are numbered from 0 as they come.
  void add(const OrderRow&, const Judgement&, const OrderLine* line);

  /// The rows of the stretch that comes next; not with Keep::outcomes.
  void add(const OrderPage&);

  /// No more rows will come. To be called before anything is asked of a book that keeps counts.
  void close();

  /// How many rows were added; the last one's number is one less. Not with Keep::counts.
  [[nodiscard]] std::size_t rows() const;

  /// By the row's number, whether it stands, once all are in.
  [[nodiscard]] std::vector<bool> standing_rows() const;

  /// A rejected row, where its order-id is known.
  void add_rejected(const Reject&);
  /// Whether a row of that order was rejected, whatever others it has.
  [[nodiscard]] bool has_rejected(std::string_view order_id) const;

  /// The row that was added last is judged, and --scans lack this tracking number of it.
  void add_never_scanned(std::string_view tracking_number);

  /// How many different such numbers the rows that stand have.
  [[nodiscard]] std::uint64_t never_scanned() const;

  /// Shows every order of the log in the order of first appearance, `future` ones included; with Keep::counts in any
  /// order, and without the row that decides. The ids are views into the book; the Order itself and its line end with
  /// the call. `wanted`, if given, chooses among them first, which saves what it costs to tell an order's id.
  void visit(const std::function<void(const Order&)>& show,
             const std::function<bool(const Decider&)>& wanted = nullptr) const;

  /// The same as numbers of orders; what is alike may be shown in several parts.
  void visit_alike(const std::function<void(const OrdersAlike&)>& show) const;

 private:
  struct Shelves;
  std::unique_ptr<Shelves> shelves_;
};

}  // namespace lsr
