/// Where the result goes: standard output, or a file that is written whole or not at all (SPEC §7).
///
///     Output output{"report.json"};
///     output.stream() << document;
///     output.commit();                                                   // only now does report.json change
///
/// Edges: without commit() the old file stays as it was. What is no regular file (/dev/stdout, a pipe) is written to
/// directly. A pipe whose reader has gone ends quietly: OutputClosed.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <vector>

namespace lsr::cli {

/// The reader of our standard output has gone; nobody is left to tell.
struct OutputClosed {};

/// Writes to a file descriptor, and remembers why it could not.
class DescriptorBuffer : public std::streambuf {
 public:
  /// With `hold` nothing is written before release(): what was said can be taken back.
  explicit DescriptorBuffer(int descriptor, bool hold = false);

  void release() { hold_ = false; }
  /// Forgets what is still held.
  void clear() { setp(buffer_.data(), buffer_.data() + buffer_.size()); }

  /// The first errno that a write met; 0 so far.
  [[nodiscard]] int error() const { return error_; }

 protected:
  int_type overflow(int_type character) override;
  int sync() override;

 private:
  int descriptor_;
  bool hold_;
  int error_ = 0;
  std::vector<char> buffer_;
};

class Output {
 public:
  /// An empty path, or "-", is standard output. Throws Error{output}.
  explicit Output(std::string path);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  Output(Output&&) = delete;
  Output& operator=(Output&&) = delete;
  ~Output();

  std::ostream& stream() { return stream_; }

  /// Empties what was written so far. Not for standard output.
  void restart();

  /// Throws Error{output} where something could not be written, OutputClosed where nobody reads it any more.
  void commit();

 private:
  std::string path_;
  std::string temporary_;  // beside path_, until it takes its place
  int descriptor_;
  DescriptorBuffer buffer_;
  std::ostream stream_;
};

}  // namespace lsr::cli
