#include "lsr/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "lsr/error.hpp"

namespace {

using lsr::ByteReader;
using lsr::Error;
using lsr::Source;

/// A directory of its own, gone with everything in it when the test is over.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lsr_input_test.XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Scratch(Scratch&&) = delete;
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string directory() const { return path_.string(); }

  [[nodiscard]] std::string file(const std::string& name, std::string_view text) const {
    std::ofstream out{path(name), std::ios::binary};
    out << text;
    REQUIRE(out.good());
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

struct Pipe {
  Pipe() { REQUIRE(::pipe(ends.data()) == 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  Pipe(Pipe&&) = delete;
  Pipe& operator=(Pipe&&) = delete;
  ~Pipe() {
    ::close(ends[0]);
    close_writing_end();
  }
  void write(std::string_view text) const {
    REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  void close_writing_end() {
    if (ends[1] >= 0) ::close(ends[1]);
    ends[1] = -1;
  }
  std::array<int, 2> ends{};
};

std::string next_block(ByteReader& bytes, std::size_t size) {
  std::string block(size, '\0');
  block.resize(bytes.read(block));
  return block;
}

std::string all_of(ByteReader& bytes, std::size_t block) {
  std::string text;
  for (auto part = next_block(bytes, block); !part.empty(); part = next_block(bytes, block)) text += part;
  return text;
}

template <typename Action>
std::optional<Error> error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("input: a source says the same whatever the size of the blocks", "[input]") {
  const Scratch scratch;
  std::string text = "order-id,purchase-date\r\n";
  text.push_back('\0');
  text += "\xFF last line without an end";
  const std::string path = scratch.file("orders.csv", text);

  for (const std::size_t block : {std::size_t{1}, std::size_t{2}, std::size_t{7}, text.size(), std::size_t{4096}}) {
    INFO("block " << block);
    CHECK(all_of(*lsr::file_source(path).open(), block) == text);
    CHECK(all_of(*lsr::memory_source("orders.csv", text).open(), block) == text);
  }
}

TEST_CASE("input: a reader fills the block as far as there is anything, and gives 0 at the end for ever", "[input]") {
  const Scratch scratch;
  const std::string path = scratch.file("orders.csv", "abcde");
  const auto sources = {lsr::file_source(path), lsr::memory_source("memory", "abcde")};
  for (const Source& source : sources) {
    INFO(source.name);
    const auto bytes = source.open();
    CHECK(next_block(*bytes, 3) == "abc");
    CHECK(next_block(*bytes, 3) == "de");
    CHECK(next_block(*bytes, 3).empty());
    CHECK(next_block(*bytes, 3).empty());
  }
}

TEST_CASE("input: an empty source has its end at once", "[input]") {
  const Scratch scratch;
  CHECK(next_block(*lsr::file_source(scratch.file("empty.csv", "")).open(), 8).empty());
  CHECK(next_block(*lsr::memory_source("empty", "").open(), 8).empty());
}

TEST_CASE("input: a regular file may be opened a second time, and says the same", "[input]") {
  const Scratch scratch;
  const std::string path = scratch.file("orders.csv", "abcde");
  const auto sources = {lsr::file_source(path), lsr::memory_source("memory", "abcde")};
  for (const Source& source : sources) {
    INFO(source.name);
    CHECK(source.rereadable);
    const auto first = source.open();
    CHECK(next_block(*first, 2) == "ab");
    // The two readers are at places of their own.
    const auto second = source.open();
    CHECK(all_of(*second, 8) == "abcde");
    CHECK(all_of(*first, 8) == "cde");
  }
}

TEST_CASE("input: a source keeps the name it was given", "[input]") {
  const Scratch scratch;
  const std::string path = scratch.file("orders.csv", "x");
  CHECK(lsr::file_source(path).name == path);
  CHECK(lsr::memory_source("a name", "x").name == "a name");
  CHECK(lsr::stream_source("standard input", 0).name == "standard input");
}

TEST_CASE("input: what cannot be read is a fault of the file that names it and the remedy", "[input]") {
  const Scratch scratch;
  struct Case {
    const char* sentence;
    std::string path;
    const char* says;
  };
  std::vector<Case> cases{
      {"a missing file", scratch.path("missing.csv"), "no such file"},
      {"a file in a missing directory", scratch.path("no/orders.csv"), "no such file"},
      {"a directory", scratch.directory(), "is a directory"},
      {"a file taken for a directory", scratch.file("plain.csv", "x") + "/orders.csv", "irectory"},
      {"the empty name", "", "no such file"},
  };
  // Root may read everything: then there is no such case.
  if (::geteuid() != 0) {
    const std::string locked = scratch.file("locked.csv", "x");
    REQUIRE(::chmod(locked.c_str(), 0) == 0);
    cases.push_back({"a file without the permission to read it", locked, "permission"});
  }
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto error = error_of([&] { lsr::file_source(each.path); });
    REQUIRE(error);
    CHECK(error->kind() == Error::Kind::input);
    CHECK_THAT(error->what(), Catch::StartsWith(each.path + ": ") && Catch::Contains(each.says));
  }
}

TEST_CASE("input: a file that goes away before it is opened is a fault of the file", "[input]") {
  const Scratch scratch;
  const std::string path = scratch.file("orders.csv", "x");
  const Source source = lsr::file_source(path);
  REQUIRE(std::filesystem::remove(path));
  const auto error = error_of([&] { source.open(); });
  REQUIRE(error);
  CHECK(error->kind() == Error::Kind::input);
  CHECK_THAT(error->what(), Catch::StartsWith(path + ": "));
}

TEST_CASE("input: a named pipe is a file that can be read only once", "[input]") {
  const Scratch scratch;
  const std::string path = scratch.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  CHECK_FALSE(lsr::file_source(path).rereadable);
}

TEST_CASE("input: a pipe that hands out its bytes in drops still fills whole blocks", "[input]") {
  Pipe pipe;
  const Source source = lsr::stream_source("-", pipe.ends[0]);
  CHECK_FALSE(source.rereadable);
  pipe.write("a");
  std::thread drops{[&] {
    for (const char* drop : {"b", "c", "de", "f"}) {
      std::this_thread::sleep_for(std::chrono::milliseconds{2});
      pipe.write(drop);
    }
    pipe.close_writing_end();
  }};
  const auto bytes = source.open();
  const auto first = next_block(*bytes, 4);
  const auto second = next_block(*bytes, 4);
  const auto third = next_block(*bytes, 4);
  drops.join();
  CHECK(first == "abcd");
  CHECK(second == "ef");
  CHECK(third.empty());
}

TEST_CASE("input: a stream's descriptor is not closed, for it is not the reader's own", "[input]") {
  Pipe pipe;
  pipe.write("abc");
  {
    const auto bytes = lsr::stream_source("-", pipe.ends[0]).open();
    CHECK(next_block(*bytes, 2) == "ab");
  }
  CHECK(::fcntl(pipe.ends[0], F_GETFD) != -1);
  char rest = '\0';
  CHECK(::read(pipe.ends[0], &rest, 1) == 1);
  CHECK(rest == 'c');
}

TEST_CASE("input: a file's descriptor is closed with its reader", "[input]") {
  const Scratch scratch;
  const Source source = lsr::file_source(scratch.file("orders.csv", "abc"));
  const auto lowest_free = [] {
    const int descriptor = ::dup(0);
    REQUIRE(descriptor >= 0);
    ::close(descriptor);
    return descriptor;
  };
  const int before = lowest_free();
  for (int i = 0; i < 3; ++i) all_of(*source.open(), 8);
  CHECK(lowest_free() == before);
}

TEST_CASE("input: a stream that fails while it is read is a fault of the file", "[input]") {
  const Scratch scratch;
  // A directory opens like a file, as in `lsr - < orders/`, and fails at the first read.
  const int directory = ::open(scratch.directory().c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(directory >= 0);
  const auto bytes = lsr::stream_source("-", directory).open();
  const auto error = error_of([&] { next_block(*bytes, 8); });
  ::close(directory);
  REQUIRE(error);
  CHECK(error->kind() == Error::Kind::input);
  CHECK_THAT(error->what(), Catch::StartsWith("-: ") && Catch::Contains("is a directory"));
}
