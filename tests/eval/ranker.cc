// Asks the engine for partners of the organizations of an evaluation folder, with ids and keys that
// are the same in every run. It builds graph::Network as the server does and calls the very
// SuggestPartners; evaluation.py drives it.
//
//   eval_ranker REGISTER_DIR FOLD_DIR [FOLD_DIR ...]
//
// Reads one question set per line from standard input, words `key=value` separated by spaces:
//   fold=N         number of the fold on the command line, from 0
//   askers=queries | all        whom the fold asks about (default), or everybody
//   count=N        partners per asker, 1 to 200 (200)
//   focus=N        number of the preset (1)
//   weights=w1,…,w10            by number of the signal, instead of those of the preset
//   alone=N less=N the weights of the preset with that signal alone, or without it
//   diversity=0|1 exposure=0|1  (0)
//   partners=0|1   whether those it shares a coalition with are candidates (1)
//   cold=ties | description | both   what the asker is stripped of first (nothing)
//   key=N          of the order of equals (1)
//   scores=0|1     whether a score is printed with each partner (0)
// `preset=N` alone answers with the ten weights of a preset.
// Answers one line per asker, the row of the asker in organizations.tsv, then of its partners, best
// first, each with `:score` in units of 2^-24 where asked; then an empty line. A line that it does
// not understand ends it with 2.
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/epoch.h"
#include "graph/fixed.h"
#include "graph/network.h"
#include "graph/suggest.h"
#include "tests/eval/register_facts.h"

namespace tashbik::eval {
namespace {

// What the asker is stripped of, to be asked for as one that has just arrived.
struct Cold {
  bool ties = false;
  bool description = false;
};

struct Questions {
  size_t fold = 0;
  bool everybody = false;
  Cold cold;
  bool scores = false;
  std::optional<graph::Focus> preset;  // only its weights are asked for
  size_t alone = 0;                    // signals; 0 is none
  size_t less = 0;
  graph::SuggestQuery query;
};

bool ReadWeights(absl::string_view text, graph::Weights& weights) {
  size_t signal = 1;
  for (absl::string_view number : absl::StrSplit(text, ',')) {
    if (signal >= weights.of.size() || !absl::SimpleAtod(number, &weights.of[signal])) return false;
    if (!(weights.of[signal] >= 0)) return false;
    ++signal;
  }
  return signal == weights.of.size();
}

bool ReadWord(absl::string_view key, absl::string_view value, Questions& out) {
  const bool yes = value == "1";
  uint64_t number = 0;
  const bool is_number = absl::SimpleAtoi(value, &number);
  if (key == "weights") return ReadWeights(value, out.query.weights.emplace());
  if (key == "askers") {
    out.everybody = value == "all";
    return out.everybody || value == "queries";
  }
  if (key == "cold") {
    out.cold = {value != "description", value != "ties"};
    return value == "ties" || value == "description" || value == "both";
  }
  if (!is_number) return false;
  if (key == "preset") {
    out.preset = static_cast<graph::Focus>(number);
  } else if (key == "alone") {
    out.alone = number;
  } else if (key == "less") {
    out.less = number;
  } else if (key == "fold") {
    out.fold = number;
  } else if (key == "count") {
    out.query.count = static_cast<int>(number);
  } else if (key == "focus") {
    out.query.focus = static_cast<graph::Focus>(number);
  } else if (key == "diversity") {
    out.query.diversity = yes;
  } else if (key == "exposure") {
    out.query.exposure = yes;
  } else if (key == "partners") {
    out.query.include_partners = yes;
  } else if (key == "key") {
    out.query.tie_key = number;
  } else if (key == "scores") {
    out.scores = yes;
  } else {
    return false;
  }
  return out.alone < graph::kSignalCount && out.less < graph::kSignalCount;
}

bool ReadQuestions(const std::string& line, Questions& out) {
  out.query.count = graph::kMaxSuggestions;
  out.query.diversity = out.query.exposure = false;
  out.query.include_partners = true;
  out.query.tie_key = 1;
  for (absl::string_view word : absl::StrSplit(line, ' ', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(word, absl::MaxSplits('=', 1));
    if (!ReadWord(parts.first, parts.second, out)) return false;
  }
  if (out.alone != 0 || out.less != 0) {
    graph::Weights& weights = out.query.weights.emplace(PresetOf(out.query.focus).weights);
    for (size_t i = 0; i < weights.of.size(); ++i) {
      if (i == out.less || (out.alone != 0 && i != out.alone)) weights.of[i] = 0;
    }
  }
  return true;
}

// One fold as a network; exposure is counted when it is first needed, as it takes seconds.
class Fold {
 public:
  explicit Fold(const graph::Facts& facts) {
    for (const graph::MembershipFacts& membership : facts.memberships) {
      coalitions_[membership.actor].push_back(membership.coalition);
    }
    const auto bare = graph::Network::Build(facts);
    plain_ = bare->With(graph::ComputeEpoch(*bare, 1, [] { return true; }));
  }
  const graph::Network& For(const graph::SuggestQuery& query) {
    if (!query.exposure) return *plain_;
    if (exposed_ == nullptr) {
      exposed_ = plain_->With(graph::ComputeEpoch(*plain_, 1, nullptr));
    }
    return *exposed_;
  }
  // The coalitions that the fold shows an organization in.
  const std::vector<std::string>& CoalitionsOf(const std::string& actor) const {
    static const std::vector<std::string> kNone;
    const auto found = coalitions_.find(actor);
    return found == coalitions_.end() ? kNone : found->second;
  }
  std::vector<std::string> askers;

 private:
  std::shared_ptr<const graph::Network> plain_, exposed_;
  absl::flat_hash_map<std::string, std::vector<std::string>> coalitions_;
};

class Ranker {
 public:
  bool Load(int count, char** folders) {
    std::string error;
    std::optional<Register> read = ReadRegister(folders[0], error);
    if (read.has_value()) register_ = *std::move(read);
    for (int i = 1; i < count && error.empty(); ++i) {
      graph::Facts facts = register_.facts;
      std::vector<std::string> askers;
      if (!ReadKnown(folders[i], facts, error) || !ReadAskers(folders[i], askers, error)) break;
      folds_.emplace_back(facts).askers = std::move(askers);
    }
    if (!error.empty()) std::cerr << "eval_ranker: " << error << "\n";
    return error.empty();
  }

  bool Answer(const std::string& line) {
    Questions questions;
    if (!ReadQuestions(line, questions) || questions.fold >= folds_.size()) {
      std::cerr << "eval_ranker: not understood: " << line << "\n";
      return false;
    }
    if (questions.preset.has_value()) {
      const graph::Weights& weights = graph::PresetOf(*questions.preset).weights;
      for (size_t i = 1; i < weights.of.size(); ++i) std::cout << weights.of[i] << " ";
      std::cout << "\n" << std::endl;
      return true;
    }
    Fold& fold = folds_[questions.fold];
    const graph::Network& network = fold.For(questions.query);
    std::string out;
    const auto ask = [&](const std::string& asker) {
      AnswerFor(asker, questions, fold, network, out);
    };
    if (questions.everybody) {
      for (const graph::ActorFacts& actor : register_.facts.actors) ask(actor.id);
    } else {
      for (const std::string& asker : fold.askers) ask(asker);
    }
    std::cout << out << std::endl;
    return true;
  }

 private:
  void AnswerFor(const std::string& asker, const Questions& questions, const Fold& fold,
                 const graph::Network& network, std::string& out) const {
    graph::SuggestQuery query = questions.query;
    query.asker = asker;
    absl::StrAppend(&out, register_.numbers.at(asker));
    const bool cold = questions.cold.ties || questions.cold.description;
    const graph::SuggestResult result = graph::SuggestPartners(
        cold ? *network.With(Newcomer(asker, questions.cold, fold)) : network, graph::Audience(),
        query, nullptr);
    for (const graph::Suggestion& suggestion : result.suggestions) {
      absl::StrAppend(&out, " ", register_.numbers.at(suggestion.actor));
      if (questions.scores) absl::StrAppend(&out, ":", graph::ToFixed(suggestion.score));
    }
    out += '\n';
  }

  // The change that leaves `actor` without what a newcomer lacks.
  graph::Delta Newcomer(const std::string& actor, const Cold& cold, const Fold& fold) const {
    graph::Delta delta;
    if (cold.description) {
      graph::ActorFacts bare = register_.facts.actors[register_.numbers.at(actor)];
      bare.text.stems.clear();
      delta.put_actors.push_back(std::move(bare));
    }
    if (cold.ties) {
      for (const std::string& coalition : fold.CoalitionsOf(actor)) {
        delta.erase_memberships.emplace_back(coalition, actor);
      }
    }
    return delta;
  }

  Register register_;
  std::vector<Fold> folds_;
};

int Main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: eval_ranker REGISTER_DIR FOLD_DIR [FOLD_DIR ...]\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  Ranker ranker;
  if (!ranker.Load(argc - 1, argv + 1)) return 1;
  for (std::string line; std::getline(std::cin, line);) {
    if (!ranker.Answer(line)) return 2;
  }
  return 0;
}

}  // namespace
}  // namespace tashbik::eval

int main(int argc, char** argv) { return tashbik::eval::Main(argc, argv); }
