// serd reads byte by byte, so that the line of a triple is known when it is there. Its reader calls
// itself for nested nodes: depth is bounded by refusing what goes too deep before it is gone into.
#include "clients/cli/turtle.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/text_encoding.h"
#include "serd/serd.h"

namespace tashbik::cli {
namespace {

const uint8_t* Bytes(const char* text) { return reinterpret_cast<const uint8_t*>(text); }

std::string TextOf(const SerdNode& node) {
  return node.buf == nullptr ? std::string()
                             : std::string(reinterpret_cast<const char*>(node.buf), node.n_bytes);
}

// One reading of a text.
class Reading {
 public:
  explicit Reading(absl::string_view text)
      : text_(text),
        env_(serd_env_new(nullptr)),
        reader_(serd_reader_new(SERD_TURTLE, this, nullptr, OnBase, OnPrefix, OnStatement, OnEnd)) {
    serd_reader_set_strict(reader_, true);
    serd_reader_set_error_sink(reader_, OnError, this);
  }
  ~Reading() {
    serd_reader_free(reader_);
    serd_env_free(env_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  absl::StatusOr<std::vector<Triple>> Run() {
    const SerdStatus status =
        serd_reader_read_source(reader_, Source, SourceError, this, Bytes("turtle"), 1);
    if (!fault_.empty()) return absl::InvalidArgumentError(fault_);
    if (status > SERD_FAILURE) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", line_, ": ", reinterpret_cast<const char*>(serd_strerror(status))));
    }
    return std::move(triples_);
  }

 private:
  static Reading& Of(void* handle) { return *static_cast<Reading*>(handle); }

  static size_t Source(void* buffer, size_t size, size_t count, void* stream) {
    Reading& self = Of(stream);
    const size_t bytes = std::min(size * count, self.text_.size() - self.at_);
    std::memcpy(buffer, self.text_.data() + self.at_, bytes);
    for (size_t i = 0; i < bytes; ++i) self.line_ += self.text_[self.at_ + i] == '\n' ? 1 : 0;
    self.at_ += bytes;
    return bytes;
  }
  static int SourceError(void*) { return 0; }

  static SerdStatus OnBase(void* handle, const SerdNode* uri) {
    Reading& self = Of(handle);
    if (!serd_uri_string_has_scheme(uri->buf)) return self.Refuse("@base is a relative URI");
    return serd_env_set_base_uri(self.env_, uri);
  }
  static SerdStatus OnPrefix(void* handle, const SerdNode* name, const SerdNode* uri) {
    return serd_env_set_prefix(Of(handle).env_, name, uri);
  }
  static SerdStatus OnStatement(void* handle, SerdStatementFlags flags, const SerdNode*,
                                const SerdNode* subject, const SerdNode* predicate,
                                const SerdNode* object, const SerdNode* datatype,
                                const SerdNode* language) {
    return Of(handle).Take(flags, *subject, *predicate, *object, datatype, language);
  }
  static SerdStatus OnEnd(void* handle, const SerdNode*) {
    --Of(handle).depth_;
    return SERD_SUCCESS;
  }
  static SerdStatus OnError(void* handle, const SerdError* error) {
    Reading& self = Of(handle);
    if (!self.fault_.empty()) return SERD_SUCCESS;  // the first one counts
    char text[256];
    va_list arguments;
    va_copy(arguments, *error->args);
    std::vsnprintf(text, sizeof text, error->fmt, arguments);
    va_end(arguments);
    // serd shows the byte that it did not expect, which is none at the end, and part of a letter
    // elsewhere.
    if (!IsUtf8(text)) {
      const bool ended = self.at_ == self.text_.size();
      std::snprintf(text, sizeof text, ended ? "the text ends too early" : "bad syntax");
    }
    self.fault_ = absl::StrCat("line ", error->line, ", column ", error->col, ": ",
                               absl::StripAsciiWhitespace(text));
    return SERD_SUCCESS;
  }

  SerdStatus Refuse(absl::string_view why) {
    if (fault_.empty()) fault_ = absl::StrCat("line ", line_, ": ", why);
    return SERD_ERR_BAD_SYNTAX;
  }

  SerdStatus Take(SerdStatementFlags flags, const SerdNode& subject, const SerdNode& predicate,
                  const SerdNode& object, const SerdNode* datatype, const SerdNode* language) {
    if ((flags & (SERD_LIST_S_BEGIN | SERD_LIST_O_BEGIN)) != 0) {
      return Refuse("a list ( … ) stands where the vocabulary has none");
    }
    if ((flags & (SERD_ANON_S_BEGIN | SERD_ANON_O_BEGIN)) != 0 && ++depth_ > kMaxBlankDepth) {
      return Refuse(absl::StrCat("more than ", kMaxBlankDepth, " nodes [ … ] within each other"));
    }
    if (triples_.size() == kMaxTriples) {
      return Refuse(absl::StrCat("more than ", kMaxTriples, " statements"));
    }
    Triple triple;
    TurtleTerm kind;
    const bool whole =
        TermOf(subject, triple.subject) && TermOf(predicate, kind) && TermOf(object, triple.object);
    if (!whole) return SERD_ERR_BAD_SYNTAX;
    triple.predicate = std::move(kind.text);
    if (triple.object.IsLiteral() && language != nullptr)
      triple.object.language = TextOf(*language);
    if (triple.object.IsLiteral() && datatype != nullptr && datatype->buf != nullptr) {
      if (!TermOf(*datatype, kind)) return SERD_ERR_BAD_SYNTAX;
      triple.object.datatype = kind.text;
    }
    triple.line = line_;
    triples_.push_back(std::move(triple));
    return SERD_SUCCESS;
  }

  // With whole URIs. False: a fault was noted.
  bool TermOf(const SerdNode& node, TurtleTerm& term) {
    term.text = TextOf(node);
    term.kind = TurtleTerm::Kind::kUri;
    if (node.type == SERD_LITERAL) {
      term.kind = TurtleTerm::Kind::kLiteral;
    } else if (node.type == SERD_BLANK) {
      term.kind = TurtleTerm::Kind::kBlank;
    } else if (node.type == SERD_CURIE) {
      SerdNode whole = serd_env_expand_node(env_, &node);
      if (whole.buf == nullptr) {
        (void)Refuse(absl::StrCat("the prefix of ", term.text, " was not declared"));
        return false;
      }
      term.text = TextOf(whole);
      serd_node_free(&whole);
    } else if (!serd_uri_string_has_scheme(node.buf)) {
      const SerdNode* base = serd_env_get_base_uri(env_, nullptr);
      if (base == nullptr || base->buf == nullptr) {
        (void)Refuse(absl::StrCat("<", term.text, "> is relative, and there is no @base"));
        return false;
      }
      SerdNode whole = serd_env_expand_node(env_, &node);
      term.text = TextOf(whole);
      serd_node_free(&whole);
    }
    if (term.IsUri() && !serd_uri_string_has_scheme(Bytes(term.text.c_str()))) {
      (void)Refuse(absl::StrCat("<", term.text, "> is a relative URI"));
      return false;
    }
    return true;
  }

  const absl::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
  int depth_ = 0;
  std::string fault_;
  std::vector<Triple> triples_;
  SerdEnv* const env_;
  SerdReader* const reader_;
};

}  // namespace

absl::StatusOr<std::vector<Triple>> ReadTurtle(absl::string_view text) {
  if (text.size() > kMaxTurtleBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("holds more than ", kMaxTurtleBytes >> 20, " MiB: cut it into several files"));
  }
  // serd takes a zero byte for the end.
  if (const size_t zero = text.find('\0'); zero != absl::string_view::npos) {
    return absl::InvalidArgumentError(absl::StrCat("byte ", zero, " is zero"));
  }
  // serd takes bytes for letters that are none.
  int line = 0;
  for (const absl::string_view part : absl::StrSplit(text, '\n')) {
    ++line;
    if (!IsUtf8(part)) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", line, ": Turtle is UTF-8, and this is not"));
    }
  }
  return Reading(text).Run();
}

TurtleTerm Uri(std::string uri) { return {TurtleTerm::Kind::kUri, std::move(uri)}; }
TurtleTerm Literal(std::string text, std::string language) {
  return {TurtleTerm::Kind::kLiteral, std::move(text), std::move(language)};
}
TurtleTerm Typed(std::string text, std::string datatype) {
  return {TurtleTerm::Kind::kLiteral, std::move(text), "", std::move(datatype)};
}

// serd's nodes point into texts that must outlive the call.
struct TurtleWriter::State {
  State() : env(serd_env_new(nullptr)) {
    const auto style = static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED);
    writer = serd_writer_new(SERD_TURTLE, style, env, nullptr, Append, &text);
  }
  ~State() {
    serd_writer_free(writer);
    serd_env_free(env);
  }

  static size_t Append(const void* bytes, size_t size, void* stream) {
    static_cast<std::string*>(stream)->append(static_cast<const char*>(bytes), size);
    return size;
  }

  void Write(SerdStatementFlags flags, const SerdNode& subject, const std::string& predicate,
             const TurtleTerm& object) {
    const SerdNode kind = serd_node_from_string(SERD_URI, Bytes(predicate.c_str()));
    const SerdType type = object.IsUri()       ? SERD_URI
                          : object.IsLiteral() ? SERD_LITERAL
                                               : SERD_BLANK;
    SerdNode node = serd_node_from_string(type, Bytes(object.text.c_str()));
    // Never in """ … """: the reader of serd 0.30 misreads a quote before an escape there.
    node.flags = 0;
    const SerdNode datatype = object.datatype.empty()
                                  ? SERD_NODE_NULL
                                  : serd_node_from_string(SERD_URI, Bytes(object.datatype.c_str()));
    const SerdNode language =
        object.language.empty()
            ? SERD_NODE_NULL
            : serd_node_from_string(SERD_LITERAL, Bytes(object.language.c_str()));
    serd_writer_write_statement(writer, flags, nullptr, &subject, &kind, &node, &datatype,
                                &language);
  }

  std::string text;
  SerdEnv* const env;
  SerdWriter* writer = nullptr;
  int blanks = 0;
  std::string blank;  // that is open
};

TurtleWriter::TurtleWriter(const std::vector<std::pair<std::string, std::string>>& prefixes)
    : state_(std::make_unique<State>()) {
  for (const auto& [prefix, uri] : prefixes) {
    const SerdNode name = serd_node_from_string(SERD_LITERAL, Bytes(prefix.c_str()));
    const SerdNode node = serd_node_from_string(SERD_URI, Bytes(uri.c_str()));
    serd_env_set_prefix(state_->env, &name, &node);
    serd_writer_set_prefix(state_->writer, &name, &node);
  }
}

TurtleWriter::~TurtleWriter() = default;

void TurtleWriter::Write(const std::string& subject, const std::string& predicate,
                         const TurtleTerm& object) {
  state_->Write(0, serd_node_from_string(SERD_URI, Bytes(subject.c_str())), predicate, object);
}

void TurtleWriter::Begin(const std::string& subject, const std::string& predicate) {
  state_->blank = absl::StrCat("b", ++state_->blanks);
  state_->Write(SERD_ANON_O_BEGIN, serd_node_from_string(SERD_URI, Bytes(subject.c_str())),
                predicate, {TurtleTerm::Kind::kBlank, state_->blank});
}

void TurtleWriter::WriteInside(const std::string& predicate, const TurtleTerm& object) {
  state_->Write(SERD_ANON_CONT, serd_node_from_string(SERD_BLANK, Bytes(state_->blank.c_str())),
                predicate, object);
}

void TurtleWriter::End() {
  const SerdNode node = serd_node_from_string(SERD_BLANK, Bytes(state_->blank.c_str()));
  serd_writer_end_anon(state_->writer, &node);
}

std::string TurtleWriter::Finish() {
  serd_writer_finish(state_->writer);
  return std::exchange(state_->text, "");
}

}  // namespace tashbik::cli
