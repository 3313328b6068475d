/// Where the result goes: standard output, or a file that is written whole or not at all (SPEC §7).
///
///     Output output{"report.json"};
///     output.stream() << document;
///     output.commit();                                                   // only now does report.json change
///
/// Edges: without commit() the old file stays as it was. What is no regular file (/dev/stdout, a pipe) is written to
/// directly. A pipe whose reader has gone ends quietly: OutputClosed.
#pragma once

#include <fstream>
#include <ostream>
#include <string>

namespace lsr::cli {

/// The reader of our standard output has gone; nobody is left to tell.
struct OutputClosed {};

class Output {
 public:
  /// An empty path is standard output. Throws Error{output}.
  explicit Output(std::string path);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  Output(Output&&) = delete;
  Output& operator=(Output&&) = delete;
  ~Output();

  std::ostream& stream();

  /// Empties what was written so far. Not for standard output.
  void restart();

  /// Throws Error{output} where something could not be written.
  void commit();

 private:
  std::string path_;
  std::string written_path_;  // the temporary file beside path_, or path_ itself
  std::ofstream file_;
};

}  // namespace lsr::cli
