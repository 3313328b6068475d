/// What goes to standard error while a log is read, and into the file of --rejects (SPEC §7).
///
///     Messages messages{names, {.quiet = false, .verbose = false}, rejects};
///     judge_log(sources, policy, reading, as_of, keep, messages);
///     messages.summarise();                                              // "12 more rows …"
///
/// The first 10 rejects are shown, then a count; so are warnings of whole files, those of rows only on request.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lsr/order_log.hpp"
#include "output.hpp"

namespace lsr::cli {

struct Loudness {
  bool quiet = false;    ///< errors alone
  bool verbose = false;  ///< every reject and every warning
};

class Messages : public LogObserver {
 public:
  /// `rejects` may be null.
  Messages(std::vector<std::string> names, const Loudness&, Output* rejects);

  void restart() override;
  void reject(const Reject&) override;
  void warning(const Warning&) override;

  /// Prints what was held back until it was certain that the log would not be read again.
  void summarise() const;

 private:
  std::vector<std::string> names_;  // of the FILEs
  Loudness loudness_;
  Output* rejects_;
  std::vector<std::string> shown_rejects_;
  std::vector<std::string> shown_warnings_;
  std::uint64_t more_warnings_ = 0;
  std::uint64_t rejected_ = 0;
};

/// "lsr: " and the sentence, on standard error.
void complain(const std::string& sentence);

}  // namespace lsr::cli
