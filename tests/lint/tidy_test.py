"""Mistakes that clang-tidy must find although it looks at our own declarations alone."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from repository import ROOT

# Each line that ends in "// CHECK" has one finding of that check, or several.
PLANTED = """\
#include <memory>
#include <string>
#include <utility>
#include <vector>
using namespace std;                                    // google-build-using-namespace
using std::vector;                                      // misc-unused-using-decls
namespace planted {
struct lower_case { int x; };                           // readability-identifier-naming
struct Base {
  Base(int number);                                     // google-explicit-constructor
  virtual ~Base();
  virtual void Run();
};
struct Derived : Base {
  using Base::Base;
  virtual void Run();                                   // modernize-use-override
};
#define TWICE(x) x * 2                                  // bugprone-macro-parentheses
int Count(std::string first, const std::unique_ptr<int>& number) {
  const std::string second = std::move(first);
  if (first.size() == 0) return 1;                      // bugprone-use-after-move
  if (second == "") return 2;                           // readability-container-size-empty
  int* none = 0;                                        // modernize-use-nullptr
  const double half = 1 / 2;                            // bugprone-integer-division
  return number.get() != nullptr && half < 1 && none == nullptr && *number.get() == 1;
}
}  // namespace planted
"""


def installed():
    if not all(shutil.which(tool) for tool in ("clang++", "clang-tidy", "llvm-config")):
        return False
    headers = subprocess.run(["llvm-config", "--includedir"], capture_output=True, text=True,
                             check=True).stdout.strip()
    return pathlib.Path(headers, "clang-tidy", "ClangTidyCheck.h").is_file()


class TidyTest(unittest.TestCase):
    def test_planted_mistakes_are_found(self):
        if not installed():
            self.skipTest("clang-tidy or its headers are not installed (deploy/install-packages ci)")
        expected = {(number, line.split("// ")[1])
                    for number, line in enumerate(PLANTED.splitlines(), 1)
                    if re.search(r"// [a-z]+-[a-z-]+$", line)}
        self.assertGreater(len(expected), 8)
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "planted.cc")
            source.write_text(PLANTED)
            shutil.copy(ROOT / ".clang-tidy", folder)
            pathlib.Path(folder, "compile_commands.json").write_text(json.dumps([{
                "directory": folder, "file": str(source),
                "command": f"c++ -std=c++20 -c {source}"}]))
            run = subprocess.run([ROOT / "tests/lint/tidy", source], capture_output=True, text=True,
                                 env={**os.environ, "TIDY_BUILD": folder}, check=False)
        self.assertNotEqual(run.returncode, 0, run.stdout)
        found = {(int(number), check) for number, check in re.findall(
            r"planted\.cc:(\d+):\d+: (?:error|warning): .*\[([a-z-]+)[,\]]", run.stdout)}
        self.assertEqual(expected - found, set(), run.stdout + run.stderr)


if __name__ == "__main__":
    unittest.main()
