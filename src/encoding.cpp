#include "lsr/encoding.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <vector>

#include "ascii.hpp"
#include "lookahead.hpp"
#include "lsr/error.hpp"
#include "utf8.hpp"

namespace lsr {

namespace {

/// Half a surrogate pair is no letter; its number behind U+FFFD keeps two ids apart that differ in it alone.
std::string half_pair(std::string_view two_bytes, Encoding encoding) {
  const auto first = static_cast<unsigned char>(two_bytes[0]);
  const auto second = static_cast<unsigned char>(two_bytes[1]);
  const bool little = encoding == Encoding::utf_16_le;
  return fmt::format("\xEF\xBF\xBD{:02X}{:02X}", little ? second : first, little ? first : second);
}

/// How iconv calls it. Files called Shift_JIS are Windows' code page 932, where "\" and "~" are themselves.
const char* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8: return "UTF-8";
    case Encoding::utf_16_le: return "UTF-16LE";
    case Encoding::utf_16_be: return "UTF-16BE";
    case Encoding::windows_1252: return "CP1252";
    case Encoding::shift_jis: return "CP932";
  }
  return "";
}

/// The C library's conversion to UTF-8.
class Conversion {
 public:
  explicit Conversion(Encoding from) : handle_(::iconv_open("UTF-8", iconv_name(from))) {
    // iconv_open says "none" by a pointer that is none.
    if (handle_ == reinterpret_cast<iconv_t>(-1)) {  // NOLINT
      throw Error{Error::Kind::input,
                  fmt::format("this system cannot convert {}: its iconv lacks it; convert the file to UTF-8 elsewhere",
                              name(from))};
    }
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;
  Conversion(Conversion&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Conversion& operator=(Conversion&&) = delete;
  ~Conversion() {
    if (handle_ != nullptr) ::iconv_close(handle_);
  }

  enum class Stop : std::uint8_t { end, wrong, cut };
  struct Result {
    std::size_t eaten;
    Stop why;
  };

  /// Appends what `from` says, up to its end or the first bytes that say nothing (wrong), or would with more (cut).
  Result append(std::string_view from, std::string& to) {
    char* in = const_cast<char*>(from.data());  // NOLINT: iconv's interface is older than const
    std::size_t left = from.size();
    for (;;) {
      std::array<char, 4096> block;  // NOLINT(*-member-init)
      char* out = block.data();
      std::size_t room = block.size();
      const std::size_t result = ::iconv(handle_, &in, &left, &out, &room);
      const int error = errno;
      to.append(block.data(), block.size() - room);
      if (result != static_cast<std::size_t>(-1)) return {from.size(), Stop::end};
      if (error != E2BIG) return {from.size() - left, error == EINVAL ? Stop::cut : Stop::wrong};
    }
  }

 private:
  iconv_t handle_;
};

/// Whether zeros show that ASCII was written in two bytes a letter: in which of the two they stand.
std::optional<Encoding> utf_16_by_zeros(std::string_view beginning) {
  beginning = beginning.substr(0, 64);
  if (beginning.size() < 4) return std::nullopt;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < beginning.size(); ++i) {
    if (beginning[i] == '\0') ++zeros.at(i % 2);
  }
  const std::size_t most = beginning.size() / 2 - beginning.size() / 16;
  if (zeros[1] >= most && zeros[0] == 0) return Encoding::utf_16_le;
  if (zeros[0] >= most && zeros[1] == 0) return Encoding::utf_16_be;
  return std::nullopt;
}

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};
constexpr std::array marks{Mark{byte_order_mark, Encoding::utf_8}, Mark{"\xFF\xFE", Encoding::utf_16_le},
                           Mark{"\xFE\xFF", Encoding::utf_16_be}};

std::optional<Mark> mark_of(std::string_view beginning) {
  for (const Mark& mark : marks) {
    if (beginning.substr(0, mark.bytes.size()) == mark.bytes) return mark;
  }
  return std::nullopt;
}

/// Text that was decoded and waits to be read.
class Waiting {
 public:
  [[nodiscard]] bool empty() const { return at_ == text_.size(); }
  std::string& text() { return text_; }
  std::size_t read(std::span<char> into) {
    const std::size_t size = std::min(into.size(), text_.size() - at_);
    std::copy_n(text_.data() + at_, size, into.data());
    at_ += size;
    if (empty()) {
      text_.clear();
      at_ = 0;
    }
    return size;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

class Utf16Reader : public TextReader {
 public:
  Utf16Reader(std::string name, std::unique_ptr<ByteReader> bytes, Encoding encoding, bool marked)
      : name_(std::move(name)), bytes_(std::move(bytes)), encoding_(encoding), marked_(marked), conversion_(encoding) {}

  [[nodiscard]] Encoding encoding() const override { return encoding_; }
  [[nodiscard]] bool marked() const override { return marked_; }

  std::size_t read(std::span<char> into) override {
    while (waiting_.empty() && convert_block()) {
    }
    return waiting_.read(into);
  }

 private:
  bool convert_block() {
    constexpr std::size_t block = std::size_t{1} << 16;
    const std::size_t old = raw_.size();
    raw_.resize(old + block);
    const std::size_t got = bytes_->read({raw_.data() + old, block});
    raw_.resize(old + got);
    if (raw_.empty()) return false;
    if (got == 0) {
      if (raw_.size() % 2 != 0) {
        throw TextFault{name_,
                        "the file ends in the middle of a letter (UTF-16, an odd number of bytes); get it again, "
                        "it was not copied whole"};
      }
      // Half a pair at the very end.
      waiting_.text() += half_pair(raw_, encoding_);
      raw_.clear();
      return true;
    }
    std::string_view rest = raw_;
    for (;;) {
      const auto [eaten, why] = conversion_.append(rest, waiting_.text());
      rest.remove_prefix(eaten);
      if (why != Conversion::Stop::wrong) break;
      waiting_.text() += half_pair(rest, encoding_);
      rest.remove_prefix(2);
    }
    raw_.erase(0, raw_.size() - rest.size());
    return true;
  }

  std::string name_;
  std::unique_ptr<ByteReader> bytes_;
  Encoding encoding_;
  bool marked_;
  Conversion conversion_;
  std::string raw_;  // the beginning of a letter
  Waiting waiting_;
};

/// UTF-8 and the encodings that, as it, hold ASCII as it is: line ends can be seen before anything is decoded.
class AsciiBasedReader : public TextReader {
 public:
  AsciiBasedReader(std::string name, std::unique_ptr<ByteReader> bytes, bool marked, std::optional<Encoding> given,
                   bool shift_jis_first)
      : name_(std::move(name)), bytes_(std::move(bytes)), marked_(marked), only_given_(given), encoding_(given) {
    if (marked) encoding_ = Encoding::utf_8;
    fallbacks_ = {Encoding::windows_1252, Encoding::shift_jis};
    if (shift_jis_first) std::swap(fallbacks_[0], fallbacks_[1]);
  }

  [[nodiscard]] Encoding encoding() const override { return encoding_.value_or(Encoding::utf_8); }
  [[nodiscard]] bool marked() const override { return marked_; }

  std::size_t read(std::span<char> into) override {
    while (waiting_.empty()) {
      // What is held back goes in front, unless the place is too small to get on with.
      if (held_.size() <= into.size() / 2) {
        const std::size_t size = read_in_place(into);
        if (size != 0 || (held_.empty() && waiting_.empty())) return size;
      } else {
        decode_held_lines();
      }
    }
    return waiting_.read(into);
  }

 private:
  /// Where the bytes are UTF-8 already they are read to where they are wanted, and only looked at. 0 where nothing
  /// could be given out: then something is held, or the end has come.
  std::size_t read_in_place(std::span<char> into) {
    std::copy(held_.begin(), held_.end(), into.begin());
    const std::size_t size = held_.size() + bytes_->read(into.subspan(held_.size()));
    const bool ended = size == held_.size();
    held_.clear();
    const std::string_view text{into.data(), size};
    const std::size_t ascii = first_beyond_ascii(text);
    if (ascii == size) return size;
    if (encoding_ == Encoding::utf_8 && (ended ? valid_utf8(text) == size : hold_last_line(text) != 0)) {
      return size - held_.size();
    }
    held_ = text.substr(ascii);
    if (ended) decode_held_lines();
    return ascii;
  }

  /// Holds back the line at the end that is not whole, from its first byte beyond ASCII on: should the rest of it prove
  /// not to be UTF-8, all of it is decoded alike. The number of bytes that can be given out; 0 where they need
  /// decoding.
  std::size_t hold_last_line(std::string_view text) {
    const auto last_line = text.find_last_of("\r\n") + 1;  // npos + 1 is 0
    if (valid_utf8(text.substr(0, last_line)) != last_line) return 0;
    const std::size_t from = last_line + first_beyond_ascii(text.substr(last_line));
    held_ = text.substr(from);
    return from;
  }

  /// Takes whole lines out of what is held, tops it up where there is none, and decodes them.
  void decode_held_lines() {
    if (!encoding_) {
      top_up(longest_line);
      encoding_ = decided();
    }
    auto end = held_.find_last_of("\r\n");
    while (end == std::string::npos && held_.size() <= longest_line && top_up(held_.size() + 1)) {
      end = held_.find_last_of("\r\n");
    }
    if (in_long_line_ || (end == std::string::npos && held_.size() > longest_line)) return pass_long_line();
    if (end == std::string::npos) end = held_.size() - 1;
    const std::string_view lines = std::string_view{held_}.substr(0, end + 1);
    for (std::size_t begin = 0; begin < lines.size();) {
      const auto line_end = std::min(lines.find_first_of("\r\n", begin), lines.size() - 1);
      const auto line = lines.substr(begin, line_end + 1 - begin);
      try {
        decode_line(line);
      } catch (const TextFault&) {
        // What stands before it is given out first: by then its line is known.
        if (waiting_.empty()) throw;
        held_.erase(0, begin);
        return;
      }
      begin += line.size();
    }
    held_.erase(0, lines.size());
  }

  /// A line that is longer than a record may be is at fault whatever it says: where it ends is all that matters of it.
  void pass_long_line() {
    const auto end = held_.find_first_of("\r\n");
    in_long_line_ = end == std::string::npos;
    const std::string_view part = std::string_view{held_}.substr(0, in_long_line_ ? held_.size() : end + 1);
    mask(part);
    held_.erase(0, part.size());
  }

  void mask(std::string_view part) {
    for (const char c : part) waiting_.text().push_back(static_cast<unsigned char>(c) < 0x80 ? c : '?');
  }

  /// False where nothing more has come.
  bool top_up(std::size_t wanted) {
    constexpr std::size_t block = std::size_t{1} << 16;
    const std::size_t before = held_.size();
    while (held_.size() < wanted) {
      const std::size_t old = held_.size();
      held_.resize(old + block);
      const std::size_t got = bytes_->read({held_.data() + old, block});
      held_.resize(old + got);
      if (got == 0) break;
    }
    return held_.size() > before;
  }

  /// The file's encoding, by the mebibyte that begins at its first byte beyond ASCII.
  [[nodiscard]] Encoding decided() {
    const std::string_view window = whole_lines(std::string_view{held_}.substr(0, longest_line));
    std::size_t as_utf_8 = 0;
    std::size_t others = 0;
    for (std::size_t begin = 0; begin < window.size();) {
      const auto end = std::min(window.find_first_of("\r\n", begin), window.size());
      const auto line = window.substr(begin, end - begin);
      const bool tells = line.size() < longest_line && first_beyond_ascii(line) != line.size();
      if (tells) ++(valid_utf8(line) == line.size() ? as_utf_8 : others);
      begin = end + 1;
    }
    // Text in another encoding hardly ever happens to be UTF-8 as well.
    if (as_utf_8 >= others) return Encoding::utf_8;
    // Hardly a byte has no meaning in Windows-1252, so that fitting it says little: where Shift_JIS is expected, half
    // of the lines are enough for it; elsewhere it must fit more of them than the other.
    const std::size_t japanese = fitting_lines(window, Encoding::shift_jis);
    const bool expected = fallbacks_[0] == Encoding::shift_jis && 2 * japanese >= as_utf_8 + others;
    const bool more = japanese > fitting_lines(window, Encoding::windows_1252);
    return expected || more ? Encoding::shift_jis : Encoding::windows_1252;
  }

  /// Without the line that the end of the window cuts, if there are others.
  [[nodiscard]] std::string_view whole_lines(std::string_view window) const {
    if (window.size() == held_.size()) return window;
    const auto end = window.find_last_of("\r\n");
    return end == std::string_view::npos ? window : window.substr(0, end + 1);
  }

  /// How many lines beyond ASCII fit the encoding. One that is too long says nothing.
  std::size_t fitting_lines(std::string_view window, Encoding encoding) {
    std::size_t count = 0;
    std::string unused;
    for (std::size_t begin = 0; begin < window.size();) {
      const auto end = std::min(window.find_first_of("\r\n", begin), window.size());
      const auto line = window.substr(begin, end - begin);
      unused.clear();
      if (line.size() < longest_line && first_beyond_ascii(line) != line.size() && try_append(line, encoding, unused)) {
        ++count;
      }
      begin = end + 1;
    }
    return count;
  }

  bool try_append(std::string_view text, Encoding encoding, std::string& to) {
    if (encoding == Encoding::utf_8) {
      if (valid_utf8(text) != text.size()) return false;
      to += text;
      return true;
    }
    const std::size_t old = to.size();
    if (conversion(encoding).append(text, to).why == Conversion::Stop::end) return true;
    to.resize(old);
    return false;
  }

  void decode_line(std::string_view line) {
    if (line.size() > longest_line) return mask(line);
    if (first_beyond_ascii(line) == line.size()) {
      waiting_.text() += line;
      return;
    }
    if (try_append(line, *encoding_, waiting_.text())) return;
    if (only_given_) {
      throw TextFault{name_, fmt::format("holds bytes that are no {}, which --encoding asks for; without that option "
                                         "the encoding is found by itself",
                                         lsr::name(*encoding_))};
    }
    for (const Encoding each : {Encoding::utf_8, fallbacks_[0], fallbacks_[1]}) {
      if (try_append(line, each, waiting_.text())) return;
    }
    throw TextFault{name_,
                    "holds bytes that are neither UTF-8 nor Windows-1252 nor Shift_JIS; save the file as UTF-8, "
                    "or name its encoding with --encoding"};
  }

  Conversion& conversion(Encoding encoding) {
    auto& slot = encoding == Encoding::windows_1252 ? windows_1252_ : shift_jis_;
    if (!slot) slot.emplace(encoding);
    return *slot;
  }

  static constexpr std::size_t longest_line = std::size_t{1} << 20;

  std::string name_;
  std::unique_ptr<ByteReader> bytes_;
  bool marked_;
  std::optional<Encoding> only_given_;
  std::optional<Encoding> encoding_;  // once it is known
  std::array<Encoding, 2> fallbacks_{};
  std::string held_;  // read, and not given out yet
  bool in_long_line_ = false;
  Waiting waiting_;
  std::optional<Conversion> windows_1252_;
  std::optional<Conversion> shift_jis_;
};

}  // namespace

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8: return "UTF-8";
    case Encoding::utf_16_le: return "UTF-16LE";
    case Encoding::utf_16_be: return "UTF-16BE";
    case Encoding::windows_1252: return "Windows-1252";
    case Encoding::shift_jis: return "Shift_JIS";
  }
  return "";
}

std::optional<Encoding> encoding_named(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, Encoding>, 20> names{{
      {"utf8", Encoding::utf_8},           {"ascii", Encoding::utf_8},
      {"usascii", Encoding::utf_8},        {"utf16", Encoding::utf_16_le},
      {"utf16le", Encoding::utf_16_le},    {"utf16be", Encoding::utf_16_be},
      {"unicode", Encoding::utf_16_le},    {"windows1252", Encoding::windows_1252},
      {"cp1252", Encoding::windows_1252},  {"1252", Encoding::windows_1252},
      {"latin1", Encoding::windows_1252},  {"iso88591", Encoding::windows_1252},
      {"ansi", Encoding::windows_1252},    {"shiftjis", Encoding::shift_jis},
      {"sjis", Encoding::shift_jis},       {"cp932", Encoding::shift_jis},
      {"932", Encoding::shift_jis},        {"ms932", Encoding::shift_jis},
      {"windows31j", Encoding::shift_jis}, {"mskanji", Encoding::shift_jis},
  }};
  std::string compared;
  for (const char c : text) {
    if (c != '-' && c != '_' && c != ' ') compared.push_back(lower(c));
  }
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == compared; });
  if (found == names.end()) return std::nullopt;
  return found->second;
}

std::unique_ptr<TextReader> decoded(std::string name, std::unique_ptr<ByteReader> bytes, const EncodingChoice& choice) {
  auto ahead = std::make_unique<Lookahead>(std::move(bytes));
  const std::string_view beginning = ahead->peek(64);
  const auto mark = mark_of(beginning);
  auto encoding = mark ? std::optional{mark->encoding} : choice.given;
  if (!encoding) encoding = utf_16_by_zeros(beginning);
  if (mark) ahead->skip(mark->bytes.size());
  if (encoding == Encoding::utf_16_le || encoding == Encoding::utf_16_be) {
    return std::make_unique<Utf16Reader>(std::move(name), std::move(ahead), *encoding, mark.has_value());
  }
  // A mark names the encoding, but does not forbid a broken line; --encoding does.
  const auto given = mark ? std::nullopt : choice.given;
  return std::make_unique<AsciiBasedReader>(std::move(name), std::move(ahead), mark.has_value(), given,
                                            choice.shift_jis_first);
}

}  // namespace lsr
