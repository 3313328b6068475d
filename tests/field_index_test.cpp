#include "field_index.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using lsr::best_instructions;
using lsr::Dialect;
using lsr::FieldIndex;
using lsr::Instructions;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

/// What an index says of a text.
struct Told {
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> inner_line_ends;
  std::size_t line_ends = 0;
  bool stopped = false;

  friend bool operator==(const Told&, const Told&) = default;
};

std::string shown(const Told& told) {
  std::string text = "ends";
  for (const auto end : told.ends) text += ' ' + std::to_string(end);
  text += "; inner line ends";
  for (const auto end : told.inner_line_ends) text += ' ' + std::to_string(end);
  return text + "; line ends " + std::to_string(told.line_ends) + (told.stopped ? "; stopped" : "");
}

std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else {
      result += c;
    }
  }
  return result;
}

/// The same, read character by character. Words of 64 bytes are taken or left as a whole: where something needs the
/// careful reading, all that stands in its word is left. A quote or a carriage return as the last byte of a word that
/// is not full is followed by something that is no mark.
Told slowly(std::string_view text, std::size_t from, const Dialect& dialect) {
  enum class At { begin, plain, quoted, behind_quote, behind_return };
  constexpr std::size_t word = 64;
  Told told;
  At at = At::begin;
  std::size_t i = from;
  const auto goes_on = [&](char c) {
    const bool quote = dialect.quoting && c == '"';
    const bool end = c == dialect.delimiter || c == '\n';
    switch (at) {
      case At::behind_return:
        if (c != '\n') return false;
        at = At::begin;
        told.ends.push_back(static_cast<std::uint32_t>(i));
        return true;
      case At::quoted:
        if (quote) at = At::behind_quote;
        if (c == '\n' || c == '\r') told.inner_line_ends.push_back(static_cast<std::uint32_t>(i));
        return true;
      case At::behind_quote:
        if (!quote && !end && c != '\r') return false;
        if (quote) {
          at = At::quoted;
          return true;
        }
        break;
      case At::begin:
        if (quote) {
          at = At::quoted;
          return true;
        }
        break;
      case At::plain:
        if (quote) return false;
        break;
    }
    if (end) told.ends.push_back(static_cast<std::uint32_t>(i));
    at = end ? At::begin : c == '\r' ? At::behind_return : At::plain;
    return true;
  };
  for (; i < text.size() && !told.stopped; ++i) told.stopped = !goes_on(text[i]);
  if (told.stopped) {
    --i;
  } else if ((text.size() - from) % word != 0) {
    told.stopped = !goes_on('\0');
  }
  if (told.stopped) {
    const std::size_t kept = from + (i - from) / word * word;
    std::erase_if(told.ends, [&](std::uint32_t end) { return end >= kept; });
    std::erase_if(told.inner_line_ends, [&](std::uint32_t end) { return end >= kept; });
  }
  for (const auto end : told.ends) {
    if (text[end] == '\n') ++told.line_ends;
  }
  return told;
}

/// By the index under test, in steps of so many words.
Told quickly(FieldIndex& index, std::string_view text, std::size_t from, std::size_t words) {
  index.begin(text, from);
  while (index.go_on(64 * words)) {
  }
  return {{index.ends().begin(), index.ends().end()}, index.inner_line_ends(), index.line_ends(), index.stopped()};
}

/// The sets that this processor has.
std::vector<Instructions> all_instructions() {
  std::vector<Instructions> all;
  for (const auto each : {Instructions::plain, Instructions::sse2, Instructions::avx2, Instructions::avx512}) {
    if (each <= best_instructions()) all.push_back(each);
  }
  return all;
}

/// One index for each set of instructions, used over and over again.
class Indexes {
 public:
  explicit Indexes(const Dialect& dialect) : dialect_(dialect) {
    for (const auto each : all_instructions()) indexes_.emplace_back(dialect, each);
  }

  Told check(std::string_view text, std::size_t from, const std::vector<std::size_t>& steps) {
    const Told expected = slowly(text, from, dialect_);
    for (std::size_t i = 0; i < indexes_.size(); ++i) {
      for (const std::size_t words : steps) {
        const Told got = quickly(indexes_[i], text, from, words);
        if (got == expected) continue;
        INFO("instructions " << i << ", from " << from << ", in steps of " << words << " words, \"" << shown(text)
                             << '"');
        CHECK(shown(got) == shown(expected));
      }
    }
    return expected;
  }

 private:
  Dialect dialect_;
  std::vector<FieldIndex> indexes_;
};

/// Well-formed records, with a slip of the pen now and then.
std::string random_text(std::mt19937& random, std::size_t size, char delimiter, unsigned slips) {
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  const std::string_view marks{"\"\"\n\r,;a"};
  std::string text;
  while (text.size() < size) {
    const unsigned length = below(below(4) == 0 ? 90 : 12);
    if (below(3) == 0) {
      text += '"';
      for (unsigned i = 0; i < length; ++i) {
        const std::string_view inside{"aaaaaaaa,;\n\r"};
        text += below(12) == 0 ? std::string{"\"\""} : std::string(1, inside[below(12)]);
      }
      text += '"';
    } else {
      text += std::string(length, 'a');
    }
    if (below(slips) == 0) text += marks[below(static_cast<unsigned>(marks.size()))];
    const unsigned end = below(5);
    text += end > 1 ? std::string(1, delimiter) : end == 1 ? "\n" : "\r\n";
  }
  return text;
}

}  // namespace

TEST_CASE("field index: where fields end, with every set of instructions", "[field_index]") {
  struct Case {
    const char* sentence;
    std::string_view text;
    Dialect dialect;
    Told told;
  };
  const std::vector<Case> cases{
      {"nothing has no ends", "", {',', true}, {{}, {}, 0, false}},
      {"delimiters and line ends are ends", "ab,c\nd,,\n", {',', true}, {{2, 4, 6, 7, 8}, {}, 2, false}},
      {"what has no end is none", "ab", {',', true}, {{}, {}, 0, false}},
      {"of CRLF the LF is the end", "a\r\nb", {',', true}, {{2}, {}, 1, false}},
      {"quotes hide delimiters, and line ends are told apart", "\"a,\nb\",c\n", {',', true}, {{6, 8}, {3}, 1, false}},
      {"CRLF inside quotes is two of them", "\"\r\n\",\n", {',', true}, {{4, 5}, {1, 2}, 1, false}},
      {"doubled quotes change nothing", "\"a\"\",\",b\n", {',', true}, {{6, 8}, {}, 1, false}},
      {"a quote inside a field needs the careful reading", "a\"b,c\n", {',', true}, {{}, {}, 0, true}},
      {"so does text behind a closing quote", "\"a\"b,c\n", {',', true}, {{}, {}, 0, true}},
      {"so does a carriage return without a line feed", "a\rb,c\n", {',', true}, {{}, {}, 0, true}},
      {"and a carriage return behind a quote without one", "\"a\"\rb\n", {',', true}, {{}, {}, 0, true}},
      {"with quoting off they are plain", "a\"b\"\t\"\"c\n", {'\t', false}, {{4, 8}, {}, 1, false}},
      {"other delimiters are plain", "a;b|c\td,e\n", {';', true}, {{1, 9}, {}, 1, false}},
      {"bytes above 127 are no marks", "\xAC\xEF\xA2,\x8A\n", {',', true}, {{3, 5}, {}, 1, false}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(shown(slowly(each.text, 0, each.dialect)) == shown(each.told));
    for (const auto instructions : all_instructions()) {
      FieldIndex index{each.dialect, instructions};
      CHECK(shown(quickly(index, each.text, 0, 1)) == shown(each.told));
    }
  }
}

TEST_CASE("field index: marks at the border of two words", "[field_index]") {
  Indexes indexes{{',', true}};
  const std::string_view marks = ",\"\n\ra";
  std::size_t stopped = 0;
  std::size_t inner = 0;
  for (std::size_t place = 60; place <= 66; place += sanitized ? 2 : 1) {
    for (const bool quoted : {false, true}) {
      for (const std::size_t behind : {std::size_t{0}, std::size_t{70}}) {
        for (std::size_t marked = 0; marked < 5 * 5 * 5 * 5; ++marked) {
          std::string text(place, 'a');
          if (quoted) text.front() = '"';
          text += marks[marked % 5];
          text += marks[marked / 5 % 5];
          text += marks[marked / 25 % 5];
          text += marks[marked / 125];
          text.append(behind, 'a');
          const Told told = indexes.check(text, 0, {1});
          if (told.stopped) ++stopped;
          if (!told.inner_line_ends.empty()) ++inner;
        }
      }
    }
  }
  CHECK(stopped > 1000);
  CHECK(inner > 500);
}

TEST_CASE("field index: words with any number of ends", "[field_index]") {
  Indexes indexes{{',', true}};
  std::mt19937 random{17};
  for (std::size_t count = 0; count <= 64; ++count) {
    std::string text(5 * 64, 'a');
    for (std::size_t word = 0; word < 5; ++word) {
      const auto begin = text.begin() + static_cast<std::ptrdiff_t>(64 * word);
      std::fill_n(begin, count, word % 2 == 0 ? ',' : '\n');
      std::shuffle(begin, begin + 64, random);
    }
    const Told told = indexes.check(text, 0, {1, 5});
    CHECK(told.ends.size() == 5 * count);
    CHECK(told.line_ends == 2 * count);
  }
}

TEST_CASE("field index: random texts from any place and in any steps, read character by character beside it",
          "[field_index]") {
  struct Kind {
    Dialect dialect;
    unsigned slips;
  };
  const std::vector<Kind> kinds{
      {{',', true}, 100'000}, {{',', true}, 40}, {{';', true}, 5}, {{'\t', false}, 10}, {{'|', true}, 200}};
  std::mt19937 random{64};
  std::size_t ends = 0;
  std::size_t inner = 0;
  std::size_t stopped = 0;
  std::size_t texts = 0;
  for (const auto& kind : kinds) {
    Indexes indexes{kind.dialect};
    for (unsigned i = 0; i < (sanitized ? 25 : 150); ++i, ++texts) {
      const std::string text = random_text(random, 1 + random() % 700, kind.dialect.delimiter, kind.slips);
      // Any byte may be the first of a record, as far as the index goes.
      for (unsigned j = 0; j < 4; ++j) {
        const std::size_t from = j == 0 ? 0 : random() % (text.size() + 1);
        const Told told = indexes.check(text, from, {1, 2, 3 + random() % 10});
        ends += told.ends.size();
        inner += told.inner_line_ends.size();
        if (told.stopped) ++stopped;
      }
    }
  }
  CHECK(ends > 20 * texts);
  CHECK(inner > 2 * texts);
  CHECK(stopped > texts / 2);
}

TEST_CASE("field index: marks around the words that are looked at together", "[field_index]") {
  Indexes indexes{{',', true}};
  constexpr std::size_t together = std::size_t{64} * 64;
  std::size_t stopped = 0;
  std::mt19937 random{4096};
  for (const std::string_view mark : {"\"", "\"\"", "\r", "\r\n", "\n", ",", ",\"a\nb\",", ",\"a\"\"\n,", "a\"b"}) {
    for (std::size_t place = together - 5; place <= together + 70; place += sanitized ? 13 : 5) {
      std::string text = random_text(random, 9000, ',', 1'000'000);
      text = text.substr(0, text.rfind('\n') + 1);
      if (random() % 2 == 0) std::erase(text, '\r');
      text.replace(place, mark.size(), mark);
      if (indexes.check(text, 0, {64, 65, 200}).stopped) ++stopped;
    }
  }
  CHECK(stopped > 20);
}

TEST_CASE("field index: ends that were dropped are gone, and the others stay", "[field_index]") {
  std::mt19937 random{7};
  for (unsigned round = 0; round < 30; ++round) {
    const std::string text = random_text(random, 3000, ',', 100'000);
    const Told expected = slowly(text, 0, {',', true});
    for (const auto instructions : all_instructions()) {
      FieldIndex index{{',', true}, instructions};
      index.begin(text, 0);
      std::vector<std::uint32_t> ends;
      std::size_t line_ends = 0;
      bool more = true;
      while (more) {
        more = index.go_on(64 * (1 + random() % 5));
        const std::size_t dropped = random() % (index.ends().size() + 1);
        std::size_t lines = 0;
        for (const auto end : index.ends().first(dropped)) {
          ends.push_back(end);
          if (text[end] == '\n') ++lines;
        }
        const auto before = index.line_ends();
        index.drop(dropped, lines);
        CHECK(index.line_ends() == before - lines);
        line_ends += lines;
      }
      ends.insert(ends.end(), index.ends().begin(), index.ends().end());
      CHECK(ends == expected.ends);
      CHECK(line_ends + index.line_ends() == expected.line_ends);
      CHECK(index.inner_line_ends() == expected.inner_line_ends);
    }
  }
}
