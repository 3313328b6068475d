/// What ends a run: one type, one sentence for the person in front of the terminal.
///
///     throw lsr::Error{lsr::Error::Kind::input, "orders.csv: is a directory; name the CSV inside it"};
///     catch (const lsr::Error& e) { fmt::print(stderr, "lsr: {}\n", e.what()); }
///
/// Only two things are thrown as an Error: a value that no run can be made with (Kind::usage), and a fault of a
/// file, which by SPEC §7 ends the run (Kind::input, Kind::output). A fault of a single row is never thrown: it is a
/// value (lsr::Reject), because it costs that row alone.
///
/// Edges: the sentence is complete. It names what is wrong and what to do, and needs nothing added but "lsr: ".
#pragma once

#include <stdexcept>
#include <string>

namespace lsr {

class Error : public std::runtime_error {
 public:
  /// Which exit status the fault deserves (SPEC §7): usage 2, input 3, output 4.
  enum class Kind { usage, input, output };

  Error(Kind kind, const std::string& sentence) : std::runtime_error(sentence), kind_(kind) {}

  [[nodiscard]] Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace lsr
