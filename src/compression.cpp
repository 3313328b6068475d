#include "lsr/compression.hpp"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <new>
#include <utility>
#include <vector>

#include "lookahead.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

[[noreturn]] void damaged(const std::string& name, std::string_view format) {
  throw Error{Error::Kind::input,
              fmt::format("{}: is damaged ({} cannot unpack it); get it again from where it came", name, format)};
}

[[noreturn]] void truncated(const std::string& name, std::string_view format) {
  throw Error{
      Error::Kind::input,
      fmt::format("{}: ends in the middle of its {} data; get it again, it was not copied whole", name, format)};
}

class PlainReader : public UnpackedReader {
 public:
  explicit PlainReader(std::unique_ptr<ByteReader> bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(std::span<char> into) override { return bytes_->read(into); }
  [[nodiscard]] Compression compression() const override { return Compression::none; }

 private:
  std::unique_ptr<ByteReader> bytes_;
};

/// The packed bytes, block by block: what the unpacking libraries eat.
class Packed {
 public:
  explicit Packed(std::unique_ptr<ByteReader> bytes) : bytes_(std::move(bytes)), block_(std::size_t{1} << 16) {}

  /// What has come and was not eaten; empty only at the end.
  std::string_view rest() {
    if (begin_ == end_) {
      begin_ = 0;
      end_ = bytes_->read(block_);
    }
    return {block_.data() + begin_, end_ - begin_};
  }
  void eat(std::size_t bytes) { begin_ += bytes; }

 private:
  std::unique_ptr<ByteReader> bytes_;
  std::vector<char> block_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

class GzipReader : public UnpackedReader {
 public:
  GzipReader(std::string name, std::unique_ptr<ByteReader> packed)
      : name_(std::move(name)), packed_(std::move(packed)) {
    constexpr int gzip_alone = 16;
    if (inflateInit2(&stream_, MAX_WBITS + gzip_alone) != Z_OK) throw std::bad_alloc{};
  }
  GzipReader(const GzipReader&) = delete;
  GzipReader& operator=(const GzipReader&) = delete;
  GzipReader(GzipReader&&) = delete;
  GzipReader& operator=(GzipReader&&) = delete;
  ~GzipReader() override { inflateEnd(&stream_); }

  [[nodiscard]] Compression compression() const override { return Compression::gzip; }

  std::size_t read(std::span<char> into) override {
    std::size_t filled = 0;
    while (filled < into.size() && (within_member_ || next_member())) filled += inflate_some(into.subspan(filled));
    return filled;
  }

 private:
  std::size_t inflate_some(std::span<char> into) {
    const std::string_view rest = packed_.rest();
    if (rest.empty()) truncated(name_, "gzip");
    // zlib's interface is older than const, and counts in 32 bits.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));  // NOLINT
    stream_.avail_in = static_cast<uInt>(rest.size());
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());  // NOLINT
    const auto wanted = static_cast<uInt>(std::min(into.size(), std::size_t{1} << 30));
    stream_.avail_out = wanted;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    packed_.eat(rest.size() - stream_.avail_in);
    if (result == Z_MEM_ERROR) throw std::bad_alloc{};
    if (result == Z_STREAM_END) {
      within_member_ = false;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      damaged(name_, "gzip");
    }
    return wanted - stream_.avail_out;
  }

  /// False at the end of the file, and where only padding is left.
  bool next_member() {
    while (!packed_.rest().empty() && packed_.rest().front() == '\0') packed_.eat(1);
    if (packed_.rest().empty()) return false;
    inflateReset(&stream_);
    within_member_ = true;
    return true;
  }

  std::string name_;
  Packed packed_;
  z_stream stream_{};
  bool within_member_ = true;
};

class ZstdReader : public UnpackedReader {
 public:
  ZstdReader(std::string name, std::unique_ptr<ByteReader> packed)
      : name_(std::move(name)), packed_(std::move(packed)), stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {
    if (!stream_) throw std::bad_alloc{};
  }

  [[nodiscard]] Compression compression() const override { return Compression::zstd; }

  std::size_t read(std::span<char> into) override {
    ZSTD_outBuffer out{into.data(), into.size(), 0};
    while (out.pos < out.size) {
      const std::string_view rest = packed_.rest();
      if (rest.empty() && !within_frame_) break;
      ZSTD_inBuffer in{rest.data(), rest.size(), 0};
      const std::size_t before = out.pos;
      const std::size_t result = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(result) != 0) damaged(name_, "zstd");
      packed_.eat(in.pos);
      within_frame_ = result != 0;
      if (rest.empty() && within_frame_ && out.pos == before) truncated(name_, "zstd");
    }
    return out.pos;
  }

 private:
  std::string name_;
  Packed packed_;
  std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream_;
  bool within_frame_ = true;
};

}  // namespace

std::string_view name(Compression compression) {
  switch (compression) {
    case Compression::none: return "none";
    case Compression::gzip: return "gzip";
    case Compression::zstd: return "zstd";
  }
  return "";
}

Compression compression_of(std::string_view beginning) {
  using namespace std::string_view_literals;
  if (beginning.substr(0, 2) == "\x1F\x8B"sv) return Compression::gzip;
  if (beginning.substr(0, 4) == "\x28\xB5\x2F\xFD"sv) return Compression::zstd;
  return Compression::none;
}

std::unique_ptr<UnpackedReader> unpacked(std::string name, std::unique_ptr<ByteReader> packed) {
  auto bytes = std::make_unique<Lookahead>(std::move(packed));
  switch (compression_of(bytes->peek(4))) {
    case Compression::none: break;
    case Compression::gzip: return std::make_unique<GzipReader>(std::move(name), std::move(bytes));
    case Compression::zstd: return std::make_unique<ZstdReader>(std::move(name), std::move(bytes));
  }
  return std::make_unique<PlainReader>(std::move(bytes));
}

}  // namespace lsr
