#include "output.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "lsr/error.hpp"

namespace lsr::cli {

namespace {

[[noreturn]] void fail(const std::string& path, int error) {
  throw Error{Error::Kind::output, fmt::format("{}: cannot be written: {}", path.empty() ? "standard output" : path,
                                               error == 0 ? "unknown error" : std::strerror(error))};
}

bool is_special(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

/// The file itself where the path is a link to it: the link shall stay one.
std::string target_of(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

}  // namespace

Output::Output(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  const bool special = is_special(path_);
  if (!special) path_ = target_of(path_);
  written_path_ = special ? path_ : fmt::format("{}.{}.tmp", path_, ::getpid());
  errno = 0;
  file_.open(written_path_, std::ios::binary | std::ios::trunc);
  if (!file_) {
    const int error = errno;
    written_path_.clear();
    fail(path_, error);
  }
}

Output::~Output() {
  if (written_path_.empty() || written_path_ == path_) return;
  file_.close();
  std::remove(written_path_.c_str());
}

std::ostream& Output::stream() { return path_.empty() ? std::cout : file_; }

void Output::restart() {
  file_.close();
  file_.open(written_path_, std::ios::binary | std::ios::trunc);
}

void Output::commit() {
  errno = 0;
  if (path_.empty()) {
    if (std::cout.flush()) return;
    if (errno == EPIPE) throw OutputClosed{};
    fail(path_, errno);
  }
  file_.close();
  if (!file_) fail(path_, errno);
  if (written_path_ == path_) return;
  struct stat old {};
  if (::stat(path_.c_str(), &old) == 0) ::chmod(written_path_.c_str(), old.st_mode & 07777U);
  if (std::rename(written_path_.c_str(), path_.c_str()) != 0) fail(path_, errno);
  written_path_.clear();
}

}  // namespace lsr::cli
