// Processes by fork and exec; the server's start is awaited by inotify, so that nothing sleeps.
#include "tests/e2e/harness.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"

namespace tashbik::e2e {
namespace {

namespace fs = std::filesystem;

// Longer than any start; only a broken one takes it.
constexpr int kStartTimeoutMs = 60'000;

[[noreturn]] void Execute(const std::vector<std::string>& arguments,
                          const std::map<std::string, std::string>& environment) {
  clearenv();
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(argv[0], argv.data());
  _exit(127);
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

Process::Process(const std::vector<std::string>& arguments,
                 const std::map<std::string, std::string>& environment, const std::string& input,
                 bool terminal) {
  if (terminal) {
    winsize size{};
    size.ws_col = 100;
    size.ws_row = 40;
    pid_ = forkpty(&out_, nullptr, nullptr, &size);
    if (pid_ == 0) Execute(arguments, environment);
    return;
  }
  int in[2];
  int out[2];
  int err[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) {
    std::abort();
  }
  pid_ = fork();
  if (pid_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    Execute(arguments, environment);
  }
  close(in[0]);
  close(out[1]);
  close(err[1]);
  out_ = out[0];
  err_ = err[0];
  // The inputs of tests are smaller than a pipe's buffer.
  const ssize_t written = write(in[1], input.data(), input.size());
  EXPECT_EQ(written, static_cast<ssize_t>(input.size()));
  close(in[1]);
}

Process::~Process() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    Wait();
  }
}

bool Process::Pump() {
  pollfd descriptors[] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
  if (out_ < 0 && err_ < 0) return false;
  if (poll(descriptors, 2, -1) < 0) return errno == EINTR;
  for (pollfd& descriptor : descriptors) {
    if (descriptor.fd < 0 || descriptor.revents == 0) continue;
    char buffer[65536];
    const ssize_t size = read(descriptor.fd, buffer, sizeof(buffer));
    std::string& text = descriptor.fd == out_ ? result_.out : result_.err;
    if (size > 0) {
      text.append(buffer, size);
    } else {
      close(descriptor.fd);
      (descriptor.fd == out_ ? out_ : err_) = -1;
    }
  }
  return true;
}

std::string Process::ReadLine() {
  for (;;) {
    const size_t end = result_.out.find('\n');
    if (end != std::string::npos) {
      const std::string line = result_.out.substr(0, end);
      result_.out.erase(0, end + 1);
      return line;
    }
    if (!Pump()) return "";
  }
}

void Process::Signal(int number) { kill(pid_, number); }

Result Process::Wait() {
  while (Pump()) {
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  result_.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result_;
}

Server::Server(const std::string& configuration) {
  Write("tashbikd.toml", configuration);
  Start();
}

Server::~Server() { Kill(); }

void Server::Start(bool same_port) {
  const std::string port_folder = folder_.Inside("port");
  fs::remove_all(port_folder);
  fs::create_directories(port_folder);
  const int watch = inotify_init1(IN_CLOEXEC);
  inotify_add_watch(watch, port_folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO);
  const std::string address = same_port ? address_ : "127.0.0.1:0";
  process_ = std::make_unique<Process>(
      std::vector<std::string>{TASHBIKD, "--config", folder_.Inside("tashbikd.toml"), "--data",
                               folder_.Inside("data"), "--address", address, "--port-file",
                               port_folder + "/address", "--token-folder", folder_.Inside("tokens"),
                               "--log-level", "warning"},
      Environment());
  for (std::string text; text.empty();) {
    pollfd ready = {watch, POLLIN, 0};
    ASSERT_EQ(poll(&ready, 1, kStartTimeoutMs), 1) << "the server does not start";
    char events[4096];
    ASSERT_GT(read(watch, events, sizeof(events)), 0);
    text = ReadFile(port_folder + "/address");
    address_ = text.substr(0, text.find_last_not_of(" \n") + 1);
  }
  close(watch);
  // The command line looks for tokens by the address.
  std::string name = address_;
  name[name.find(':')] = '_';
  const std::string tokens = folder_.Inside("config/tashbik/") + name;
  fs::create_directories(tokens);
  for (const char* role : {"/administrator.token", "/coordinator.token"}) {
    fs::copy_file(folder_.Inside("tokens") + role, tokens + role,
                  fs::copy_options::overwrite_existing);
  }
}

void Server::Kill() {
  if (process_ == nullptr) return;
  process_->Signal(SIGKILL);
  process_->Wait();
  process_.reset();
}

void Server::Stop() {
  process_->Signal(SIGTERM);
  const Result result = process_->Wait();
  EXPECT_EQ(result.code, 0) << result.err;
  process_.reset();
}

std::map<std::string, std::string> Server::Environment() const {
  return {{"XDG_CONFIG_HOME", folder_.Inside("config")},
          {"HOME", folder_.path()},
          {"TASHBIK_SERVER", address_.empty() ? "127.0.0.1:1" : address_},
          {"TERM", "xterm"},
          {"LC_ALL", "C.UTF-8"}};
}

std::unique_ptr<Process> Server::Begin(const std::vector<std::string>& arguments,
                                       const std::map<std::string, std::string>& environment,
                                       bool terminal) const {
  std::vector<std::string> all = {TASHBIK};
  all.insert(all.end(), arguments.begin(), arguments.end());
  auto variables = Environment();
  for (const auto& [name, value] : environment) variables[name] = value;
  return std::make_unique<Process>(all, variables, "", terminal);
}

Result Server::Run(const std::vector<std::string>& arguments, const std::string& input,
                   const std::map<std::string, std::string>& environment) const {
  std::vector<std::string> all = {TASHBIK};
  all.insert(all.end(), arguments.begin(), arguments.end());
  auto variables = Environment();
  for (const auto& [name, value] : environment) variables[name] = value;
  return Process(all, variables, input).Wait();
}

std::string Server::Do(const std::vector<std::string>& arguments, const std::string& input) const {
  const Result result = Run(arguments, input);
  std::string command;
  for (const std::string& argument : arguments) command += " " + argument;
  EXPECT_EQ(result.code, 0) << "tashbik" << command << "\n" << result.err;
  return result.out;
}

std::string Server::Write(const std::string& name, const std::string& text) const {
  const std::string path = folder_.Inside(name);
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string People::Join(const std::string& name, const std::vector<std::string>& fields) {
  std::vector<std::string> create = {"org", "create", name, "-o", "name"};
  for (const std::string& field : fields) create.insert(create.end(), {"--set", field});
  std::string actor = server_.Do(create);
  actor.pop_back();
  server_.Do({"hub", "members", "add", actor});
  tokens_[name] = server_.Write(
      name + ".token", server_.Do({"token", "create", "--role", "member", "--actor", actor}));
  return actor;
}

Result People::As(const std::string& name, std::vector<std::string> arguments) const {
  arguments.insert(arguments.end(), {"--token-file", TokenFile(name)});
  return server_.Run(arguments);
}

std::string People::DoAs(const std::string& name, const std::vector<std::string>& arguments) const {
  const Result result = As(name, arguments);
  EXPECT_EQ(result.code, 0) << result.err;
  return result.out;
}

bool Holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

int Count(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string Repository() { return TASHBIK_REPOSITORY; }

}  // namespace tashbik::e2e
