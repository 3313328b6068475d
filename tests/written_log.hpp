/// Logs written into the tests as text, and what is heard while they are read.
///
///     WrittenLog log{{"a.csv", "order-id,…\n…"}};
///     Heard heard;
///     judge_log(log.sources(), policy, {}, as_of, OrderBook::Keep::lines, heard);
///     heard.warnings.size()
#pragma once

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "lsr/input.hpp"
#include "lsr/order_log.hpp"
#include "lsr/report.hpp"

namespace lsr::test {

/// Keeps the texts for as long as its sources may be read.
class WrittenLog {
 public:
  using Files = std::vector<std::pair<std::string, std::string>>;

  WrittenLog(Files files) : files_(std::move(files)) {}
  WrittenLog(std::initializer_list<Files::value_type> files) : files_(files) {}

  /// The texts of --shipments and --scans.
  WrittenLog& with_shipments(Files files) {
    shipments_ = std::move(files);
    return *this;
  }
  WrittenLog& with_scans(Files files) {
    scans_ = std::move(files);
    return *this;
  }

  [[nodiscard]] LogSources sources() const { return {of(files_), of(shipments_), of(scans_)}; }

 private:
  static std::vector<Source> of(const Files& files) {
    std::vector<Source> sources;
    for (const auto& [name, text] : files) sources.push_back(memory_source(name, text));
    return sources;
  }

  Files files_;
  Files shipments_;
  Files scans_;
};

/// Forgets at a restart, as a screen would not: what is heard twice must be counted once.
class Heard : public LogObserver {
 public:
  void restart() override {
    rejects.clear();
    warnings.clear();
    ++restarts;
  }
  void reject(const Reject& reject) override { rejects.push_back(reject); }
  void warning(const Warning& warning) override { warnings.push_back(warning); }

  std::vector<Reject> rejects;
  std::vector<Warning> warnings;
  int restarts = 0;
};

inline JudgedLog judged(const WrittenLog& log, const Policy& policy, Instant as_of,
                        OrderBook::Keep keep = OrderBook::Keep::outcomes) {
  Heard heard;
  JudgedLog result = judge_log(log.sources(), policy, {}, as_of, keep, heard);
  CHECK(result.warnings == heard.warnings.size());
  CHECK(result.facts.rejected() == heard.rejects.size());
  return result;
}

inline Report report_of(const WrittenLog& log, const Policy& policy, Instant as_of, AsOf as_of_is = AsOf::given) {
  return make_report(judged(log, policy, as_of), policy, as_of, as_of_is);
}

}  // namespace lsr::test
