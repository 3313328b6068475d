#include "lsr/compression.hpp"

#include <zlib.h>
#include <zstd.h>

#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/error.hpp"

namespace {

using lsr::Compression;
using lsr::Error;
using lsr::unpacked;

const std::vector<std::size_t> read_sizes{1, 3, 4096};

std::string gzip(std::string_view text, int level = Z_DEFAULT_COMPRESSION) {
  z_stream stream{};
  constexpr int gzip_alone = 16;
  if (deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + gzip_alone, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error{"zlib"};
  }
  std::string input{text};
  std::string packed(deflateBound(&stream, input.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());  // NOLINT
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());  // NOLINT
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error{"zlib"};
  return packed;
}

/// With a checksum, as the program of that name writes it.
std::string zstd(std::string_view text) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size());
  ZSTD_freeCCtx(context);
  if (ZSTD_isError(size) != 0) throw std::runtime_error{"zstd"};
  packed.resize(size);
  return packed;
}

struct Told {
  std::string text;
  std::optional<std::string> fault;
  Compression compression = Compression::none;
};

Told read_all(std::string_view packed, std::size_t size) {
  Told told;
  try {
    const auto bytes = unpacked("orders.csv.gz", lsr::memory_source("orders.csv.gz", packed).open());
    told.compression = bytes->compression();
    std::vector<char> block(size);
    while (const std::size_t got = bytes->read(block)) told.text.append(block.data(), got);
    CHECK(bytes->read(block) == 0);
  } catch (const Error& error) {
    CHECK(error.kind() == Error::Kind::input);
    told.fault = error.what();
  }
  return told;
}

/// What does not shrink: several blocks of both formats.
std::string noise(std::size_t size) {
  std::mt19937 random{9};
  std::string text(size, '\0');
  for (char& c : text) c = static_cast<char>(random() % 256);
  return text;
}

struct Format {
  const char* name;
  Compression compression;
  std::function<std::string(std::string_view)> pack;
  std::size_t magic;  ///< as many bytes tell it from plain text
};

const std::vector<Format> formats{
    {"gzip", Compression::gzip, [](std::string_view text) { return gzip(text); }, 2},
    {"zstd", Compression::zstd, [](std::string_view text) { return zstd(text); }, 4},
};

const std::string orders = "order-id,purchase-date\nA1,2026-03-07\nA2,2026-03-08\n";

}  // namespace

TEST_CASE("compression: what was packed comes out, in whatever sizes it is read", "[compression]") {
  const std::vector<std::pair<const char*, std::string>> texts{
      {"nothing", ""},
      {"one byte", "x"},
      {"a few rows", orders},
      {"zeros", std::string(5000, '\0')},
      {"what shrinks to almost nothing", std::string(300000, 'a')},
      {"what does not shrink", noise(200000)},
  };
  for (const auto& format : formats) {
    for (const auto& [what, text] : texts) {
      const std::string packed = format.pack(text);
      CHECK(lsr::compression_of(packed) == format.compression);
      for (const auto size : read_sizes) {
        INFO(format.name << " of " << what << ", read by " << size);
        const Told told = read_all(packed, size);
        CHECK_FALSE(told.fault);
        CHECK((told.text == text));
        CHECK(told.compression == format.compression);
      }
    }
  }
}

TEST_CASE("compression: what is not compressed passes through", "[compression]") {
  using namespace std::string_literals;
  for (const std::string& text : {""s, "x"s, orders, "\x1F"s, "\x1Fx\x8B"s, "\x28\xB5\x2F"s, "\x28\xB5\x2Fx"s, "\0\0"s,
                                  "PK\x03\x04 and more"s, noise(100000).insert(0, "n")}) {
    for (const auto size : read_sizes) {
      const Told told = read_all(text, size);
      CHECK_FALSE(told.fault);
      CHECK((told.text == text));
      CHECK(told.compression == Compression::none);
    }
  }
}

TEST_CASE("compression: several members or frames are one text", "[compression]") {
  const std::string large = noise(70000);
  for (const auto& format : formats) {
    struct Case {
      const char* name;
      std::string packed;
      std::string text;
    };
    std::vector<Case> cases{
        {"two", format.pack("one\n") + format.pack("two\n"), "one\ntwo\n"},
        {"an empty one in front", format.pack("") + format.pack("two\n"), "two\n"},
        {"an empty one between", format.pack("one\n") + format.pack("") + format.pack("two\n"), "one\ntwo\n"},
        {"an empty one behind", format.pack("one\n") + format.pack(""), "one\n"},
        {"large ones", format.pack(large) + format.pack(large), large + large},
    };
    if (format.compression == Compression::gzip) {
      cases.push_back({"zeros behind", format.pack("one\n") + std::string(1, '\0'), "one\n"});
      cases.push_back({"a tape's block of zeros behind", format.pack("one\n") + std::string(100000, '\0'), "one\n"});
      cases.push_back(
          {"two, and zeros", format.pack("one\n") + format.pack("two\n") + std::string(512, '\0'), "one\ntwo\n"});
    }
    for (const auto& each : cases) {
      for (const auto size : read_sizes) {
        INFO(format.name << ", " << each.name << ", read by " << size);
        const Told told = read_all(each.packed, size);
        CHECK(told.fault.value_or("") == "");
        CHECK((told.text == each.text));
      }
    }
  }
}

TEST_CASE("compression: anything else behind the last member is damage", "[compression]") {
  for (const auto& format : formats) {
    for (const std::string& behind : {std::string{"x"}, std::string{"order-id\n"}, std::string("\0\0x", 3)}) {
      for (const auto size : read_sizes) {
        INFO(format.name << ", read by " << size);
        const Told told = read_all(format.pack(orders) + behind, size);
        CHECK(told.fault);
      }
    }
  }
}

TEST_CASE("compression: a file that ends early is a fault at each of its bytes", "[compression]") {
  for (const auto& format : formats) {
    const std::string first = format.pack("one\n" + orders);
    const std::string packed = first + format.pack(orders);
    for (std::size_t kept = 0; kept < packed.size(); ++kept) {
      for (const auto size : read_sizes) {
        INFO(format.name << ", " << kept << " bytes of " << packed.size() << ", read by " << size);
        const Told told = read_all(std::string_view{packed}.substr(0, kept), size);
        if (kept < format.magic) {
          CHECK(told.compression == Compression::none);
          CHECK(told.text.size() == kept);
        } else if (kept == first.size()) {
          CHECK_FALSE(told.fault);
          CHECK(told.text == "one\n" + orders);
        } else {
          REQUIRE(told.fault);
          CHECK_THAT(*told.fault, Catch::StartsWith("orders.csv.gz: ends in the middle of its "));
          CHECK_THAT(*told.fault, Catch::Contains(format.name));
        }
      }
    }
  }
}

TEST_CASE("compression: a damaged byte is a fault, or changes nothing", "[compression]") {
  for (const auto& format : formats) {
    const std::string packed = format.pack(orders + orders + orders) + format.pack(orders);
    const std::string text = orders + orders + orders + orders;
    for (std::size_t at = 0; at < packed.size(); ++at) {
      for (const unsigned mask : {0x01U, 0x02U, 0x04U, 0x08U, 0x10U, 0x20U, 0x40U, 0x80U, 0xFFU}) {
        std::string damaged = packed;
        damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ mask);
        for (const std::size_t size : {std::size_t{3}, std::size_t{4096}}) {
          const Told told = read_all(damaged, size);
          if (told.fault) continue;
          const bool harmless = told.compression == Compression::none ? told.text == damaged : told.text == text;
          if (!harmless) {
            CAPTURE(format.name, at, mask, size, told.text);
            CHECK(harmless);
          }
        }
      }
    }
  }
}

TEST_CASE("compression: noise behind the first bytes of a format never crashes", "[compression]") {
  std::mt19937 random{11};
  for (int round = 0; round < 2000; ++round) {
    const auto& format = formats[random() % formats.size()];
    std::string packed = format.pack(orders).substr(0, format.magic + random() % 12);
    const auto more = random() % 200;
    for (unsigned i = 0; i < more; ++i) packed.push_back(static_cast<char>(random() % 256));
    const Told told = read_all(packed, 1 + random() % 64);
    CHECK((told.fault || told.text.size() < 1000000));
  }
}

TEST_CASE("compression: names", "[compression]") {
  CHECK(name(Compression::none) == "none");
  CHECK(name(Compression::gzip) == "gzip");
  CHECK(name(Compression::zstd) == "zstd");
}
