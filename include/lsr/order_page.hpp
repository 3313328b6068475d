/// The rows of a stretch of a log, judged apart from the rest of it, on their way to the order book.
///
///     OrderPage page;
///     page.add(order_ids, judgements);                                   // in the order of the log
///     book.add(page);                                                    // when the stretch's turn has come
///
/// Edges: for books of one FILE that keep counts or lines.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "lsr/judgement.hpp"

namespace lsr {

class OrderPage {
 public:
  OrderPage();
  OrderPage(const OrderPage&) = delete;
  OrderPage& operator=(const OrderPage&) = delete;
  OrderPage(OrderPage&&) noexcept;
  OrderPage& operator=(OrderPage&&) noexcept;
  ~OrderPage();

  void add(std::string_view order_id, const Judgement&);
  /// Many at once, as many judgements as ids.
  void add(std::span<const std::string_view> order_ids, std::span<const PlainJudgement>);

  /// For books that keep lines, and for them alone.
  void add(std::string_view order_id, const Judgement&, const OrderLine&);

 private:
  friend class OrderBook;
  struct Rows;
  std::unique_ptr<Rows> rows_;
};

}  // namespace lsr
