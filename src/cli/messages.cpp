#include "messages.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "export/csv.hpp"
#include "export/printable.hpp"

namespace lsr::cli {

namespace {

constexpr std::size_t shown_at_most = 10;

}  // namespace

Messages::Messages(std::vector<std::string> names, const Loudness& loudness, Output* rejects)
    : names_(std::move(names)), loudness_(loudness), rejects_(rejects) {
  if (rejects_ != nullptr) write_rejects_csv_head(rejects_->stream());
}

void Messages::restart() {
  shown_rejects_.clear();
  shown_warnings_.clear();
  more_warnings_ = 0;
  rejected_ = 0;
  if (rejects_ == nullptr) return;
  rejects_->restart();
  write_rejects_csv_head(rejects_->stream());
}

void Messages::reject(const Reject& reject) {
  ++rejected_;
  const std::string& file = names_.at(reject.file);
  if (rejects_ != nullptr) write_rejects_csv(rejects_->stream(), reject, file);
  if (loudness_.quiet || (shown_rejects_.size() == shown_at_most && !loudness_.verbose)) return;
  shown_rejects_.push_back(fmt::format("{}:{}: {}", file, reject.line, describe(reject)));
}

void Messages::warning(const Warning& warning) {
  const bool of_file = warning.line == 0;
  if (loudness_.quiet || (!of_file && !loudness_.verbose)) return;
  if (shown_warnings_.size() == shown_at_most && !loudness_.verbose) {
    ++more_warnings_;
    return;
  }
  const std::string where = of_file ? std::string{} : fmt::format("{}:", warning.line);
  shown_warnings_.push_back(fmt::format("{}:{} warning: {}", names_.at(warning.file), where, warning.what));
}

void Messages::summarise() const {
  for (const auto& warning : shown_warnings_) fmt::print(stderr, "{}\n", printable(warning));
  if (more_warnings_ > 0) complain(fmt::format("{} more warnings of files; --verbose lists them", more_warnings_));
  for (const auto& reject : shown_rejects_) fmt::print(stderr, "{}\n", printable(reject));
  if (rejected_ == 0) return;
  const std::uint64_t more = rejected_ - shown_rejects_.size();
  const std::string shown =
      more == 0 || shown_rejects_.empty() ? std::string{} : fmt::format(", {} of them shown", shown_rejects_.size());
  const std::string_view remedy = more > 0 && rejects_ == nullptr ? "; --rejects FILE writes all of them" : "";
  complain(fmt::format("INCOMPLETE: {} row{} rejected and left out{}{}", rejected_, rejected_ == 1 ? " was" : "s were",
                       shown, remedy));
}

void complain(const std::string& sentence) { fmt::print(stderr, "lsr: {}\n", printable(sentence)); }

}  // namespace lsr::cli
