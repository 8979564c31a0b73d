// Runs the real programs: a server with a folder of its own, and command lines against it.
#ifndef TASHBIK_TESTS_E2E_HARNESS_H_
#define TASHBIK_TESTS_E2E_HARNESS_H_

#include <sys/types.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/testing/temporary_folder.h"

namespace tashbik::e2e {

struct Result {
  int code = -1;  // exit code; 128 + signal where one ended it
  std::string out;
  std::string err;
};

// Starts a program; its output is read by Wait, or line by line.
class Process {
 public:
  // `terminal` gives it a pseudo-terminal as standard output and error.
  Process(const std::vector<std::string>& arguments,
          const std::map<std::string, std::string>& environment, const std::string& input = "",
          bool terminal = false);
  // Kills what still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // The next line of standard output, without its end; empty at the end of output.
  std::string ReadLine();
  void Signal(int number);
  // Reads the rest of the output and waits for the end.
  Result Wait();

 private:
  // Reads from whichever output has something; false when both have ended.
  bool Pump();

  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
  Result result_;
};

// A server on a free port of this machine, with data, configuration and tokens in a temporary
// folder, so that nothing of the user's is seen or touched.
class Server {
 public:
  // `configuration` is TOML, besides what flags say.
  explicit Server(const std::string& configuration = "");
  ~Server();

  // Starts it (again) on the same data; with `same_port` where it listened before.
  void Start(bool same_port = false);
  void Kill();  // SIGKILL
  void Stop();  // SIGTERM, and waits
  void Signal(int number) { process_->Signal(number); }

  const std::string& address() const { return address_; }
  const std::string& folder() const { return folder_.path(); }

  // Runs `tashbik` with the tokens that the server left, as its user would.
  Result Run(const std::vector<std::string>& arguments, const std::string& input = "",
             const std::map<std::string, std::string>& environment = {}) const;
  // The same, still running or on a terminal.
  std::unique_ptr<Process> Begin(const std::vector<std::string>& arguments,
                                 const std::map<std::string, std::string>& environment = {},
                                 bool terminal = false) const;
  // Runs it and expects exit code 0; returns its standard output.
  std::string Do(const std::vector<std::string>& arguments, const std::string& input = "") const;

  // Writes a file into the folder and returns its path.
  std::string Write(const std::string& name, const std::string& text) const;

 private:
  std::map<std::string, std::string> Environment() const;

  testing::TemporaryFolder folder_;
  std::string address_;
  std::unique_ptr<Process> process_;
};

// People of a server's first hub: each speaks for an organization, with a token of its own.
class People {
 public:
  // The server must outlive them.
  explicit People(const Server& server) : server_(server) {}

  // Makes an organization with these fields (`--set`), a member of the hub, and its token; returns
  // its resource name.
  std::string Join(const std::string& name, const std::vector<std::string>& fields);
  // The file with the token of who joined by that name.
  const std::string& TokenFile(const std::string& name) const { return tokens_.at(name); }
  // Runs `tashbik` with it; DoAs expects exit code 0 and returns the standard output.
  Result As(const std::string& name, std::vector<std::string> arguments) const;
  std::string DoAs(const std::string& name, const std::vector<std::string>& arguments) const;

 private:
  const Server& server_;
  std::map<std::string, std::string> tokens_;  // files, by name
};

// Whether `part` stands in `text`.
bool Holds(const std::string& text, const std::string& part);
// The lines of a text.
std::vector<std::string> Lines(const std::string& text);
// How often `part` stands in `text`.
int Count(const std::string& text, const std::string& part);
// The repository's root.
std::string Repository();

}  // namespace tashbik::e2e

#endif  // TASHBIK_TESTS_E2E_HARNESS_H_
