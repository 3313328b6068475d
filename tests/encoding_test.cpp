#include "lsr/encoding.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/csv.hpp"
#include "lsr/error.hpp"
#include "utf8.hpp"

namespace {

using lsr::decoded;
using lsr::Encoding;
using lsr::EncodingChoice;
using lsr::TextFault;

const std::vector<std::size_t> read_sizes{1, 3, 7, 64, 4096};

const EncodingChoice by_itself{};
const EncodingChoice japanese{std::nullopt, true};
EncodingChoice given(Encoding encoding) { return {encoding, false}; }

std::string little_endian(std::u16string_view text) {
  std::string bytes;
  for (const char16_t c : text) {
    bytes.push_back(static_cast<char>(c & 0xFF));
    bytes.push_back(static_cast<char>(c >> 8));
  }
  return bytes;
}

std::string big_endian(std::u16string_view text) {
  std::string bytes;
  for (const char16_t c : text) {
    bytes.push_back(static_cast<char>(c >> 8));
    bytes.push_back(static_cast<char>(c & 0xFF));
  }
  return bytes;
}

const std::string mark_8 = "\xEF\xBB\xBF";
const std::string mark_le = "\xFF\xFE";
const std::string mark_be = "\xFE\xFF";

/// What was read: all of it, or up to a fault.
struct Told {
  std::string text;
  std::optional<std::string> fault;
  Encoding encoding{};
  bool marked = false;
};

Told read_all(std::string_view bytes, const EncodingChoice& choice, std::size_t size) {
  Told told;
  const auto text = decoded("orders.csv", lsr::memory_source("orders.csv", bytes).open(), choice);
  std::vector<char> block(size);
  try {
    while (const std::size_t got = text->read(block)) told.text.append(block.data(), got);
    CHECK(text->read(block) == 0);
  } catch (const TextFault& fault) {
    CHECK(fault.name == "orders.csv");
    told.fault = fault.what();
  }
  told.encoding = text->encoding();
  told.marked = text->marked();
  return told;
}

std::string sentence_of_fault(std::string_view bytes, const EncodingChoice& choice, std::size_t block) {
  try {
    lsr::RecordReader records{decoded("orders.csv", lsr::memory_source("orders.csv", bytes).open(), choice), block};
    while (records.next() != nullptr) {
    }
  } catch (const lsr::Error& error) {
    CHECK(error.kind() == lsr::Error::Kind::input);
    return error.what();
  }
  return "";
}

const std::string head = "order-id,name\n";
const std::u16string wide_head = u"order-id,name\n";
const std::string people = head + "A1,Jos\u00E9\nA2,M\u00FCller \u20AC5\n";
const std::u16string wide_people = wide_head + u"A1,Jos\u00E9\nA2,M\u00FCller \u20AC5\n";
const std::string people_1252 = head +
                                "A1,Jos\xE9\nA2,M\xFCller \x80"
                                "5\n";
const std::string maker = head + "A1,\u30E1\u30FC\u30AB\u30FC\n";  // its long vowels are no letters of Windows-1252
const std::string maker_sjis = head + "A1,\x83\x81\x81\x5B\x83\x4A\x81\x5B\n";
const std::string japan = head + "A1,\u65E5\u672C\u8A9E\n";
const std::string japan_sjis = head + "A1,\x93\xFA\x96\x7B\x8C\xEA\n";
const std::string fffd = "\uFFFD";

}  // namespace

TEST_CASE("encoding: every encoding, with and without its mark, read in whatever sizes", "[encoding]") {
  struct Case {
    const char* name;
    std::string bytes;
    EncodingChoice choice;
    std::string text;
    Encoding encoding;
    bool marked;
  };
  const std::u16string far = u"order-id,name\nA1,\xD83D\xDE00\n";
  const std::string far_8 = head + "A1,\U0001F600\n";
  const std::vector<Case> cases{
      {"nothing", "", by_itself, "", Encoding::utf_8, false},
      {"one letter", "a", by_itself, "a", Encoding::utf_8, false},
      {"a mark alone", mark_8, by_itself, "", Encoding::utf_8, true},
      {"a mark of UTF-16 alone", mark_le, by_itself, "", Encoding::utf_16_le, true},
      {"ASCII", head + "A1,B\n", by_itself, head + "A1,B\n", Encoding::utf_8, false},
      {"UTF-8", people, by_itself, people, Encoding::utf_8, false},
      {"UTF-8 with a mark", mark_8 + people, by_itself, people, Encoding::utf_8, true},
      {"UTF-8 for jp", maker, japanese, maker, Encoding::utf_8, false},
      {"UTF-8 beyond the basic plane", far_8, by_itself, far_8, Encoding::utf_8, false},
      {"UTF-16LE with a mark", mark_le + little_endian(wide_people), by_itself, people, Encoding::utf_16_le, true},
      {"UTF-16BE with a mark", mark_be + big_endian(wide_people), by_itself, people, Encoding::utf_16_be, true},
      {"UTF-16LE by its zeros", little_endian(wide_people), by_itself, people, Encoding::utf_16_le, false},
      {"UTF-16BE by its zeros", big_endian(wide_people), by_itself, people, Encoding::utf_16_be, false},
      {"UTF-16LE, a pair", mark_le + little_endian(far), by_itself, far_8, Encoding::utf_16_le, true},
      {"UTF-16BE, a pair", mark_be + big_endian(far), by_itself, far_8, Encoding::utf_16_be, true},
      {"Windows-1252", people_1252, by_itself, people, Encoding::windows_1252, false},
      {"Shift_JIS that cannot be Windows-1252", maker_sjis, by_itself, maker, Encoding::shift_jis, false},
      {"Shift_JIS for jp", japan_sjis, japanese, japan, Encoding::shift_jis, false},
      {"--encoding shift_jis", japan_sjis, given(Encoding::shift_jis), japan, Encoding::shift_jis, false},
      {"--encoding windows-1252", people_1252, given(Encoding::windows_1252), people, Encoding::windows_1252, false},
      {"--encoding windows-1252 of what could be UTF-8", head + "A1,\xC3\xA9\n", given(Encoding::windows_1252),
       head + "A1,\u00C3\u00A9\n", Encoding::windows_1252, false},
      {"--encoding utf-8", people, given(Encoding::utf_8), people, Encoding::utf_8, false},
      {"--encoding utf-16be without a mark", big_endian(wide_people), given(Encoding::utf_16_be), people,
       Encoding::utf_16_be, false},
      {"a mark overrules --encoding", mark_be + big_endian(wide_people), given(Encoding::utf_16_le), people,
       Encoding::utf_16_be, true},
      {"a mark of UTF-8 overrules --encoding", mark_8 + people, given(Encoding::windows_1252), people, Encoding::utf_8,
       true},
  };
  for (const auto& each : cases) {
    for (const auto size : read_sizes) {
      INFO(each.name << ", read by " << size);
      const Told told = read_all(each.bytes, each.choice, size);
      CHECK_FALSE(told.fault);
      CHECK(told.text == each.text);
      CHECK(told.encoding == each.encoding);
      CHECK(told.marked == each.marked);
    }
  }
}

TEST_CASE("encoding: a line of another encoding, or a letter that is cut, costs nothing", "[encoding]") {
  struct Case {
    const char* name;
    std::string bytes;
    EncodingChoice choice;
    std::string text;
  };
  const std::string two = "A1,Jos\u00E9\nA2,M\u00FCller\n";
  const std::string two_1252 = "A1,Jos\xE9\nA2,M\xFCller\n";
  const std::vector<Case> cases{
      {"one line of Windows-1252 in UTF-8", two + "A3,Ren\xE9\nA4,Zo\u00EB\n", by_itself,
       two + "A3,Ren\u00E9\nA4,Zo\u00EB\n"},
      {"the first of them is the odd one", "A3,Ren\xE9\n" + two, by_itself, "A3,Ren\u00E9\n" + two},
      {"UTF-8 behind a mark, and a line of Windows-1252", mark_8 + "A3,Ren\xE9\n", by_itself, "A3,Ren\u00E9\n"},
      {"a line of UTF-8 in Windows-1252 that is none", two_1252 + "A3,\u00C1lvaro\n", by_itself,
       two + "A3,\u00C1lvaro\n"},
      {"lines that end in CR", "A1,Jos\u00E9\rA2,M\u00FCller\rA3,Ren\xE9\r", by_itself,
       "A1,Jos\u00E9\rA2,M\u00FCller\rA3,Ren\u00E9\r"},
      {"lines that end in CRLF", "A1,Jos\u00E9\r\nA2,M\u00FCller\r\nA3,Ren\xE9\r\n", by_itself,
       "A1,Jos\u00E9\r\nA2,M\u00FCller\r\nA3,Ren\u00E9\r\n"},
      {"UTF-8 that ends within a letter", two + "A3,Ren\xC3", by_itself, two + "A3,Ren\u00C3"},
      {"a line that ends within a letter", two + "A3,Ren\xC3\nA4,x\n", by_itself, two + "A3,Ren\u00C3\nA4,x\n"},
      {"UTF-8 that ends within a letter of three bytes", maker + "A3,\xE3\x83", by_itself, maker + "A3,\u00E3\u0192"},
      {"Shift_JIS that ends within a letter", japan_sjis + "A3,\x83\x65\x83", japanese, japan + "A3,\u0192e\u0192"},
      {"the last line has no end", "A1,Jos\xE9", by_itself, "A1,Jos\u00E9"},
      {"half a pair, the first, between letters",
       mark_le + little_endian(u"a\xD83D"
                               u"b"),
       by_itself, "a" + fffd + "D83Db"},
      {"half a pair, the second, between letters",
       mark_le + little_endian(u"a\xDE00"
                               u"b"),
       by_itself, "a" + fffd + "DE00b"},
      {"two first halves",
       mark_be + big_endian(u"a\xD83D\xD83D"
                            u"b"),
       by_itself, "a" + fffd + "D83D" + fffd + "D83Db"},
      {"a half before a pair",
       mark_be + big_endian(u"a\xD83D\xD83D\xDE00"
                            u"b"),
       by_itself, "a" + fffd + "D83D" + "\U0001F600" + "b"},
      {"half a pair at the end", mark_le + little_endian(u"ab\xD83D"), by_itself, "ab" + fffd + "D83D"},
      {"half a pair at the end, the other way round", mark_be + big_endian(u"ab\xDE00"), by_itself,
       "ab" + fffd + "DE00"},
  };
  for (const auto& each : cases) {
    for (const auto size : read_sizes) {
      INFO(each.name << ", read by " << size);
      const Told told = read_all(each.bytes, each.choice, size);
      CHECK(told.fault.value_or("") == "");
      CHECK(told.text == each.text);
    }
  }
}

TEST_CASE("encoding: bytes that fit no encoding are a fault of the file that names the line", "[encoding]") {
  struct Case {
    const char* name;
    std::string bytes;
    EncodingChoice choice;
    std::size_t line;  ///< 0: it shows only at the end
    const char* says;
  };
  const std::string none = "\x81 x";  // no letter of Windows-1252, half a one of Shift_JIS
  const std::vector<Case> cases{
      {"in the first line", "A," + none + "\nB,x\n", by_itself, 1, "neither UTF-8 nor Windows-1252 nor Shift_JIS"},
      {"in the third line", head + "A1,B\nA2," + none + "\nA3,x\n", by_itself, 3, "neither UTF-8"},
      {"behind lines of UTF-8", people + "A2," + none + "\n", by_itself, 4, "neither UTF-8"},
      {"behind lines of Windows-1252", people_1252 + "A2," + none + "\n", by_itself, 4, "neither UTF-8"},
      {"in a last line without an end", people + "A2," + none, by_itself, 4, "neither UTF-8"},
      {"behind a mark", mark_8 + people + "A2," + none, by_itself, 4, "neither UTF-8"},
      {"lines that end in CR", "A,B\rA1,Jos\u00E9\rA2," + none + "\r", by_itself, 3, "neither UTF-8"},
      {"--encoding utf-8", people + "A2,Ren\xE9\n", given(Encoding::utf_8), 4, "no UTF-8, which --encoding asks for"},
      {"--encoding shift_jis", head + "A2," + none + "\n", given(Encoding::shift_jis), 2, "no Shift_JIS"},
      {"--encoding windows-1252", people_1252 + "A2," + none + "\n", given(Encoding::windows_1252), 4,
       "no Windows-1252"},
      {"UTF-16 of an odd size", mark_le + little_endian(u"A\nB\n") + "C", by_itself, 0, "odd number of bytes"},
      {"UTF-16BE of an odd size", mark_be + big_endian(u"A\nB\n") + std::string(1, '\0'), by_itself, 0,
       "odd number of bytes"},
  };
  for (const auto& each : cases) {
    for (const auto size : read_sizes) {
      INFO(each.name << ", read by " << size);
      const Told told = read_all(each.bytes, each.choice, size);
      REQUIRE(told.fault);
      CHECK_THAT(*told.fault, Catch::Contains(each.says));
      const std::string sentence = sentence_of_fault(each.bytes, each.choice, size);
      CHECK_THAT(sentence, Catch::Contains(each.says));
      CHECK_THAT(sentence, Catch::StartsWith("orders.csv:"));
      if (each.line != 0) CHECK_THAT(sentence, Catch::StartsWith("orders.csv:" + std::to_string(each.line) + ": "));
    }
  }
}

TEST_CASE("encoding: a line over 1 MiB neither throws nor loses the lines after it", "[encoding]") {
  struct Case {
    const char* name;
    std::string letter;
    std::string after;
  };
  const std::vector<Case> cases{
      {"of letters of UTF-8", "\u00E9", "A2,Ren\u00E9\n"},
      {"of letters of Windows-1252", "\xE9", "A2,Ren\xE9\n"},
      {"of bytes that are nothing", "\x81 ", "A2,Ren\u00E9\n"},
  };
  for (const auto& each : cases) {
    std::string line = "A1,";
    while (line.size() < 3 * lsr::longest_record / 2) line += each.letter;
    // A line in front says what the file is.
    for (const bool known_before : {false, true}) {
      const std::string bytes = head + (known_before ? "A0,Jos" + each.after.substr(6) : "") + line + "\n" + each.after;
      for (const std::size_t size : {std::size_t{7}, std::size_t{4096}, lsr::default_block, std::size_t{1} << 22}) {
        INFO(each.name << ", " << known_before << ", read by " << size);
        const Told told = read_all(bytes, by_itself, size);
        CHECK(told.fault.value_or("") == "");
        const auto last = told.text.rfind('\n', told.text.size() - 2);
        REQUIRE(last != std::string::npos);
        CHECK(told.text.substr(last + 1) == "A2,Ren\u00E9\n");
        CHECK(last > lsr::longest_record);
      }
    }
  }
}

TEST_CASE("encoding: a line a little over 1 MiB reads the same in whatever sizes", "[encoding]") {
  std::string line = "A1,";
  while (line.size() < lsr::longest_record + 20000) line += "\x81 ";
  const std::string bytes = "A0,Jos\u00E9\n" + line + "\nA2,Ren\u00E9\n";
  for (const auto size : {std::size_t{7}, std::size_t{4096}, lsr::default_block}) {
    CHECK_FALSE(read_all(bytes, by_itself, size).fault);
  }
}

TEST_CASE("encoding: a mixture of lines reads the same in whatever sizes", "[encoding]") {
  std::mt19937 random{20260307};
  const std::vector<std::string> words{
      "Jos\xE9",  "Jos\u00E9", "plain", "\u65E5\u672C", "\x93\xFA\x96\x7B", "\xC3", "\u20AC",
      "\x81\x5B", "",          ",",     "\"",           "\xE3\x83",         "\n",   "\r",
      "\r\n",     "\n",        "\n",    "\r\n"};
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    const auto count = random() % 60;
    for (unsigned i = 0; i < count; ++i) bytes += words[random() % words.size()];
    const EncodingChoice choice{std::nullopt, random() % 2 == 0};
    const Told whole = read_all(bytes, choice, std::size_t{1} << 16);
    for (const auto size : read_sizes) {
      INFO("round " << round << ", read by " << size);
      const Told told = read_all(bytes, choice, size);
      CHECK(told.fault == whole.fault);
      if (!whole.fault) CHECK(told.text == whole.text);
      if (!whole.fault) CHECK(told.encoding == whole.encoding);
      CHECK(sentence_of_fault(bytes, choice, size) == sentence_of_fault(bytes, choice, std::size_t{1} << 16));
    }
  }
}

TEST_CASE("encoding: names", "[encoding]") {
  struct Case {
    const char* text;
    std::optional<Encoding> encoding;
  };
  const std::vector<Case> cases{
      {"UTF-8", Encoding::utf_8},
      {"utf8", Encoding::utf_8},
      {"UTF_16LE", Encoding::utf_16_le},
      {"utf-16", Encoding::utf_16_le},
      {"Utf-16be", Encoding::utf_16_be},
      {"windows-1252", Encoding::windows_1252},
      {"Latin1", Encoding::windows_1252},
      {"ISO-8859-1", Encoding::windows_1252},
      {"cp1252", Encoding::windows_1252},
      {"Shift_JIS", Encoding::shift_jis},
      {"shift-jis", Encoding::shift_jis},
      {"CP932", Encoding::shift_jis},
      {"", std::nullopt},
      {"utf-7", std::nullopt},
      {"utf-8x", std::nullopt},
      {"koi8-r", std::nullopt},
  };
  for (const auto& each : cases) {
    INFO(each.text);
    CHECK(lsr::encoding_named(each.text) == each.encoding);
  }
  for (const Encoding each :
       {Encoding::utf_8, Encoding::utf_16_le, Encoding::utf_16_be, Encoding::windows_1252, Encoding::shift_jis}) {
    CHECK(lsr::encoding_named(name(each)) == each);
  }
}

// ---- UTF-8 ----------------------------------------------------------------------------------------------------------

namespace {

/// RFC 3629 read aloud: the length of the letter that the text begins with, 0 where it is none.
std::size_t slow_letter(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
  if (size == 0 || first >= 0xF8 || text.size() < size) return 0;
  std::uint32_t code = size == 2 ? first & 0x1FU : size == 3 ? first & 0x0FU : first & 0x07U;
  for (std::size_t i = 1; i < size; ++i) {
    if (byte(i) / 0x40 != 2) return 0;
    code = code * 0x40 + byte(i) % 0x40;
  }
  const std::uint32_t least = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000;
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code < least || code > 0x10FFFF || surrogate ? 0 : size;
}

std::size_t slow_valid(std::string_view text) {
  std::size_t at = 0;
  while (const std::size_t size = slow_letter(text.substr(at))) at += size;
  return at;
}

/// Whether up to three more bytes make one letter of it.
bool slow_cut(std::string_view rest) {
  if (rest.empty() || rest.size() > 3 || slow_letter(rest) != 0) return false;
  // 8F, 90 and BF stand in all the ranges that RFC 3629 allows a second byte, and any third and fourth are alike.
  for (const char second : {'\x80', '\x8F', '\x90', '\x9F', '\xA0', '\xBF'}) {
    std::string letter{rest};
    while (letter.size() < 4) {
      letter.push_back(letter.size() == 1 ? second : '\x80');
      if (slow_letter(letter) == letter.size()) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("UTF-8: what is valid, as a slow reading of RFC 3629 has it", "[encoding][utf8]") {
  std::mt19937 random{3629};
  // Bytes at the edges of RFC 3629's ranges come more often than others.
  const std::string edges =
      "aA\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5";
  for (int round = 0; round < 200000; ++round) {
    std::string text(random() % 12, 'a');
    for (char& c : text) c = random() % 4 == 0 ? static_cast<char>(random() % 256) : edges[random() % edges.size()];
    if (round % 16 == 0) text.insert(0, random() % 70, 'x');
    const std::size_t valid = slow_valid(text);
    if (lsr::valid_utf8(text) != valid) {
      CAPTURE(text);
      CHECK(lsr::valid_utf8(text) == valid);
    }
    const std::string_view rest = std::string_view{text}.substr(valid);
    if (!rest.empty() && lsr::is_cut_letter(rest) != slow_cut(rest)) {
      CAPTURE(text, valid);
      CHECK(lsr::is_cut_letter(rest) == slow_cut(rest));
    }
  }
}

TEST_CASE("UTF-8: every letter there is, and none of the others", "[encoding][utf8]") {
  for (std::uint32_t first = 0x80; first <= 0xFF; ++first) {
    for (std::uint32_t second = 0; second <= 0xFF; ++second) {
      const std::string two{static_cast<char>(first), static_cast<char>(second)};
      for (const std::string& text : {two, two + "\x80", two + "\xBF\x80"}) {
        if (lsr::valid_utf8(text) != slow_valid(text)) {
          CAPTURE(text);
          CHECK(lsr::valid_utf8(text) == slow_valid(text));
        }
      }
    }
  }
}

TEST_CASE("UTF-8: characters are counted, and cut whole", "[encoding][utf8]") {
  const std::string text = "a\u00FC\u6CE8\U0001F4E6";
  CHECK(lsr::characters("") == 0);
  CHECK(lsr::characters(text) == 4);
  CHECK(lsr::first_characters(text, 0).empty());
  CHECK(lsr::first_characters(text, 2) == "a\u00FC");
  CHECK(lsr::first_characters(text, 3) == "a\u00FC\u6CE8");
  CHECK(lsr::first_characters(text, 4) == text);
  CHECK(lsr::first_characters(text, 9) == text);
}

TEST_CASE("UTF-8: where the first byte beyond ASCII stands", "[encoding][utf8]") {
  for (std::size_t size = 0; size < 80; ++size) {
    const std::string text(size, '\x7F');
    CHECK(lsr::first_beyond_ascii(text) == size);
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = '\x80';
      other.back() = '\xFF';
      if (lsr::first_beyond_ascii(other) != at) CHECK(lsr::first_beyond_ascii(other) == at);
    }
  }
}
