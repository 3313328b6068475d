#include "output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

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

/// `path` is what the message names where `written` cannot be opened.
int open_for_writing(const std::string& path, const std::string& written) {
  constexpr mode_t readable_by_all = 0666;
  const int descriptor = ::open(written.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readable_by_all);
  if (descriptor < 0) fail(path, errno);
  return descriptor;
}

std::string temporary_beside(const std::string& path) {
  if (path.empty() || is_special(path)) return {};
  return fmt::format("{}.{}.tmp", target_of(path), ::getpid());
}

}  // namespace

DescriptorBuffer::DescriptorBuffer(int descriptor, bool hold)
    : descriptor_(descriptor), hold_(hold), buffer_(std::size_t{1} << 16U) {
  clear();
}

int DescriptorBuffer::sync() {
  if (hold_) return 0;
  for (const char* at = pbase(); at != pptr() && error_ == 0;) {
    const auto written = ::write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
    if (written < 0 && errno != EINTR) error_ = errno;
    if (written > 0) at += written;
  }
  clear();
  return error_ == 0 ? 0 : -1;
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type character) {
  if (hold_) {
    const auto used = static_cast<std::size_t>(pptr() - pbase());
    buffer_.resize(buffer_.size() * 2);
    clear();
    pbump(static_cast<int>(used));
  } else if (sync() != 0) {
    return traits_type::eof();
  }
  if (!traits_type::eq_int_type(character, traits_type::eof())) sputc(traits_type::to_char_type(character));
  return traits_type::not_eof(character);
}

Output::Output(std::string path)
    : path_(path == "-" ? std::string{} : std::move(path)),
      temporary_(temporary_beside(path_)),
      descriptor_(path_.empty() ? STDOUT_FILENO : open_for_writing(path_, temporary_.empty() ? path_ : temporary_)),
      buffer_(descriptor_, !path_.empty() && temporary_.empty()),
      stream_(&buffer_) {}

Output::~Output() {
  if (!path_.empty()) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::restart() {
  stream_.flush();
  buffer_.clear();
  if (temporary_.empty()) return;
  if (::ftruncate(descriptor_, 0) == 0) ::lseek(descriptor_, 0, SEEK_SET);
}

void Output::commit() {
  buffer_.release();
  stream_.flush();
  if (buffer_.error() == EPIPE) throw OutputClosed{};
  if (buffer_.error() != 0 || !stream_) fail(path_, buffer_.error());
  if (temporary_.empty()) return;
  const std::string target = target_of(path_);
  struct stat old {};
  if (::stat(target.c_str(), &old) == 0) ::fchmod(descriptor_, old.st_mode & 07777U);
  if (std::rename(temporary_.c_str(), target.c_str()) != 0) fail(path_, errno);
  temporary_.clear();
}

}  // namespace lsr::cli
