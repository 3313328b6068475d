// The program as a whole: each folder below tests/cli is a case, see the README.md there.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The surname of every buyer in the cases' logs. Buyers never leave the file (SPEC §7).
const std::string buyers_name = "Hidden";

struct Outcome {
  std::string out;
  std::string err;
  int exit = 0;
};

/// An empty directory of our own, which vanishes with its contents.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "lsr-cli-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory: " + name};
    path_ = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Scratch(Scratch&&) = delete;
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// What the file holds; nothing where there is none.
std::string content(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// As one word of a shell's command line.
std::string quoted(const std::string& text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return word + "'";
}

/// Runs a command line in `directory`, in an environment that holds PATH, LSR, an empty TMP and
/// `settings` alone.
Outcome run(const std::string& line, const fs::path& directory, const std::string& settings = "",
            const std::string& standard_output = "") {
  const Scratch scratch;
  const fs::path out = scratch.path() / "out";
  const fs::path err = scratch.path() / "err";
  const fs::path tmp = scratch.path() / "tmp";
  fs::create_directory(tmp);
  const char* const path = std::getenv("PATH");
  const std::string shell =
      "cd " + quoted(directory.string()) + " && exec env -i PATH=" + quoted(path == nullptr ? "/usr/bin:/bin" : path) +
      " LSR=" + quoted(LSR_PROGRAM) + " TMP=" + quoted(tmp.string()) + ' ' + settings + " sh -c " + quoted(line) +
      " < /dev/null > " + quoted(standard_output.empty() ? out.string() : standard_output) + " 2> " +
      quoted(err.string());
  const int status = std::system(shell.c_str());
  return {content(out), content(err), WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Empty where the texts are the same, byte for byte; else the first line that differs.
std::string difference(const std::string& expected, const std::string& came) {
  if (expected == came) return "";
  const auto expected_lines = lines_of(expected);
  const auto came_lines = lines_of(came);
  const auto line = [](const std::vector<std::string>& lines, std::size_t i) {
    return i < lines.size() ? lines[i] : std::string{"(the end)"};
  };
  for (std::size_t i = 0; i < std::max(expected_lines.size(), came_lines.size()); ++i) {
    if (line(expected_lines, i) == line(came_lines, i)) continue;
    return "line " + std::to_string(i + 1) + "\nexpected: " + line(expected_lines, i) +
           "\ncame:     " + line(came_lines, i) + "\nall that came:\n" + came;
  }
  return "only the line ends differ";
}

/// Empty texts and exit status 0 have no file.
void write_golden(const fs::path& path, const std::string& text) {
  fs::remove(path);
  if (text.empty()) return;
  std::ofstream file{path, std::ios::binary};
  file << text;
  REQUIRE(file.flush());
}

std::vector<fs::path> case_folders() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator{fs::path{LSR_SOURCE_DIR} / "tests" / "cli"}) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

bool shall_update() {
  const char* const value = std::getenv("LSR_UPDATE_GOLDEN");
  return value != nullptr && std::string{value} == "1";
}

/// The terminal that a program believes it prints on.
class Terminal {
 public:
  Terminal() : master_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0) throw std::runtime_error{"no terminal"};
    name_ = ::ptsname(master_);
    // While we hold it open ourselves, what is written to it is kept until it is read.
    slave_ = ::open(name_.c_str(), O_RDWR | O_NOCTTY);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  Terminal(Terminal&&) = delete;
  Terminal& operator=(Terminal&&) = delete;
  ~Terminal() {
    ::close(slave_);
    ::close(master_);
  }

  [[nodiscard]] const std::string& name() const { return name_; }

  /// What was written, up to what its buffer holds.
  [[nodiscard]] std::string shown() const {
    // It comes in pieces, and where nothing is left a read waits: a mark of our own behind it tells the end.
    const char end = '\0';
    if (::write(slave_, &end, 1) != 1) throw std::runtime_error{"no terminal"};
    std::string text;
    std::array<char, 4096> piece{};
    while (text.empty() || text.back() != end) {
      const auto size = ::read(master_, piece.data(), piece.size());
      if (size <= 0) throw std::runtime_error{"no terminal"};
      text.append(piece.data(), static_cast<std::size_t>(size));
    }
    text.pop_back();
    return text;
  }

 private:
  int master_;
  int slave_ = -1;
  std::string name_;
};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream{line};
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  if (!line.empty() && line.back() == ',') cells.emplace_back();
  return cells;
}

using Record = std::map<std::string, std::string>;

/// The rows of a CSV without quotes, by their heads.
std::vector<Record> records_of(const std::string& text) {
  const auto lines = lines_of(text);
  REQUIRE_FALSE(lines.empty());
  REQUIRE(text.find('"') == std::string::npos);
  const auto heads = cells_of(lines.front());
  std::vector<Record> records;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto cells = cells_of(lines[i]);
    REQUIRE(cells.size() == heads.size());
    Record& record = records.emplace_back();
    for (std::size_t k = 0; k < heads.size(); ++k) record[heads[k]] = cells[k];
  }
  return records;
}

}  // namespace

TEST_CASE("the program prints, says and returns what each case in tests/cli expects", "[cli]") {
  const auto folders = case_folders();
  REQUIRE_FALSE(folders.empty());
  for (const auto& folder : folders) {
    const std::string name = folder.filename().string();
    DYNAMIC_SECTION(name) {
      const std::string line = content(folder / "cmd");
      REQUIRE_FALSE(line.empty());
      INFO("in tests/cli/" << name << ": " << line);
      const Outcome came = run(line, folder);
      CHECK(came.out.find(buyers_name) == std::string::npos);
      CHECK(came.err.find(buyers_name) == std::string::npos);
      if (shall_update()) {
        write_golden(folder / "expected.out", came.out);
        write_golden(folder / "expected.err", came.err);
        write_golden(folder / "expected.exit", came.exit == 0 ? "" : std::to_string(came.exit) + '\n');
        continue;
      }
      const std::string expected_exit = content(folder / "expected.exit");
      CHECK(came.exit == (expected_exit.empty() ? 0 : std::stoi(expected_exit)));
      const std::string out = difference(content(folder / "expected.out"), came.out);
      const std::string err = difference(content(folder / "expected.err"), came.err);
      CHECK_THAT(out, Catch::Equals(""));
      CHECK_THAT(err, Catch::Equals(""));
    }
  }
}

TEST_CASE("the verdicts on the sample are those that were worked out by hand", "[cli]") {
  const fs::path sample = fs::path{LSR_SOURCE_DIR} / "data" / "sample";
  const Outcome came = run("$LSR orders orders.csv --as-of 2026-03-20T18:00-07:00 --format csv", sample);
  CHECK_THAT(came.err, Catch::Equals(""));
  CHECK(came.exit == 1);
  const auto expected = records_of(content(sample / "expected.csv"));
  const auto orders = records_of(came.out);
  REQUIRE(expected.size() == orders.size());
  REQUIRE(expected.size() > 200);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO("order " << expected[i].at("order_id"));
    CHECK(orders[i].at("order_id") == expected[i].at("order_id"));
    CHECK(orders[i].at("verdict") == expected[i].at("verdict"));
    CHECK(orders[i].at("reason") == expected[i].at("reason"));
    if (!expected[i].at("ship_by").empty()) CHECK(orders[i].at("ship_by") == expected[i].at("ship_by"));
  }
}

TEST_CASE("colours show on a terminal that has them, and nowhere else", "[cli]") {
  try {
    const Terminal probe;
  } catch (const std::runtime_error&) {
    WARN("no terminal can be opened here: not examined");
    return;
  }
  const fs::path folder = fs::path{LSR_SOURCE_DIR} / "tests" / "cli" / "exit-1-over";
  const std::string report = "$LSR report orders.csv --as-of 2026-03-06T12:00";
  struct Row {
    std::string settings;
    std::string option;
    bool colored;
  };
  const std::vector<Row> rows{
      {"TERM=xterm", "", true},
      {"TERM=xterm NO_COLOR=1", "", false},
      {"TERM=xterm NO_COLOR=", "", true},
      {"TERM=xterm NO_COLOR=1", " --color always", true},
      {"TERM=dumb", "", false},
      {"TERM=xterm", " --color never", false},
      {"", "", false},
      {"TERM=xterm", " | cat", false},
  };
  for (const auto& row : rows) {
    INFO(row.settings << row.option);
    const Terminal terminal;
    const Outcome came = run(report + row.option, folder, row.settings, terminal.name());
    CHECK_THAT(came.err, Catch::Equals(""));
    const std::string shown = terminal.shown();
    CHECK(shown.find("OVER") != std::string::npos);
    CHECK((shown.find("\x1b[") != std::string::npos) == row.colored);
  }
}

TEST_CASE("how far the reading is shows on a terminal, and is gone before anything else is said", "[cli]") {
  try {
    const Terminal probe;
  } catch (const std::runtime_error&) {
    WARN("no terminal can be opened here: not examined");
    return;
  }
  struct Row {
    std::string settings;
    std::string option;
    std::string errors_to;  ///< empty: the terminal
    bool shown;
  };
  const std::vector<Row> rows{
      {"TERM=xterm", "", "", true},
      {"TERM=dumb", "", "", false},
      {"", "", "", false},
      {"TERM=xterm", " --no-progress", "", false},
      {"TERM=xterm", " --quiet", "", false},
      {"TERM=xterm", " --rejects -", "", false},
      {"TERM=xterm", "", "&1 | cat", false},
      {"TERM=xterm", "", "/dev/null", false},
  };
  const fs::path folder = fs::path{LSR_SOURCE_DIR} / "tests" / "cli" / "rejects-incomplete-text";
  // The input takes long enough to end; all of them side by side.
  const std::string slowly = "{ cat orders.csv; sleep 3; } | $LSR report - --as-of 2026-03-06T12:00";
  std::vector<Terminal> terminals(rows.size());
  std::vector<std::future<Outcome>> runs;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& screen = terminals[i].name();
    const std::string line = slowly + rows[i].option + " 2>" + (rows[i].errors_to.empty() ? screen : rows[i].errors_to);
    runs.push_back(std::async(std::launch::async, run, line, folder, rows[i].settings, screen));
  }
  const std::string cleared = "\r\x1b[K";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO(rows[i].settings << rows[i].option << " 2>" << rows[i].errors_to);
    CHECK_THAT(runs[i].get().err, Catch::Equals(""));
    const std::string shown = terminals[i].shown();
    INFO(shown);
    CHECK(shown.find("INCOMPLETE") != std::string::npos);
    if (!rows[i].shown) {
      CHECK(shown.find(cleared.substr(1)) == std::string::npos);
      continue;
    }
    CHECK_THAT(shown, Catch::StartsWith("\r-: 2.2 kB\x1b[K"));
    const auto last = shown.rfind(cleared);
    REQUIRE(last != std::string::npos);
    CHECK(shown.find('\n') > last);
    CHECK_THAT(shown.substr(last + cleared.size()), Catch::StartsWith("-:"));
  }
}

TEST_CASE("each screen in the README is what the program prints", "[cli]") {
  const std::string readme = content(fs::path{LSR_SOURCE_DIR} / "README.md");
  const std::string fence = "```text\n$ lsr ";
  std::size_t screens = 0;
  for (auto at = readme.find(fence); at != std::string::npos; at = readme.find(fence, at + 1)) {
    const auto command_begin = at + fence.size();
    const auto command_end = readme.find('\n', command_begin);
    const auto screen_end = readme.find("```", command_end);
    REQUIRE(screen_end != std::string::npos);
    const std::string command = readme.substr(command_begin, command_end - command_begin);
    INFO("lsr " << command);
    const Outcome came = run("$LSR " + command, LSR_SOURCE_DIR);
    CHECK_THAT(came.out, Catch::Equals(readme.substr(command_end + 1, screen_end - command_end - 1)));
    ++screens;
  }
  CHECK(screens == 5);
}

TEST_CASE("a machine without zone data is told in one sentence what to install", "[cli]") {
  const fs::path zones = "/usr/share/zoneinfo";
  const Scratch empty;
  // A mount of our own hides the data from this run alone. Where that is not allowed, nothing can be shown.
  const std::string hidden =
      "unshare --mount --map-root-user sh -c 'mount --bind " + empty.path().string() + " " + zones.string() + " && ";
  if (!fs::exists(zones) || run(hidden + "true'", LSR_SOURCE_DIR).exit != 0) {
    WARN("mounts cannot be made here: not examined");
    return;
  }
  const Outcome came = run(hidden + "$LSR deadline --purchased 2026-03-07 --handling-time 2'", LSR_SOURCE_DIR);
  CHECK(came.exit == 3);
  CHECK_THAT(came.out, Catch::Equals(""));
  CHECK_THAT(came.err, Catch::Equals("lsr: this machine has no time zone database; install the package tzdata\n"));
}
