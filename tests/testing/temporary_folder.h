// A folder of its own for a test, removed at its end.
#ifndef TASHBIK_TESTS_TESTING_TEMPORARY_FOLDER_H_
#define TASHBIK_TESTS_TESTING_TEMPORARY_FOLDER_H_

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace tashbik::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "tashbik-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) std::abort();
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  // A path inside; nothing is made there.
  std::string Inside(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_TEMPORARY_FOLDER_H_
