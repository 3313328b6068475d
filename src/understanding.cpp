#include "lsr/understanding.hpp"

namespace lsr {

namespace {

/// Keeps the first rejects of each file, and lets all rows pass.
class FailureSink : public LogSink {
 public:
  FailureSink(std::size_t files, LogObserver& observer) : observer_(observer), failed_(files) {}

  void restart() override {
    for (auto& of_file : failed_) of_file.clear();
    observer_.restart();
  }
  void row(std::span<const OrderRow> /*packages*/) override {}
  void reject(const Reject& reject) override {
    constexpr std::size_t most = 10;
    auto& of_file = failed_.at(reject.file);
    if (of_file.size() < most) of_file.push_back(reject);
    observer_.reject(reject);
  }
  void warning(const Warning& warning) override { observer_.warning(warning); }

  std::vector<std::vector<Reject>> take() { return std::move(failed_); }

 private:
  LogObserver& observer_;
  std::vector<std::vector<Reject>> failed_;
};

}  // namespace

Understanding understand(const LogSources& sources, const Policy& policy, const ReadingOptions& options, Instant as_of,
                         LogObserver& observer) {
  FailureSink sink{sources.size(), observer};
  LogFacts facts = read_log(sources, policy, options, as_of, sink);
  return {std::move(facts), sink.take()};
}

}  // namespace lsr
