#include "ascii_based_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "utf8.hpp"

namespace lsr {

namespace {

/// As long as a record may be.
constexpr std::size_t longest_line = std::size_t{1} << 20;

/// The lines that say something of their encoding: beyond ASCII, and not too long to be read at all.
std::vector<std::string_view> telling_lines(std::string_view window) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < window.size();) {
    const auto end = std::min(window.find_first_of("\r\n", begin), window.size());
    const auto line = window.substr(begin, end - begin);
    if (line.size() < longest_line && first_beyond_ascii(line) != line.size()) lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

}  // namespace

AsciiBasedReader::AsciiBasedReader(std::string name, std::unique_ptr<ByteReader> bytes, bool marked,
                                   const EncodingChoice& choice)
    : name_(std::move(name)),
      bytes_(std::move(bytes)),
      marked_(marked),
      only_given_(marked ? std::nullopt : choice.given),
      encoding_(marked ? std::optional{Encoding::utf_8} : choice.given),
      fallbacks_{Encoding::windows_1252, Encoding::shift_jis} {
  if (choice.shift_jis_first) std::swap(fallbacks_[0], fallbacks_[1]);
}

std::size_t AsciiBasedReader::read(std::span<char> into) {
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

/// Where the bytes are UTF-8 already they are read to where they are wanted, and only looked at. 0 where nothing
/// could be given out: then something is held, or the end has come.
std::size_t AsciiBasedReader::read_in_place(std::span<char> into) {
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
std::size_t AsciiBasedReader::hold_last_line(std::string_view text) {
  const auto last_line = text.find_last_of("\r\n") + 1;  // npos + 1 is 0
  if (valid_utf8(text.substr(0, last_line)) != last_line) return 0;
  const std::size_t from = last_line + first_beyond_ascii(text.substr(last_line));
  held_ = text.substr(from);
  return from;
}

/// Takes whole lines out of what is held, tops it up where there is none, and decodes them.
void AsciiBasedReader::decode_held_lines() {
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
void AsciiBasedReader::pass_long_line() {
  const auto end = held_.find_first_of("\r\n");
  in_long_line_ = end == std::string::npos;
  const std::string_view part = std::string_view{held_}.substr(0, in_long_line_ ? held_.size() : end + 1);
  mask(part);
  held_.erase(0, part.size());
}

void AsciiBasedReader::mask(std::string_view part) {
  for (const char c : part) waiting_.text().push_back(static_cast<unsigned char>(c) < 0x80 ? c : '?');
}

/// False where nothing more has come.
bool AsciiBasedReader::top_up(std::size_t wanted) {
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
Encoding AsciiBasedReader::decided() {
  const std::string_view window = whole_lines(std::string_view{held_}.substr(0, longest_line));
  std::size_t as_utf_8 = 0;
  std::size_t others = 0;
  for (const auto line : telling_lines(window)) ++(valid_utf8(line) == line.size() ? as_utf_8 : others);
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
std::string_view AsciiBasedReader::whole_lines(std::string_view window) const {
  if (window.size() == held_.size()) return window;
  const auto end = window.find_last_of("\r\n");
  return end == std::string_view::npos ? window : window.substr(0, end + 1);
}

/// How many lines beyond ASCII fit the encoding.
std::size_t AsciiBasedReader::fitting_lines(std::string_view window, Encoding encoding) {
  std::string unused;
  const auto lines = telling_lines(window);
  return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [&](std::string_view line) {
    unused.clear();
    return try_append(line, encoding, unused);
  }));
}

bool AsciiBasedReader::try_append(std::string_view text, Encoding encoding, std::string& to) {
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

void AsciiBasedReader::decode_line(std::string_view line) {
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

Conversion& AsciiBasedReader::conversion(Encoding encoding) {
  auto& slot = encoding == Encoding::windows_1252 ? windows_1252_ : shift_jis_;
  if (!slot) slot.emplace(encoding);
  return *slot;
}

}  // namespace lsr
