// RDF Turtle by serd: a text into triples with their lines, and triples into text.
#ifndef TASHBIK_CLIENTS_CLI_TURTLE_H_
#define TASHBIK_CLIENTS_CLI_TURTLE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::cli {

inline constexpr size_t kMaxTurtleBytes = 64 << 20;
inline constexpr size_t kMaxTriples = 4'000'000;
// Blank nodes within each other.
inline constexpr int kMaxBlankDepth = 8;

struct TurtleTerm {
  enum class Kind { kUri, kBlank, kLiteral };
  Kind kind = Kind::kUri;
  std::string text;        // the whole URI, the name of the blank node, or the text
  std::string language{};  // of a literal
  std::string datatype{};  // of a literal; a URI

  bool IsUri() const { return kind == Kind::kUri; }
  bool IsLiteral() const { return kind == Kind::kLiteral; }
};

struct Triple {
  TurtleTerm subject;
  std::string predicate;
  TurtleTerm object;
  int line = 0;  // where the object ends
};

// All triples in the order of the text, which must be UTF-8. INVALID_ARGUMENT names line and
// column: of a fault of the syntax, a relative URI without @base, a list, or what is beyond the
// bounds.
absl::StatusOr<std::vector<Triple>> ReadTurtle(absl::string_view text);

// Writes triples; those of one subject must follow each other. The same triples give the same
// bytes.
class TurtleWriter {
 public:
  // Prefix and URI, in the order in which they are declared.
  explicit TurtleWriter(const std::vector<std::pair<std::string, std::string>>& prefixes);
  ~TurtleWriter();
  TurtleWriter(const TurtleWriter&) = delete;
  TurtleWriter& operator=(const TurtleWriter&) = delete;

  void Write(const std::string& subject, const std::string& predicate, const TurtleTerm& object);
  // A blank node as object: its triples follow until the end.
  void Begin(const std::string& subject, const std::string& predicate);
  void WriteInside(const std::string& predicate, const TurtleTerm& object);
  void End();

  std::string Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

TurtleTerm Uri(std::string uri);
TurtleTerm Literal(std::string text, std::string language = "");
TurtleTerm Typed(std::string text, std::string datatype);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_TURTLE_H_
