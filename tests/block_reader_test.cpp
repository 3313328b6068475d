#include "block_reader.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/error.hpp"

using lsr::Block;
using lsr::BlockReader;
using lsr::ByteReader;
using lsr::Dialect;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

/// A text that comes in drops, however much is asked for; behind it the source ends, or fails.
class Drops : public ByteReader {
 public:
  Drops(std::string_view text, std::size_t most, bool fails) : rest_(text), most_(most), fails_(fails) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t size = std::min({into.size(), rest_.size(), most_});
    if (size == 0 && fails_) throw lsr::Error{lsr::Error::Kind::input, "the disk is gone"};
    std::copy_n(rest_.data(), size, into.data());
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
  std::size_t most_;
  bool fails_;
};

constexpr std::size_t all = ~std::size_t{0};

/// The texts of the blocks. Checks what holds for any.
std::vector<std::string> blocks_of(BlockReader& reader, bool fails, std::size_t most = all) {
  std::vector<std::string> blocks;
  Block block;
  while (blocks.size() < most && reader.next(block)) {
    blocks.emplace_back(block.text);
    CHECK_FALSE((block.last && block.broken));
    if (!block.last && !block.broken) continue;
    CHECK(block.last == !fails);
    CHECK_FALSE(reader.next(block));
    CHECK_FALSE(reader.next(block));
    return blocks;
  }
  CHECK(blocks.size() == most);
  return blocks;
}

std::vector<std::string> blocks_of(std::string_view head, std::string_view rest, std::size_t columns,
                                   std::size_t block) {
  BlockReader reader{std::string{head}, std::make_unique<Drops>(rest, all, false), {',', true}, columns, block};
  return blocks_of(reader, false);
}

std::string joined(const std::vector<std::string>& blocks) {
  std::string text;
  for (const auto& block : blocks) text += block;
  return text;
}

std::string read_all(ByteReader& reader) {
  std::string text;
  std::array<char, 5> some{};
  while (const std::size_t got = reader.read(some)) text.append(some.data(), got);
  return text;
}

std::string random_text(std::mt19937& random, std::size_t length) {
  constexpr std::string_view alphabet = "aaab,,\n\n\r\"";
  std::string text;
  while (text.size() < length) text += alphabet[random() % alphabet.size()];
  return text;
}

}  // namespace

TEST_CASE("block reader: blocks end behind the last line that is a record", "[block_reader]") {
  using Blocks = std::vector<std::string>;
  struct Case {
    const char* sentence;
    std::string_view head;
    std::string_view rest;
    std::size_t block;
    Blocks blocks;
  };
  const std::vector<Case> cases{
      {"nothing is one empty block", "", "", 8, {""}},
      {"the head is a block of its own", "a,b\n", "c,d\n", 8, {"a,b\n", "c,d\n", ""}},
      {"what it ends with waits for the next one", "a,b\nc", ",d\n", 8, {"a,b\n", "c,d\n", ""}},
      {"so does the end of any block", "", "a,b\nc,d\ne,f", 6, {"a,b\n", "c,d\n", "e,f"}},
      {"a last line without its end is in the last block", "a,b\nc,d", "", 8, {"a,b\n", "c,d"}},
      {"a line that opens a quote is none",
       "",
       "a,b\nc,d\ne,\"f\ng\"\nh,i\n",
       15,
       {"a,b\nc,d\n", "e,\"f\ng\"\nh,i\n", ""}},
      {"nor is one of another number of fields", "", "a,b\nc,d\ne\nf,g,h\ni", 17, {"a,b\nc,d\n", "e\nf,g,h\ni"}},
      {"nor is one with text behind a quote", "", "a,b\nc,d\ne,\"f\"g\n", 15, {"a,b\nc,d\n", "e,\"f\"g\n"}},
      {"where no line is one, the block ends behind the last", "", "a\nb\nc", 5, {"a\nb\n", "c"}},
      {"where there is none at all, it ends where it ends", "", "abcdefgh", 3, {"abc", "def", "gh", ""}},
      {"a quoted field is as good as any", "", "a,b\nc,\"d,\"\ne\n", 13, {"a,b\nc,\"d,\"\n", "e\n"}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(blocks_of(each.head, each.rest, 2, each.block) == each.blocks);
  }
}

TEST_CASE("block reader: the blocks of any text make the text, whatever their size", "[block_reader]") {
  std::mt19937 random{11};
  std::size_t count = 0;
  for (unsigned round = 0; round < (sanitized ? 30U : 200U); ++round) {
    const std::string text = random_text(random, random() % 120);
    const std::size_t head = random() % 3 == 0 ? 0 : random() % (text.size() + 1);
    for (const std::size_t block : {1U, 2U, 3U, 5U, 8U, 16U, 64U, 5000U}) {
      for (const bool fails : {false, true}) {
        const std::size_t drop = 1 + random() % 20;
        const auto source = [&] { return std::make_unique<Drops>(std::string_view{text}.substr(head), drop, fails); };
        CAPTURE(text, head, block, fails, drop);
        BlockReader reader{text.substr(0, head), source(), {',', true}, 1 + round % 3, block};
        const auto blocks = blocks_of(reader, fails);
        CHECK(joined(blocks) == text);
        count += blocks.size();
        if (fails) {
          CHECK_THROWS_WITH(read_all(reader), "the disk is gone");
        } else {
          CHECK(read_all(reader).empty());
        }
      }
    }
  }
  CHECK(count > 10'000 / (sanitized ? 10 : 1));
}

TEST_CASE("block reader: what was not handed out as a block can be read as bytes", "[block_reader]") {
  std::mt19937 random{12};
  for (unsigned round = 0; round < 100; ++round) {
    const std::string text = random_text(random, 50 + random() % 100);
    const std::size_t head = random() % 50;
    for (const std::size_t taken : {0U, 1U, 2U, 3U}) {
      CAPTURE(text, head, taken);
      BlockReader reader{text.substr(0, head),
                         std::make_unique<Drops>(std::string_view{text}.substr(head), 7, false),
                         {',', true},
                         2,
                         10};
      const auto blocks = blocks_of(reader, false, taken);
      CHECK(joined(blocks) + read_all(reader) == text);
    }
  }
}

TEST_CASE("block reader: a block is read into memory that is used again", "[block_reader]") {
  const std::string text = [] {
    std::string lines;
    while (lines.size() < 100'000) lines += "abc,def\n";
    return lines;
  }();
  BlockReader reader{"", std::make_unique<Drops>(text, all, false), {',', true}, 2, 5000};
  Block block;
  REQUIRE(reader.next(block));
  std::string together{block.text};
  REQUIRE(reader.next(block));
  together += block.text;
  // What waited is in front of what was read then, which begins at a page.
  const auto* const memory = block.buffer.of(1).data();
  CHECK(block.text.data() >= memory);
  while (reader.next(block)) {
    together += block.text;
    CHECK(block.buffer.of(1).data() == memory);
  }
  CHECK(together == text);
}
