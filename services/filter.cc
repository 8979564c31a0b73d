// A recursive descent parser over a small token stream.
#include "services/filter.h"

#include <cctype>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/places.h"

namespace tashbik::services {

struct Filter::Node {
  enum class Kind { kAnd, kOr, kNot, kComparison };
  Kind kind = Kind::kComparison;
  std::vector<std::unique_ptr<const Node>> children;  // one for kNot
  Comparison comparison;

  bool Matches(absl::FunctionRef<bool(const Comparison&)> holds) const {
    switch (kind) {
      case Kind::kComparison:
        return holds(comparison);
      case Kind::kNot:
        return !children.front()->Matches(holds);
      case Kind::kAnd:
        for (const auto& child : children) {
          if (!child->Matches(holds)) return false;
        }
        return true;
      case Kind::kOr:
        break;
    }
    for (const auto& child : children) {
      if (child->Matches(holds)) return true;
    }
    return false;
  }

  void Collect(std::vector<const Comparison*>& all) const {
    if (kind == Kind::kComparison) all.push_back(&comparison);
    for (const auto& child : children) child->Collect(all);
  }
};

bool Filter::Matches(absl::FunctionRef<bool(const Comparison&)> holds) const {
  return root_ == nullptr || root_->Matches(holds);
}

std::vector<const Comparison*> Filter::Comparisons() const {
  std::vector<const Comparison*> all;
  if (root_ != nullptr) root_->Collect(all);
  return all;
}

// Parses `text`. After the first fault, error_ is set and everything else returns at once.
class FilterParser {
 public:
  FilterParser(absl::string_view text, std::span<const FilterField> fields, absl::string_view path)
      : text_(text), fields_(fields), path_(path) {
    Next();
  }

  absl::StatusOr<Filter> Parse() {
    Filter filter;
    if (kind_ == Token::kEnd) return filter;
    NodePointer root = ParseAnd(0);
    if (error_.ok() && kind_ != Token::kEnd) Fail("expected AND, OR or the end");
    if (!error_.ok()) return error_;
    filter.root_ = std::move(root);
    return filter;
  }

 private:
  using Node = Filter::Node;
  using NodePointer = std::unique_ptr<const Node>;
  enum class Token { kEnd, kWord, kText, kSymbol };

  static NodePointer Group(Node::Kind kind, std::vector<NodePointer> children) {
    if (children.size() == 1 && kind != Node::Kind::kNot) return std::move(children.front());
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->children = std::move(children);
    return node;
  }

  NodePointer Fail(absl::string_view what) {
    if (error_.ok()) error_ = FilterInvalid(path_, start_, what);
    return nullptr;
  }

  bool IsSymbol(absl::string_view symbol) const {
    return kind_ == Token::kSymbol && token_ == symbol;
  }
  bool IsWord(absl::string_view word) const { return kind_ == Token::kWord && token_ == word; }

  // Reads the next token into kind_, token_ and start_.
  void Next() {
    while (position_ < text_.size() && absl::ascii_isspace(text_[position_])) ++position_;
    start_ = position_;
    token_.clear();
    if (position_ == text_.size()) {
      kind_ = Token::kEnd;
      return;
    }
    const char first = text_[position_];
    if (first == '"' || first == '\'') return ReadQuoted(first);
    constexpr absl::string_view kSymbols = "()=:-!";
    const bool negation = first == '-' || first == '!';
    if (absl::StrContains(kSymbols, first) &&
        !(first == '!' && text_.substr(position_, 2) != "!=")) {
      kind_ = Token::kSymbol;
      token_ = std::string(text_.substr(position_, negation && first == '!' ? 2 : 1));
      position_ += token_.size();
      return;
    }
    kind_ = Token::kWord;
    while (position_ < text_.size()) {
      const char c = text_[position_];
      if (absl::ascii_isspace(c) || absl::StrContains("()=:\"'", c)) break;
      if (c == '!' && text_.substr(position_, 2) == "!=") break;
      token_ += c;
      ++position_;
    }
  }

  void ReadQuoted(char quote) {
    kind_ = Token::kText;
    for (++position_; position_ < text_.size(); ++position_) {
      char c = text_[position_];
      if (c == quote) {
        ++position_;
        return;
      }
      if (c == '\\' && position_ + 1 < text_.size()) c = text_[++position_];
      token_ += c;
    }
    Fail("a quoted text is not closed");
  }

  NodePointer ParseAnd(int depth) {
    if (depth > kMaxFilterDepth) {
      return Fail(absl::StrCat("parentheses may be nested ", kMaxFilterDepth, " deep"));
    }
    std::vector<NodePointer> parts;
    do {
      parts.push_back(ParseOr(depth));
      if (!error_.ok()) return nullptr;
      if (IsWord("AND")) {
        Next();
        if (kind_ == Token::kEnd) return Fail("expected a comparison after AND");
      }
    } while (kind_ != Token::kEnd && !IsSymbol(")"));
    return Group(Node::Kind::kAnd, std::move(parts));
  }

  NodePointer ParseOr(int depth) {
    std::vector<NodePointer> parts;
    parts.push_back(ParseNot(depth));
    while (error_.ok() && IsWord("OR")) {
      Next();
      parts.push_back(ParseNot(depth));
    }
    return error_.ok() ? Group(Node::Kind::kOr, std::move(parts)) : nullptr;
  }

  NodePointer ParseNot(int depth) {
    const bool negated = IsWord("NOT") || IsSymbol("-");
    if (negated) Next();
    NodePointer inner;
    if (IsSymbol("(")) {
      Next();
      inner = ParseAnd(depth + 1);
      if (error_.ok() && !IsSymbol(")")) return Fail("expected )");
      Next();
    } else {
      inner = ParseComparison();
    }
    if (!error_.ok() || !negated) return inner;
    std::vector<NodePointer> children;
    children.push_back(std::move(inner));
    return Group(Node::Kind::kNot, std::move(children));
  }

  NodePointer ParseComparison() {
    if (kind_ != Token::kWord) return Fail("expected a field");
    const FilterField* field = FindField();
    if (field == nullptr) return nullptr;
    Next();
    const bool has = IsSymbol(":"), differs = IsSymbol("!=");
    if (!has && !differs && !IsSymbol("=")) return Fail("expected =, != or :");
    Next();
    if (kind_ != Token::kWord && kind_ != Token::kText) return Fail("expected a value");
    if (++comparisons_ > kMaxFilterComparisons) {
      return Fail(absl::StrCat("a filter may hold ", kMaxFilterComparisons, " comparisons"));
    }
    auto node = std::make_unique<Node>();
    node->comparison = {field->name, has ? FilterOperator::kHas : FilterOperator::kEquals,
                        ReadValue(*field)};
    Next();
    if (!error_.ok()) return nullptr;
    if (!differs) return node;
    std::vector<NodePointer> children;
    children.push_back(std::move(node));
    return Group(Node::Kind::kNot, std::move(children));
  }

  const FilterField* FindField() {
    for (const FilterField& field : fields_) {
      if (field.name == token_) return &field;
    }
    Fail(absl::StrCat("there is no field of that name; the fields are ",
                      absl::StrJoin(fields_, ", ", [](std::string* out, const FilterField& field) {
                        absl::StrAppend(out, absl::string_view(field.name));
                      })));
    return nullptr;
  }

  // The value in token_, made uniform.
  std::string ReadValue(const FilterField& field) {
    switch (field.type) {
      case FilterType::kCountry: {
        std::string code = absl::AsciiStrToUpper(token_);
        if (!IsCountryCode(code)) Fail("expected a country code of two letters, such as LB");
        return code;
      }
      case FilterType::kTheme: {
        const std::string id(absl::StripPrefix(token_, "themes/"));
        if (id.empty() || absl::StrContains(id, '/')) Fail("expected a theme, such as themes/dom");
        return id;
      }
      case FilterType::kEnum: {
        std::string name = absl::AsciiStrToUpper(token_);
        if (!absl::StartsWith(name, field.enum_prefix))
          name = absl::StrCat(field.enum_prefix, name);
        if (!field.is_enum_value(name)) {
          Fail(absl::StrCat("there is no value ", name, "; the API reference lists them"));
        }
        return name;
      }
      case FilterType::kLanguage:
        if (!CanonicalLanguageTag(token_)) Fail("expected a BCP 47 language, such as ar");
        return absl::AsciiStrToLower(token_);
      case FilterType::kDate:
        if (!DayOf(token_)) Fail("expected a day as YYYY-MM-DD, such as 2026-11-30");
        return token_;
      case FilterType::kResource:
      case FilterType::kText:
        break;
    }
    return token_;
  }

  absl::string_view text_;
  std::span<const FilterField> fields_;
  absl::string_view path_;
  size_t position_ = 0;
  size_t start_ = 0;  // of the present token
  Token kind_ = Token::kEnd;
  std::string token_;
  size_t comparisons_ = 0;
  absl::Status error_;
};

absl::StatusOr<Filter> ParseFilter(absl::string_view text, std::span<const FilterField> fields,
                                   absl::string_view path) {
  if (text.size() > kMaxFilterBytes) {
    return LimitExceeded(path, absl::StrCat(text.size(), " bytes"),
                         absl::StrCat(kMaxFilterBytes, " bytes"));
  }
  return FilterParser(text, fields, path).Parse();
}

}  // namespace tashbik::services
