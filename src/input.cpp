#include "lsr/input.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "lsr/error.hpp"

namespace lsr {

namespace {

[[noreturn]] void fail(const std::string& name, int error) {
  switch (error) {
    case ENOENT: throw Error{Error::Kind::input, fmt::format("{}: there is no such file", name)};
    case EISDIR: throw Error{Error::Kind::input, fmt::format("{}: is a directory; name the files in it", name)};
    case EACCES: throw Error{Error::Kind::input, fmt::format("{}: may not be read; check its permissions", name)};
    default: throw Error{Error::Kind::input, fmt::format("{}: {}", name, std::strerror(error))};
  }
}

class DescriptorReader : public ByteReader {
 public:
  enum class Owned : bool { no, yes };

  DescriptorReader(std::string name, int descriptor, Owned owned)
      : name_(std::move(name)), descriptor_(descriptor), owned_(owned) {}
  DescriptorReader(const DescriptorReader&) = delete;
  DescriptorReader& operator=(const DescriptorReader&) = delete;
  DescriptorReader(DescriptorReader&&) = delete;
  DescriptorReader& operator=(DescriptorReader&&) = delete;
  ~DescriptorReader() override {
    if (owned_ == Owned::yes) ::close(descriptor_);
  }

  // A pipe hands out what it happens to hold: go on until the block is full, so that blocks are large.
  std::size_t read(std::span<char> into) override {
    std::size_t filled = 0;
    while (filled < into.size()) {
      const auto got = ::read(descriptor_, into.data() + filled, into.size() - filled);
      if (got == 0) break;
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail(name_, errno);
      filled += static_cast<std::size_t>(got);
    }
    return filled;
  }

 private:
  std::string name_;
  int descriptor_;
  Owned owned_;
};

class MemoryReader : public ByteReader {
 public:
  explicit MemoryReader(std::string_view text) : rest_(text) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), rest_.size());
    std::copy_n(rest_.data(), size, into.data());
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

std::unique_ptr<ByteReader> open_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail(path, errno);
  return std::make_unique<DescriptorReader>(path, descriptor, DescriptorReader::Owned::yes);
}

}  // namespace

Source file_source(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) fail(path, errno);
  if (S_ISDIR(status.st_mode)) fail(path, EISDIR);
  if (::access(path.c_str(), R_OK) != 0) fail(path, errno);
  return {path, S_ISREG(status.st_mode), [path] { return open_file(path); }};
}

Source stream_source(const std::string& name, int descriptor) {
  return {name, false, [name, descriptor] {
            return std::make_unique<DescriptorReader>(name, descriptor, DescriptorReader::Owned::no);
          }};
}

std::optional<std::string> whole_text(ByteReader& reader, std::size_t longest) {
  std::string text;
  std::array<char, std::size_t{1} << 14> block{};
  while (const std::size_t got = reader.read(block)) {
    text.append(block.data(), got);
    if (text.size() > longest) return std::nullopt;
  }
  return text;
}

Source memory_source(std::string name, std::string_view text) {
  return {std::move(name), true, [text] { return std::make_unique<MemoryReader>(text); }};
}

}  // namespace lsr
