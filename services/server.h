// The running server: opens the directory, listens, serves, drains.
#ifndef TASHBIK_SERVICES_SERVER_H_
#define TASHBIK_SERVICES_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/config.h"

namespace tashbik::services {

class Directory;
class LogSink;

class Server {
 public:
  // Opens or makes the directory in config.storage.data, listens and says SERVING. At the first
  // start it makes a first hub and the two token files. `config` must have passed FinishConfig;
  // `log` must outlive the server.
  // Errors: those of storage::Store::Open (DATA_LOSS names the restore command);
  // UNAVAILABLE when the address cannot be listened on; INVALID_ARGUMENT for certificate files.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Config& config, LogSink& log);

  // Stops as Stop() does.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Where it listens, with the port that the system chose: `127.0.0.1:40123` or `unix:…`.
  const std::string& address() const;

  Directory& directory();

  // Reads the files of config.tls again. Connections made from now on get the new certificate,
  // those that stand keep theirs. Files that cannot be used, or whose certificate is not good
  // today, leave the old one in use. Writes to the log what came of it; without TLS only that. Any
  // thread.
  void ReloadCertificates();

  // Says NOT_SERVING, ends watches, lets calls finish for at most config.server.drain_timeout,
  // cancels the rest and closes the directory. Returns when all is closed. Calling it again does
  // nothing.
  void Stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_SERVER_H_
